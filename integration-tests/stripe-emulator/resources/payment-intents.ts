import type Stripe from "stripe"
import { checkPage, isWithin, pageOf } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch, unexpectedState } from "../api/stripe-error"
import { capturePaymentIntent } from "../payment/capture-payment-intent"
import { cancelPaymentIntent } from "../payment/release-authorization"
import { checkMetadata, mergeMetadata } from "./metadata"
import { refuseUnimitated } from "./unimitated"

const path = "/v1/payment_intents"

export const paymentIntentRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "PaymentIntentList",
    check: checkPage,
    answer: list,
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
    path: `${path}/:id/cancel`,
    request: "PaymentIntentCancel",
    answer: cancel,
  }),
]

const findPaymentIntent = findIn(
  (account) => account.paymentIntents,
  (id) => noSuch("payment_intent", id, "intent")
)

/** As Stripe lists them in its error message. A PaymentIntent of Checkout can only be canceled in the last one. */
const cancelableStatuses =
  "requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing, expired"

function retrieve({ account, id }: Call<unknown>) {
  return findPaymentIntent(account, id)
}

function list({ account, params }: Call<Stripe.PaymentIntentListParams>) {
  const items = [...account.paymentIntents.values()].filter(
    (paymentIntent) =>
      (params.customer ?? paymentIntent.customer) === paymentIntent.customer &&
      isWithin(paymentIntent.created, params.created)
  )
  return pageOf({ items, url: path, params, kind: "payment_intent" })
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentUpdateParams>): void {
  refuseUnimitated(
    params,
    ["metadata", "description", "expand"],
    "in an update of a PaymentIntent of Checkout"
  )
  const known = account.paymentIntents.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
}

/** Silent: Stripe has no payment_intent.updated event. */
function update({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentUpdateParams>) {
  const paymentIntent = findPaymentIntent(account, id)
  paymentIntent.metadata = mergeMetadata(
    paymentIntent.metadata,
    params.metadata
  )
  if (params.description !== undefined) {
    paymentIntent.description = params.description
  }
  return paymentIntent
}

function checkCapture({
  account,
  id,
  params,
}: Call<Stripe.PaymentIntentCaptureParams>): void {
  refuseUnimitated(
    params,
    ["amount_to_capture", "final_capture", "metadata", "expand"],
    "in a capture"
  )
  const known = account.paymentIntents.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
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

function cancel(call: Call<Stripe.PaymentIntentCancelParams>) {
  const paymentIntent = findPaymentIntent(call.account, call.id)
  const { status } = paymentIntent
  if (status === "succeeded" || status === "canceled") {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelableStatuses}.`,
      paymentIntent
    )
  }
  if (status !== "requires_capture") {
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
