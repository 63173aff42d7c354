export {
  captureOrderPaymentsWorkflow,
  type CaptureOrderPaymentsInput,
} from "./capture-order-payments"
export {
  openCheckoutSessionWorkflow,
  type OpenCheckoutSessionInput,
} from "./open-checkout-session"
export {
  releaseOrderPaymentsWorkflow,
  type ReleaseOrderPaymentsInput,
} from "./release-order-payments"
export {
  synchronizePaymentWorkflow,
  type SynchronizePaymentInput,
} from "./synchronize-payment"
