import type { PaymentDecisionKind } from "../../modules/stripe-checkout/domain/decision/decide"
import type { PaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  because,
  describeReason,
  type ReasonDescription,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { LedgerComparison } from "./record-discrepancy"

/** The result of synchronizing one payment. `reason`: why the payment is in this state. */
export interface SynchronizePaymentResult extends ReasonDescription {
  /** `busy`: another worker holds the lease and will run once more on our behalf. */
  readonly outcome: "in_sync" | "busy"
  /** The payment's state at Stripe; null when `busy`. */
  readonly state: PaymentState | null
  /** Null while there is no order, and when `busy`. */
  readonly order_id: string | null
  /** What was done, e.g. `["complete_cart", "write_order_status"]`. */
  readonly actions: readonly PaymentDecisionKind[]
  /** Medusa and Stripe differ in a way that only a person can resolve. */
  readonly requires_manual_review: boolean
  /** Both ledgers at the first sync pass, in major units; null when `busy`. */
  readonly ledgers: LedgerComparison | null
}

export const BUSY: SynchronizePaymentResult = {
  outcome: "busy",
  state: null,
  order_id: null,
  ...describeReason(because("synchronization_busy")),
  actions: [],
  requires_manual_review: false,
  ledgers: null,
}

/** What was done adds up; the newer result says how things are. */
export function mergeResults(
  result: SynchronizePaymentResult,
  again: SynchronizePaymentResult
): SynchronizePaymentResult {
  return {
    ...again,
    actions: [...result.actions, ...again.actions],
    ledgers: result.ledgers,
  }
}
