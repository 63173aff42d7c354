/**
 * From a decision to its action. Each does one thing; the next sync pass sees the result.
 */
import type {
  PaymentDecision,
  PaymentDecisionKind,
} from "../../../modules/stripe-checkout/domain/decision/decide"
import {
  capturePayment,
  completeRequest,
  rejectRequest,
  recordCapture,
} from "./capture"
import {
  rebindPaymentSession,
  updatePaymentIntentMetadata,
} from "./rebind-payment-session"
import { completeCart } from "./complete-cart"
import {
  emitOrderPlaced,
  deleteIncompleteOrder,
} from "../repairs/interrupted-completion"
import {
  authorizeSession,
  cancelMedusaPayment,
  tagPaymentIntentWithOrder,
  expireCheckoutSession,
  restorePayment,
} from "./medusa-payment"
import {
  repairPaymentCollections,
  settlePaymentCollection,
} from "../repairs/payment-collections"
import {
  addOrderTransaction,
  deleteOrphanCapture,
  deleteOrphanRefund,
  markPaymentCaptured,
  markSessionAuthorized,
  deleteOrderTransactions,
} from "../repairs/ledger"
import { incrementHold } from "./increment-hold"
import { remindOfPaymentLink, updatePaymentLink } from "./payment-link"
import { recordRefund } from "./record-refund"
import { refundCanceledOrder, refundForFraudWarning } from "./refund"
import { releaseAuthorization, releaseWithoutOrder } from "./release"
import { recalculateOrderSummary } from "../repairs/order-summary"
import {
  addRefundCreditLine,
  cancelOrderChanges,
  removeDoubledRows,
} from "../repairs/refund-credit"
import {
  reportRefund,
  writeOrderStatus,
  notifyAuthorizationExpiring,
} from "./order-status"
import type { Action, ActionOutcome, SyncContext } from "./context"

const noop = (): Promise<void> => Promise.resolve()

const ACTIONS: { readonly [Kind in PaymentDecisionKind]: Action<Kind> } = {
  in_sync: noop,
  recheck_later: noop,
  expire_checkout_session: expireCheckoutSession,
  update_payment_link: updatePaymentLink,
  remind_of_payment_link: remindOfPaymentLink,
  complete_cart: completeCart,
  delete_incomplete_order: deleteIncompleteOrder,
  emit_order_placed: emitOrderPlaced,
  authorize_session: authorizeSession,
  restore_payment: restorePayment,
  release_authorization: releaseAuthorization,
  release_without_order: releaseWithoutOrder,
  cancel_medusa_payment: cancelMedusaPayment,
  repair_payment_collections: repairPaymentCollections,
  settle_payment_collection: settlePaymentCollection,
  recalculate_order_summary: recalculateOrderSummary,
  rebind_payment_session: rebindPaymentSession,
  update_payment_intent_metadata: updatePaymentIntentMetadata,
  mark_session_authorized: markSessionAuthorized,
  mark_payment_captured: markPaymentCaptured,
  delete_orphan_capture: deleteOrphanCapture,
  delete_orphan_refund: deleteOrphanRefund,
  add_order_transaction: addOrderTransaction,
  delete_order_transactions: deleteOrderTransactions,
  remove_doubled_rows: removeDoubledRows,
  cancel_order_changes: cancelOrderChanges,
  add_refund_credit_line: addRefundCreditLine,
  refund_canceled_order: refundCanceledOrder,
  refund_for_fraud_warning: refundForFraudWarning,
  record_capture: recordCapture,
  record_refund: recordRefund,
  report_refund: reportRefund,
  capture: capturePayment,
  increment_hold: incrementHold,
  reject_request: rejectRequest,
  complete_request: completeRequest,
  tag_payment_intent_with_order: tagPaymentIntentWithOrder,
  write_order_status: writeOrderStatus,
  notify_authorization_expiring: notifyAuthorizationExpiring,
}

export async function executeAction(
  context: SyncContext,
  decision: PaymentDecision
): Promise<ActionOutcome> {
  // The table pairs each kind with its own action; TypeScript cannot follow that here.
  const action = ACTIONS[decision.kind] as (
    context: SyncContext,
    decision: PaymentDecision
  ) => Promise<ActionOutcome>
  return action(context, decision)
}
