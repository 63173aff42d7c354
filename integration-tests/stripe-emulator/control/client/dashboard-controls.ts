import type Stripe from "stripe"
import type { Run } from "./command-runner"

/** The merchant in the Dashboard, and the bank. */
export function dashboardControls(run: Run) {
  return {
    capture: (paymentIntent: string, amount?: number) =>
      run<Stripe.PaymentIntent>("dashboard/capture", {
        payment_intent: paymentIntent,
        amount,
      }),
    cancel: (paymentIntent: string) =>
      run<Stripe.PaymentIntent>("dashboard/cancel", {
        payment_intent: paymentIntent,
      }),
    refund: (
      paymentIntent: string,
      amount?: number,
      reason?: Stripe.RefundCreateParams.Reason
    ) =>
      run<Stripe.Refund>("dashboard/refund", {
        payment_intent: paymentIntent,
        amount,
        reason,
      }),
    /** Only before the bank has begun to process it. */
    cancelRefund: (refund: string) =>
      run<Stripe.Refund>("dashboard/cancel_refund", { refund }),
    expireCheckoutSession: (checkoutSession: string) =>
      run<Stripe.Checkout.Session>("dashboard/expire_checkout_session", {
        checkout_session: checkoutSession,
      }),
    /** Action of a bank, visible in the Dashboard. */
    dispute: (
      paymentIntent: string,
      { isInquiry, reason }: { reason?: string; isInquiry?: boolean } = {}
    ) =>
      run<Stripe.Dispute>("dashboard/dispute", {
        payment_intent: paymentIntent,
        reason,
        is_inquiry: isInquiry,
      }),
    closeDispute: (dispute: string, outcome: "won" | "lost") =>
      run<Stripe.Dispute>("dashboard/close_dispute", { dispute, outcome }),
    openReview: (paymentIntent: string) =>
      run<Stripe.Review>("dashboard/open_review", {
        payment_intent: paymentIntent,
      }),
    /** Every outcome but `approved` refunds the payment in full. */
    closeReview: (
      review: string,
      outcome: "approved" | "refunded" | "refunded_as_fraud"
    ) => run<Stripe.Review>("dashboard/close_review", { review, outcome }),
  }
}
