import type { PaymentSessionStatus } from "@medusajs/framework/types"

import type { PaymentState } from "../../modules/stripe-checkout/domain/payment-state"

/** A declined card is not final: the shopper tries the next one on the same page. */
export const SESSION_STATUS: Readonly<
  Record<PaymentState, PaymentSessionStatus>
> = {
  awaiting_customer: "pending",
  expired: "pending",
  processing: "pending",
  unrecognized: "pending",
  authorized: "authorized",
  captured: "authorized",
  canceled: "canceled",
}
