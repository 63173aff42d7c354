import type { PaymentRefusal } from "../../workflows/steps/refuse-payment"

/** How HTTP says why a payment cannot be opened now. */
export const REFUSAL_STATUS: Readonly<Record<PaymentRefusal, number>> = {
  unknown: 404,
  already_paid: 409,
  canceled: 410,
  amount_changed: 409,
  not_ready: 409,
  nothing_to_pay: 409,
  amount_too_small: 422,
  amount_too_large: 422,
  busy: 503,
  too_many_attempts: 429,
  stripe_unavailable: 503,
  stripe_refused: 502,
}
