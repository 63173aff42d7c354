/**
 * A purchase without what Stripe may be particular about. Pure.
 *
 * Pictures, addresses, languages and e-mails come from shops and shoppers, and Stripe
 * refuses the whole page for a single one that it does not know. None of them is worth
 * an order.
 */
import type { Purchase } from "./purchase"

const DECORATION = /\[(images|description|shipping)\]|^(locale|customer_email)$/

/**
 * @param param the parameter that Stripe complains about, in its own spelling
 * @returns null where the purchase cannot be paid without it.
 * @example plainPurchase(purchase, "payment_intent_data[shipping][address][country]")
 */
export function plainPurchase(
  purchase: Purchase,
  param: string | null
): Purchase | null {
  if (!DECORATION.test(param ?? "")) {
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
