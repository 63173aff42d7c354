export {
  captureOrderPaymentsWorkflow,
  type CaptureOrderPaymentsInput,
} from "./capture-order-payments"
export {
  openCheckoutSessionWorkflow,
  type OpenCheckoutSessionInput,
} from "./open-checkout-session"
export {
  reconcilePaymentsWorkflow,
  type ReconcilePaymentsInput,
} from "./reconcile-payments"
export {
  releaseOrderPaymentsWorkflow,
  type ReleaseOrderPaymentsInput,
} from "./release-order-payments"
export {
  replayStripeEventsWorkflow,
  type ReplayStripeEventsInput,
} from "./replay-stripe-events"
export {
  synchronizePaymentWorkflow,
  type SynchronizePaymentInput,
} from "./synchronize-payment"
