/**
 * A cart as it is now, and the purchase that it amounts to.
 */

import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

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
import { type CartPerson, PERSON_FIELDS, readPerson } from "./cart-customer"

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
  const words = lineItemLabels(locale)
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
    contentsHash: fingerprintContents(cart),
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

export interface ShopperPlace {
  readonly country_code: string | null
  readonly locale: string | null
}

export interface CartPlace {
  readonly locale?: string | null
  readonly shipping_address?: { readonly country_code?: string | null } | null
  readonly billing_address?: { readonly country_code?: string | null } | null
  readonly region?: {
    readonly countries?: readonly { readonly iso_2?: string }[]
  } | null
}

/** Fills the storefront's address: where the shopper is, as their cart says. */
export async function readShopperPlace(
  container: MedusaContainer,
  cartId: string | null
): Promise<ShopperPlace> {
  if (!cartId) {
    return { country_code: null, locale: null }
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "locale",
      "shipping_address.country_code",
      "billing_address.country_code",
      "region.countries.iso_2",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as CartPlace | undefined
  return {
    locale: cart?.locale ?? null,
    country_code: readCountryCode(cart),
  }
}

/** Delivered to, billed to, or else the first country of the region. */
function readCountryCode(cart: CartPlace | null | undefined): string | null {
  const candidates = [
    cart?.shipping_address?.country_code,
    cart?.billing_address?.country_code,
    cart?.region?.countries?.[0]?.iso_2,
  ]
  return candidates.find((code) => Boolean(code)) ?? null
}

/** What core keeps of the one who started a payment. */
export interface SessionContext {
  readonly customer?: { readonly id?: string } | null
}

/** Medusa's id of the customer who was signed in when the payment was started. */
export async function readStartedBy(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "context"],
    filters: { id: paymentSessionId },
  })
  const session = data[0] as { context?: SessionContext | null } | undefined
  return session?.context?.customer?.id ?? null
}
