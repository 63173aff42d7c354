import type Stripe from "stripe"
import type { StripeAccount } from "./account"
import type { Emulator } from "./emulator"

/** Who changes what, and on whose request: every state transition receives one of these. */
export type Act = {
  readonly emulator: Emulator
  readonly account: StripeAccount
  /** Becomes `event.request`: nulls when no API request caused the change. */
  readonly request: Stripe.Event.Request
}

export function actOnItsOwn(emulator: Emulator, account: StripeAccount): Act {
  return { emulator, account, request: { id: null, idempotency_key: null } }
}
