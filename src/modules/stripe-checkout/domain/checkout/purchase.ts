/**
 * What the shopper is about to pay for: Medusa's result, passed to Stripe as it is.
 * Amounts in minor units.
 */

import { createHash } from "node:crypto"

export interface PurchaseLine {
  readonly name: string
  /** The variant, and its discount; null where there is nothing to add. */
  readonly description: string | null
  readonly imageUrl: string | null
  readonly quantity: number
  readonly unitAmount: number
}

export interface PostalAddress {
  readonly line1: string
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postalCode: string | null
  /** Two letters, upper case. */
  readonly country: string | null
}

/** Somebody at an address, as Stripe's fraud checks want to know. */
export interface Recipient {
  readonly name: string
  readonly phone: string | null
  readonly address: PostalAddress
}

/** Somebody with an account in the shop. */
export interface SignedInCustomer {
  /** Medusa's. */
  readonly id: string
  readonly email: string | null
  readonly name: string | null
  readonly billing: Recipient | null
}

/** When something happens to a payment link by itself. ISO dates. */
export interface LinkSchedule {
  /** Until when it can be paid; null as long as anything is missing. */
  readonly expiresAt: string | null
  /** When it expires or its reminder is due; null where neither is ahead. */
  readonly nextMoment: string | null
}

export interface Purchase {
  readonly paymentSessionId: string
  readonly account: string
  readonly cartId: string | null
  readonly currencyCode: string
  readonly amount: number
  readonly lines: readonly PurchaseLine[]
  /** Of what is bought and how it is delivered, whatever words the page uses for it. */
  readonly contentsHash: string
  readonly email: string | null
  readonly customer: SignedInCustomer | null
  readonly shipping: Recipient | null
  readonly locale: string | null
  readonly countryCode: string | null
  /** Only of an order's balance; no part of what the page shows. */
  readonly link?: LinkSchedule
}

/**
 * Equal fingerprints mean that an open Checkout Session still shows and charges
 * what the cart says, for the same person. A hash, because
 * an e-mail address must not rest in our tables.
 */
export function purchaseFingerprint(purchase: Purchase): string {
  return hashOf([
    purchase.currencyCode,
    purchase.amount,
    purchase.contentsHash,
    purchase.lines.map((line) => [
      line.name,
      line.description,
      line.imageUrl,
      line.quantity,
      line.unitAmount,
    ]),
    purchase.email,
    purchase.customer?.id ?? null,
    purchase.shipping,
    purchase.locale,
  ])
}

/** A short name for any JSON value: equal values have equal hashes. */
export function hashOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex")
}

const OPTIONAL_PARAM =
  /\[(images|description|shipping)\]|^(locale|customer_email)$/

/**
 * A purchase without the details that Stripe may refuse. Pictures, addresses, languages and
 * e-mails come from shops and shoppers, and Stripe refuses the whole Checkout Session for a
 * single one that it does not know. None of them is worth an order.
 *
 * @param param the parameter that Stripe complains about, in its own spelling
 * @returns null where the purchase cannot be paid without it.
 * @example withoutOptionalDetails(purchase, "payment_intent_data[shipping][address][country]")
 */
export function withoutOptionalDetails(
  purchase: Purchase,
  param: string | null
): Purchase | null {
  if (!OPTIONAL_PARAM.test(param ?? "")) {
    return null
  }
  return {
    ...purchase,
    lines: purchase.lines.map((line) => ({
      ...line,
      description: null,
      imageUrl: null,
    })),
    shipping: null,
    locale: null,
    email: param === "customer_email" ? null : purchase.email,
  }
}
