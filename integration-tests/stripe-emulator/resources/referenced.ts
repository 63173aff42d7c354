import type { StripeAccount } from "../state/account"
import { invalidRequest } from "../api/stripe-error"

type Store = (account: StripeAccount) => Map<string, unknown>

/** What parameters can refer to, with Stripe's name for it in "No such …". */
const stores = {
  charge: (account) => account.charges,
  customer: (account) => account.customers,
  payment_intent: (account) => account.paymentIntents,
} as const satisfies Record<string, Store>

/** A missing object in a parameter is a 400; only a missing object in the path is a 404. */
export function checkReferences(
  account: StripeAccount,
  params: Partial<Record<keyof typeof stores, string>>
): void {
  for (const [kind, store] of Object.entries(stores)) {
    const id = params[kind as keyof typeof stores]
    if (id !== undefined && !store(account).has(id)) {
      throw invalidRequest(`No such ${kind}: '${id}'`, {
        code: "resource_missing",
        param: kind,
      })
    }
  }
}
