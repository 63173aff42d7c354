import type Stripe from "stripe"
import type { CheckoutSessionRecord, StripeAccount } from "../state/account"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import type { Emulator } from "../state/emulator"

export type Found<T> = { context: Context; item: T }

/** Controls and the hosted page have an id only, not an account. */
export function findAnywhere<T>(
  emulator: Emulator,
  store: (account: StripeAccount) => Map<string, T>,
  id: string
): Found<T> {
  for (const account of emulator.accounts) {
    const item = store(account).get(id)
    if (item !== undefined) {
      return { context: contextWithoutRequest(emulator, account), item }
    }
  }
  throw new Error(`The emulator has no object with the id "${id}".`)
}

export function findSession(
  emulator: Emulator,
  id: string
): Found<CheckoutSessionRecord> {
  return findAnywhere(emulator, (account) => account.checkoutSessions, id)
}

export function findIntent(
  emulator: Emulator,
  id: string
): Found<Stripe.PaymentIntent> {
  return findAnywhere(emulator, (account) => account.paymentIntents, id)
}
