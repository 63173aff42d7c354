/**
 * What a shop wants done with the money of its orders, as one value. It is loaded once
 * per sync pass; decisions read it from their facts and never from the options.
 */
import type { OrderRules } from "./order-rules"
import type { StatusNames } from "./status"

export interface OrderPolicy extends OrderRules {
  readonly statusNames: StatusNames
  readonly captureDeadline: {
    /** Hours before the end of the hold. */
    readonly warnHours: number
    readonly action: "alert" | "capture" | "release"
  }
  /** What happens to a hold of an order that owes nothing any more. */
  readonly surplusHolds: "release" | "keep"
  /** Money that was captured although its order is canceled. */
  readonly canceledButCaptured: "report" | "refund"
  /** Whether a requested capture waits while Stripe's review of the payment is open. */
  readonly captureInReview: "wait" | "capture"
  /** What an early fraud warning does beside notifying. */
  readonly fraudWarnings: "notify" | "release" | "refund"
  /** Whether rows that Medusa core left half written are repaired, or only reported. */
  readonly coreRepairs: "on" | "report"
}
