import type Stripe from "stripe"
import type { CheckoutSessionRecord, PendingCard } from "../state/account"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { buildDebitCharge, buildDebitMethod } from "./build-debit"
import type { Completed } from "./complete-payment"
import { attachCustomer, completeSession } from "./complete-payment"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import { scheduleBooking } from "./settle-charge"

/** The shopper agreed to a debit. The Checkout Session is complete, and the bank answers days later. */
export function payByDebit(
  context: Context,
  record: CheckoutSessionRecord,
  paid: PendingCard
): Completed {
  const { account } = context
  attachCustomer(context, record, paid)
  const paymentIntent = paymentIntentOfSession(context, record)
  const method = buildDebitMethod(context, paid)
  account.paymentMethods.set(method.id, method)
  Object.assign(paymentIntent, {
    capture_method: "automatic_async",
    customer: record.session.customer,
    last_payment_error: null,
    next_action: null,
    payment_method: method.id,
    status: "processing",
  } satisfies Partial<Stripe.PaymentIntent>)
  const charge = buildDebitCharge(context, paymentIntent, paid)
  account.charges.set(charge.id, charge)
  paymentIntent.latest_charge = charge.id
  completeSession(context, record, { paymentIntent, paid })
  emitEvent(context, { type: "charge.pending", object: charge })
  emitEvent(context, {
    type: "payment_intent.processing",
    object: paymentIntent,
  })
  const completed = emitEvent(context, {
    type: "checkout.session.completed",
    object: record.session,
  })
  return { outcome: "complete", completed }
}

/** The shopper's bank paid, or did not. */
export function settleDebit(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  outcome: "succeeded" | "failed"
): void {
  const charge = context.account.charges.get(idOf(paymentIntent.latest_charge))
  if (paymentIntent.status !== "processing" || charge === undefined) {
    throw new Error(
      `PaymentIntent ${paymentIntent.id} is ${paymentIntent.status}, so no debit is on its way.`
    )
  }
  const change = outcome === "succeeded" ? succeed : fail
  change(context, paymentIntent, charge)
}

function succeed(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): void {
  charge.status = "succeeded"
  charge.paid = true
  paymentIntent.status = "succeeded"
  paymentIntent.amount_received = charge.amount
  for (const { session } of sessionsOf(context, paymentIntent)) {
    session.payment_status = "paid"
  }
  emitEvent(context, { type: "charge.succeeded", object: charge })
  scheduleBooking(context, charge)
  emitEvent(context, {
    type: "payment_intent.succeeded",
    object: paymentIntent,
  })
  emitOfSessions(
    context,
    paymentIntent,
    "checkout.session.async_payment_succeeded"
  )
}

const unpaid =
  "The customer's account has insufficient funds to cover this payment."

function fail(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  charge: Stripe.Charge
): void {
  Object.assign(charge, {
    amount_captured: 0,
    captured: false,
    failure_code: "insufficient_funds",
    failure_message: unpaid,
    status: "failed",
  } satisfies Partial<Stripe.Charge>)
  const method = context.account.paymentMethods.get(
    idOf(paymentIntent.payment_method)
  )
  Object.assign(paymentIntent, {
    last_payment_error: {
      charge: charge.id,
      code: "payment_intent_payment_attempt_failed",
      message: unpaid,
      ...(method === undefined ? {} : { payment_method: method }),
      payment_method_type: "sepa_debit",
      type: "invalid_request_error",
    },
    payment_method: null,
    status: "requires_payment_method",
  } satisfies Partial<Stripe.PaymentIntent>)
  emitEvent(context, { type: "charge.failed", object: charge })
  emitEvent(context, {
    type: "payment_intent.payment_failed",
    object: paymentIntent,
  })
  emitOfSessions(
    context,
    paymentIntent,
    "checkout.session.async_payment_failed"
  )
}

function sessionsOf({ account }: Context, { id }: Stripe.PaymentIntent) {
  return account.checkoutSessions.under(id)
}

function emitOfSessions(
  context: Context,
  paymentIntent: Stripe.PaymentIntent,
  type:
    | "checkout.session.async_payment_succeeded"
    | "checkout.session.async_payment_failed"
): void {
  for (const { session } of sessionsOf(context, paymentIntent)) {
    emitEvent(context, { type, object: session })
  }
}
