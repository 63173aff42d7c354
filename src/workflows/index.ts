export {
  captureOrderPaymentsWorkflow,
  type CaptureOrderPaymentsInput,
} from "./order-payments/capture-order-payments"
export {
  openCheckoutSessionWorkflow,
  type OpenCheckoutSessionInput,
} from "./checkout/open-checkout-session"
export {
  reconcilePaymentsWorkflow,
  type ReconcilePaymentsInput,
} from "./reconciliation/reconcile-payments"
export {
  releaseOrderPaymentsWorkflow,
  type ReleaseOrderPaymentsInput,
} from "./order-payments/release-order-payments"
export {
  replayStripeEventsWorkflow,
  type ReplayStripeEventsInput,
} from "./webhooks/replay-stripe-events"
export {
  synchronizePaymentWorkflow,
  type SynchronizePaymentInput,
} from "./synchronization/synchronize-payment"
