/**
 * From a decision to the deed. Each does one thing; the next look sees what came of it.
 */
import type {
  PaymentDecision,
  PaymentDecisionKind,
} from "../../../modules/stripe-checkout/domain/decision/decide"
import {
  capturePayment,
  conclude,
  decline,
  recordCapture,
  recordRefund,
} from "./capture"
import { bindAnew, nameSessionAtStripe } from "./rebind-payment-session"
import { completeCart } from "./complete-cart"
import { announceOrder, undoOrder } from "../repairs/interrupted-completion"
import {
  authorizeSession,
  cancelInMedusa,
  describeAtStripe,
  expireCheckoutSession,
  restorePayment,
} from "./medusa-payment"
import { mendCollections } from "../repairs/payment-collections"
import {
  book,
  dropCapture,
  dropRefund,
  markCaptured,
  markSession,
  unbook,
} from "../repairs/ledger"
import { releaseHold, releaseWithoutOrder } from "./release"
import { recountSummary } from "../repairs/order-summary"
import { reportStatus, tellDeadline } from "./order-status"
import type { Deed, Scene } from "./context"

const nothing = (): Promise<void> => Promise.resolve()

const DEEDS: { readonly [Kind in PaymentDecisionKind]: Deed<Kind> } = {
  rest: nothing,
  wait: nothing,
  expire_checkout_session: expireCheckoutSession,
  complete_cart: completeCart,
  undo_order: undoOrder,
  announce_order: announceOrder,
  authorize_session: authorizeSession,
  restore_payment: restorePayment,
  release_hold: releaseHold,
  release_without_order: releaseWithoutOrder,
  cancel_in_medusa: cancelInMedusa,
  mend_collections: mendCollections,
  recount_summary: recountSummary,
  bind_anew: bindAnew,
  name_session_at_stripe: nameSessionAtStripe,
  mark_session: markSession,
  mark_captured: markCaptured,
  drop_capture: dropCapture,
  drop_refund: dropRefund,
  book,
  unbook,
  record_capture: recordCapture,
  record_refund: recordRefund,
  capture: capturePayment,
  decline,
  conclude,
  describe_at_stripe: describeAtStripe,
  report: reportStatus,
  tell_deadline: tellDeadline,
}

export async function perform(
  scene: Scene,
  decision: PaymentDecision
): Promise<void> {
  // The table pairs each kind with its own deed; TypeScript cannot follow that here.
  const deed = DEEDS[decision.kind] as (
    scene: Scene,
    decision: PaymentDecision
  ) => Promise<void>
  await deed(scene, decision)
}
