/**
 * A cart as it is now, and the purchase it represents.
 */

import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { lineItemLabels } from "../../modules/stripe-checkout/domain/checkout/labels"
import {
  purchaseLines,
  totalLine,
} from "../../modules/stripe-checkout/domain/checkout/line-items"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  type CartContents,
  CONTENT_FIELDS,
  fingerprintContents,
  readFigures,
} from "./cart-contents"
import {
  type CartCustomer,
  CUSTOMER_FIELDS,
  readCustomer,
} from "./cart-customer"
import { queryOne } from "./query"
import { type Place, readCountryCode } from "./shopper-place"

export interface CartRow
  extends CartContents, CartCustomer, Pick<Place, "locale" | "region"> {
  readonly id: string
  readonly completed_at?: string | Date | null
  readonly raw_total: BigNumberInput
}

/** Everything that Medusa calculates totals from, and the customer. */
const CART_FIELDS = [
  "id",
  "locale",
  "completed_at",
  "total",
  "raw_total",
  "region.countries.iso_2",
  ...CONTENT_FIELDS,
  ...CUSTOMER_FIELDS,
]

/** The payment session and Stripe account of a purchase. */
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
  const labels = lineItemLabels(locale)
  return {
    paymentSessionId,
    account,
    cartId: cart.id,
    currencyCode: cart.currency_code,
    amount,
    lines:
      lineItems === "items"
        ? purchaseLines({ ...readFigures(cart), amount }, labels)
        : totalLine(amount, labels),
    contentsHash: fingerprintContents(cart),
    ...readCustomer(cart, startedBy),
    locale,
    countryCode: readCountryCode(cart),
  }
}

export async function readCart(
  container: MedusaContainer,
  id: string
): Promise<CartRow | null> {
  return queryOne<CartRow>(container, {
    entity: "cart",
    fields: CART_FIELDS,
    filters: { id },
  })
}

/** The part of a payment session's context that names who started the payment. */
export interface SessionContext {
  readonly customer?: { readonly id?: string } | null
}

/** Medusa's id of the customer who was signed in when the payment was started. */
export async function readStartedBy(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<string | null> {
  const session = await queryOne<{ context?: SessionContext | null }>(
    container,
    {
      entity: "payment_session",
      fields: ["id", "context"],
      filters: { id: paymentSessionId },
    }
  )
  return session?.context?.customer?.id ?? null
}
