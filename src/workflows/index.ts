/**
 * The plugin's public API: its workflows with what they take, return and throw, and the
 * events that it emits.
 */
export {
  captureOrderPaymentsWorkflow,
  type CaptureOrderPaymentsInput,
} from "./order-payments/capture-order-payments"
export {
  releaseOrderPaymentsWorkflow,
  type ReleaseOrderPaymentsInput,
} from "./order-payments/release-order-payments"
export {
  approveReviewWorkflow,
  type ApproveReviewInput,
  type ApproveReviewResult,
} from "./order-payments/approve-review"
export type { OrderPaymentsResult } from "./order-payments/request"
export { retryPlacementWorkflow } from "./order-payments/retry-placement"
export { releaseUnplacedPaymentWorkflow } from "./order-payments/release-unplaced-payment"
export type {
  RequestBeforeOrderInput,
  RequestBeforeOrderResult,
} from "./order-payments/request-before-order"
export {
  openCheckoutSessionWorkflow,
  type OpenCheckoutSessionInput,
  type OpenCheckoutSessionResult,
} from "./checkout/open-checkout-session"
export type { CheckoutErrorCode } from "./checkout/refusals"
export {
  createPaymentLinkWorkflow,
  type CreatePaymentLinkInput,
  type CreatePaymentLinkResult,
  type IncrementedHoldResult,
  type PaymentLinkResult,
} from "./checkout/create-payment-link"
export {
  emailPaymentLinkWorkflow,
  type EmailPaymentLinkInput,
} from "./checkout/email-payment-link"
export type { HoldIncrement } from "./checkout/increment-hold"
export type { PaymentLinkEventPayload } from "./synchronization/announce-payment-link"
export type { PaymentLinkPaidPayload } from "./synchronization/announce-paid-link"
export type { PaymentLinkErrorCode } from "./checkout/payment-link-refusals"
export {
  reconcilePaymentsWorkflow,
  type ReconcilePaymentsInput,
  type ReconcilePaymentsResult,
} from "./reconciliation/reconcile-payments"
export type { SweepReport } from "./reconciliation/sweep"
export {
  replayStripeEventsWorkflow,
  type ReplayStripeEventsInput,
  type ReplayStripeEventsResult,
} from "./webhooks/replay-stripe-events"
export {
  configureWebhookEndpointWorkflow,
  type ConfigureWebhookEndpointInput,
  type ConfigureWebhookEndpointResult,
} from "./webhooks/configure-webhook-endpoint"
export {
  synchronizePaymentWorkflow,
  type SynchronizePaymentInput,
} from "./synchronization/synchronize-payment"
export type { SynchronizePaymentResult } from "./synchronization/synchronization-result"
export type {
  StripeCheckoutEventName,
  StripeCheckoutEventPayload,
} from "./support/events"
export type { WebhooksSilentPayload } from "./support/account-events"
export {
  listSavedCardsWorkflow,
  removeSavedCardWorkflow,
  type ListSavedCardsInput,
  type RemoveSavedCardInput,
  type SavedCardErrorCode,
} from "./checkout/saved-cards"
export type { SavedCard } from "../modules/stripe-checkout/domain/saved-card"
export {
  chargeSavedCardWorkflow,
  type ChargeSavedCardInput,
  type ChargeSavedCardResult,
} from "./checkout/charge-saved-card"
export type { OffSessionErrorCode } from "./checkout/off-session-refusals"
