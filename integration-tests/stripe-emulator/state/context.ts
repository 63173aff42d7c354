import type Stripe from "stripe"
import type { StripeAccount } from "./account"
import type { Emulator } from "./emulator"

/** The account that changes, and the API request that caused the change. Every state transition receives one. */
export type Context = {
  readonly emulator: Emulator
  readonly account: StripeAccount
  /** Becomes `event.request`; its fields are null when no API request caused the change. */
  readonly request: Stripe.Event.Request
}

export function contextWithoutRequest(
  emulator: Emulator,
  account: StripeAccount
): Context {
  return { emulator, account, request: { id: null, idempotency_key: null } }
}
