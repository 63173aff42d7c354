/**
 * A cart as it is now, and the purchase that it amounts to.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import {
  purchaseLines,
  totalLine,
} from "../../modules/stripe-checkout/domain/checkout/line-items"
import { wordsOnPage } from "../../modules/stripe-checkout/domain/checkout/labels"
import {
  CONTENT_FIELDS,
  type CartContents,
  fingerprintContents,
  readFigures,
} from "./read-cart-contents"
import { type CartPerson, PERSON_FIELDS, readPerson } from "./read-cart-person"
import { type CartPlace, readCountryCode } from "./read-shopper-place"

export interface CartRow
  extends CartContents, CartPerson, Pick<CartPlace, "locale" | "region"> {
  readonly id: string
  readonly completed_at?: string | Date | null
  readonly raw_total: BigNumberInput
}

/** Everything that Medusa's totals are calculated from, and who buys. */
const CART_FIELDS = [
  "id",
  "locale",
  "completed_at",
  "total",
  "raw_total",
  "region.countries.iso_2",
  ...CONTENT_FIELDS,
  ...PERSON_FIELDS,
]

/** Which payment session, at which account. */
export interface PurchaseTarget {
  readonly paymentSessionId: string
  readonly account: string
  /** Whether Stripe's page names each item or the order as a whole. */
  readonly lineItems: "items" | "total"
  /** The customer who was signed in when the payment was started. */
  readonly startedBy: string | null
}

export function purchaseOfCart(
  cart: CartRow,
  { paymentSessionId, account, lineItems, startedBy }: PurchaseTarget
): Purchase {
  const amount = toMinorUnits(
    MathBN.convert(cart.raw_total).toString(),
    cart.currency_code
  )
  const locale = cart.locale ?? null
  const words = wordsOnPage(locale)
  return {
    paymentSessionId,
    account,
    cartId: cart.id,
    currencyCode: cart.currency_code,
    amount,
    lines:
      lineItems === "items"
        ? purchaseLines({ ...readFigures(cart), amount }, words)
        : totalLine(amount, words),
    contents: fingerprintContents(cart),
    ...readPerson(cart, startedBy),
    locale,
    countryCode: readCountryCode(cart),
  }
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
