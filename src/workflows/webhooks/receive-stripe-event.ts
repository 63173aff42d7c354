import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { Payments } from "../../modules/stripe-checkout/repositories/payments"
import {
  isHandledEventType,
  type VerifiedEvent,
} from "../../modules/stripe-checkout/stripe/webhooks"
import { PAYMENT_SYNC_REQUESTED } from "../support/events"
import { count } from "../support/metrics"
import { newRowId, resolveModule } from "../support/module"

/** Stores the event with its payment, or with the reason why it is ignored. */
const storeStripeEventStep = createStep(
  "store-stripe-event",
  async ({ account, event, requests_sync }: ReceivedEvent, { container }) => {
    const { events, payments } = resolveModule(container)
    const payment = await findPayment(payments, event)
    const paymentSessionId =
      payment?.stripe_account === account ? payment.payment_session_id : null
    if (paymentSessionId && event.checkoutSessionId) {
      await payments.adoptCheckoutSession(
        paymentSessionId,
        event.checkoutSessionId
      )
    }
    const stored = await events.store({
      id: newRowId("scevt"),
      account,
      event,
      paymentSessionId,
      ignoredBecause: ignoreReason(event, paymentSessionId ? payment : null),
      isDelivery: requests_sync,
    })
    if (stored.isNew) {
      // Ignored events count as received, too.
      count("stripe_checkout.events", { outcome: "received", account })
    }
    if (stored.isNew && stored.status === "ignored") {
      count("stripe_checkout.events", { outcome: "ignored", account })
    }
    return new StepResponse({
      status: stored.status,
      is_new: stored.isNew,
      payment_session_id: paymentSessionId,
    })
  }
)

/**
 * Stores a verified event and requests a sync of its payment. What happened is then
 * read from Stripe, so duplicates and order do not matter.
 */
export const receiveStripeEventWorkflow = createWorkflow(
  "receive-stripe-event",
  (input: ReceivedEvent) => {
    const stored = storeStripeEventStep(input)
    when(
      { stored, input },
      ({ stored: row, input: { requests_sync } }) =>
        requests_sync && row.status === "received"
    ).then(() => {
      emitEventStep({
        eventName: PAYMENT_SYNC_REQUESTED,
        data: transform({ stored }, ({ stored: row }) => ({
          payment_session_id: row.payment_session_id,
        })),
      })
    })
    return new WorkflowResponse(stored)
  }
)

export interface ReceivedEvent {
  readonly account: string
  readonly event: VerifiedEvent
  /** Whether to synchronize the payment right away. */
  readonly requests_sync: boolean
}

function ignoreReason(
  event: VerifiedEvent,
  payment: PaymentRow | null
): string | null {
  if (!isHandledEventType(event.type)) {
    return "The plugin does not act on events of this type."
  }
  if (!payment) {
    return "The event is about no payment of this store and account."
  }
  return isKnownRefund(event, payment)
    ? "The event says nothing new about the refund."
    : null
}

/**
 * Days after a refund Stripe sends its reference number, and nothing else has changed. A
 * refund is reported once Medusa's ledger has followed, so nothing is left to do either.
 */
function isKnownRefund(
  { objectId, refundStatus }: VerifiedEvent,
  { refunds }: PaymentRow
): boolean {
  return (refunds ?? []).some(
    ({ id, status, reported_status }) =>
      id === objectId && status === refundStatus && reported_status === status
  )
}

/** Our own row first: another payment session may have replaced the one in the metadata. */
async function findPayment(
  payments: Payments,
  event: VerifiedEvent
): Promise<PaymentRow | null> {
  const lookups = [
    ["payment_intent_id", event.paymentIntentId],
    ["checkout_session_id", event.checkoutSessionId],
    ["payment_session_id", event.paymentSessionId],
  ] as const
  for (const [column, id] of lookups) {
    const row = id === null ? null : await payments.findBy(column, id)
    if (row) {
      return row
    }
  }
  return null
}
