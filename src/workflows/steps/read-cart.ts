/**
 * A cart as it is now, and the purchase that it amounts to.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type {
  Purchase,
  PurchaseLine,
} from "../../modules/stripe-checkout/domain/purchase"
import { type CartPlace, readCountryCode } from "./read-shopper-place"

export interface CartRow extends CartPlace {
  readonly id: string
  readonly email?: string | null
  readonly completed_at?: string | Date | null
  readonly currency_code: string
  readonly raw_total: BigNumberInput
}

/** Everything that Medusa's totals are calculated from. */
const CART_FIELDS = [
  "id",
  "email",
  "currency_code",
  "locale",
  "completed_at",
  "total",
  "raw_total",
  "items.*",
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "credit_lines.*",
  "shipping_address.country_code",
  "billing_address.country_code",
  "region.countries.iso_2",
]

/** Which payment session, at which account. */
export interface PurchaseTarget {
  readonly paymentSessionId: string
  readonly account: string
}

export function purchaseOfCart(
  cart: CartRow,
  target: PurchaseTarget
): Purchase {
  const amount = toMinorUnits(
    MathBN.convert(cart.raw_total).toString(),
    cart.currency_code
  )
  return {
    ...target,
    cartId: cart.id,
    currencyCode: cart.currency_code,
    amount,
    lines: purchaseLines(amount),
    email: cart.email ?? null,
    customerId: null,
    locale: cart.locale ?? null,
    countryCode: readCountryCode(cart),
  }
}

export function purchaseLines(amount: number): PurchaseLine[] {
  return [{ name: "Your order", quantity: 1, unitAmount: amount }]
}

export async function readCart(
  container: MedusaContainer,
  id: string
): Promise<CartRow | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: CART_FIELDS,
    filters: { id },
  })
  return (data[0] as CartRow | undefined) ?? null
}
