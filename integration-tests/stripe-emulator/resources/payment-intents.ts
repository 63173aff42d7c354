import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { StripeError, noSuch, unexpectedState } from "../api/stripe-error"
import { buildIntentOfMerchant } from "../payment/build-payment-intent"
import { capturePaymentIntent } from "../payment/capture-payment-intent"
import { chargeOffSession } from "../payment/charge-off-session"
import { incrementAuthorization } from "../payment/increment-authorization"
import { isOfCheckout } from "../payment/payment-intent-of-session"
import { cancelPaymentIntent } from "../payment/release-authorization"
import { emitEvent } from "../webhooks/emit-event"
import {
  checkCapture,
  checkIncrement,
  checkUpdate,
  refuseNewAmount,
} from "./payment-intent-rules"
import { checkConfirm, checkCreate } from "./new-payment-intent-rules"
import { mergeMetadata } from "./metadata"
import { checkReferences } from "./referenced"

const path = "/v1/payment_intents"

export const paymentIntentRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "PaymentIntentCreate",
    check: checkCreate,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "PaymentIntentList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/search`,
    request: "PaymentIntentSearch",
    answer: search,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "PaymentIntentRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "PaymentIntentUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "POST",
    path: `${path}/:id/capture`,
    request: "PaymentIntentCapture",
    check: checkCapture,
    answer: capture,
  }),
  route({
    method: "POST",
    path: `${path}/:id/increment_authorization`,
    request: "PaymentIntentIncrementAuthorization",
    check: checkIncrement,
    answer: increment,
  }),
  route({
    method: "POST",
    path: `${path}/:id/confirm`,
    request: "PaymentIntentConfirm",
    check: checkConfirm,
    answer: confirm,
  }),
  route({
    method: "POST",
    path: `${path}/:id/cancel`,
    request: "PaymentIntentCancel",
    answer: cancel,
  }),
]

const findPaymentIntent = findIn(
  (account) => account.paymentIntents,
  (id) => noSuch("payment_intent", id, "intent")
)

/** In the order of Stripe's error message. A PaymentIntent of Checkout can only be canceled in the last one. */
const cancelableStatuses =
  "requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, expired, processing"

function create(call: Call<Stripe.PaymentIntentCreateParams>) {
  const paymentIntent = buildIntentOfMerchant(call, call.params)
  call.account.paymentIntents.set(paymentIntent.id, paymentIntent)
  emitEvent(call, { type: "payment_intent.created", object: paymentIntent })
  return paymentIntent
}

function retrieve({ account, id }: Call<unknown>) {
  return findPaymentIntent(account, id)
}

function search(): never {
  throw new StripeError(404, {
    type: "invalid_request_error",
    message:
      "The emulator does not imitate Search, which Stripe answers from an index that is minutes old. List PaymentIntents instead.",
  })
}

function list({ account, params }: Call<Stripe.PaymentIntentListParams>) {
  checkReferences(account, params)
  return pageFrom({
    collection: account.paymentIntents,
    createdAt: ({ created }) => created,
    show: (paymentIntent) =>
      (params.customer ?? paymentIntent.customer) === paymentIntent.customer
        ? paymentIntent
        : null,
    url: path,
    params,
    kind: "payment_intent",
  })
}

/** Emits no event: Stripe has no payment_intent.updated. */
function update({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentUpdateParams>) {
  const paymentIntent = findPaymentIntent(account, id)
  refuseNewAmount(account, params, paymentIntent)
  paymentIntent.amount = params.amount ?? paymentIntent.amount
  paymentIntent.metadata = mergeMetadata(
    paymentIntent.metadata,
    params.metadata
  )
  if (params.description !== undefined) {
    paymentIntent.description = params.description
  }
  if (params.receipt_email !== undefined) {
    paymentIntent.receipt_email =
      params.receipt_email === "" ? null : params.receipt_email
  }
  return paymentIntent
}

function capture(call: Call<Stripe.PaymentIntentCaptureParams>) {
  const paymentIntent = findPaymentIntent(call.account, call.id)
  capturePaymentIntent(call, paymentIntent, call.params)
  paymentIntent.metadata = mergeMetadata(
    paymentIntent.metadata,
    call.params.metadata
  )
  return paymentIntent
}

function increment(
  call: Call<Stripe.PaymentIntentIncrementAuthorizationParams>
) {
  const paymentIntent = findPaymentIntent(call.account, call.id)
  const { amount, description, metadata } = call.params
  incrementAuthorization(call, paymentIntent, amount)
  paymentIntent.metadata = mergeMetadata(paymentIntent.metadata, metadata)
  paymentIntent.description = description ?? paymentIntent.description
  return paymentIntent
}

function confirm(call: Call<Stripe.PaymentIntentConfirmParams>) {
  const paymentIntent = findPaymentIntent(call.account, call.id)
  const { status } = paymentIntent
  if (status !== "requires_confirmation") {
    throw unexpectedState(
      `You cannot confirm this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.`,
      paymentIntent
    )
  }
  chargeOffSession(call, paymentIntent)
  return paymentIntent
}

function cancel(call: Call<Stripe.PaymentIntentCancelParams>) {
  const paymentIntent = findPaymentIntent(call.account, call.id)
  const { status } = paymentIntent
  if (status === "succeeded" || status === "canceled") {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelableStatuses}.`,
      paymentIntent
    )
  }
  if (
    status !== "requires_capture" &&
    isOfCheckout(call.account, paymentIntent)
  ) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it was created by a Checkout Session and has a status of ${status}. Expire the Checkout Session instead.`,
      paymentIntent
    )
  }
  cancelPaymentIntent(
    call,
    paymentIntent,
    call.params.cancellation_reason ?? null
  )
  return paymentIntent
}
