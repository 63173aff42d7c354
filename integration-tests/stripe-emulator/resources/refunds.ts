import type Stripe from "stripe"
import { checkPage, isWithin, pageOf } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import {
  StripeError,
  invalidRequest,
  noSuch,
  unexpectedState,
} from "../api/stripe-error"
import { cancelRefund, refundCharge } from "../payment/refund-charge"
import { idOf } from "../state/ids"
import { checkMetadata, mergeMetadata } from "./metadata"
import { refuseUnimitated } from "./unimitated"

const path = "/v1/refunds"

export const refundRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "RefundCreate",
    check: checkCreate,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "RefundList",
    check: checkPage,
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "RefundRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "RefundUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "POST",
    path: `${path}/:id/cancel`,
    request: "RefundCancel",
    answer: cancel,
  }),
]

const findRefund = findIn(
  (account) => account.refunds,
  (id) => noSuch("refund", id)
)

function checkCreate({ params }: Call<Stripe.RefundCreateParams>): void {
  if (params.charge === undefined && params.payment_intent === undefined) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      { code: "parameter_missing", param: "payment_intent" }
    )
  }
  refuseUnimitated(
    params,
    ["charge", "payment_intent", "amount", "reason", "metadata", "expand"],
    "of a refund"
  )
  checkMetadata(params.metadata)
}

function create(call: Call<Stripe.RefundCreateParams>) {
  return refundCharge(call, chargeToRefund(call), call.params)
}

function chargeToRefund({
  account,
  params,
}: Call<Stripe.RefundCreateParams>): Stripe.Charge {
  const named = params.charge
  const charge = named === undefined ? undefined : account.charges.get(named)
  if (named !== undefined && charge === undefined) {
    throw noSuch("charge", named, "charge")
  }
  const id = params.payment_intent ?? idOf(charge?.payment_intent)
  const paymentIntent = account.paymentIntents.get(id)
  if (paymentIntent === undefined) {
    throw noSuch("payment_intent", id, "payment_intent")
  }
  if (paymentIntent.status === "requires_capture") {
    throw unexpectedState(
      `This PaymentIntent (${id}) can't be refunded directly because it is uncaptured. You must cancel the PaymentIntent.`,
      paymentIntent
    )
  }
  const paid = account.charges.get(idOf(paymentIntent.latest_charge))
  if (paymentIntent.status !== "succeeded" || paid === undefined) {
    throw invalidRequest(
      `This PaymentIntent (${id}) does not have a successful charge to refund.`,
      { param: "payment_intent" }
    )
  }
  return paid
}

function retrieve({ account, id }: Call<unknown>) {
  return findRefund(account, id)
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.RefundUpdateParams>): void {
  const known = account.refunds.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
}

function update({ account, id, params }: Call<Stripe.RefundUpdateParams>) {
  const refund = findRefund(account, id)
  refund.metadata = mergeMetadata(refund.metadata, params.metadata)
  return refund
}

function cancel(call: Call<Stripe.RefundCancelParams>) {
  const refund = findRefund(call.account, call.id)
  if (refund.status !== "requires_action") {
    throw new StripeError(400, {
      type: "invalid_request_error",
      message: `You cannot cancel this refund because it has a status of ${refund.status ?? ""}. Only a refund with a status of requires_action may be canceled.`,
    })
  }
  cancelRefund(call, refund)
  return refund
}

function list({ account, params }: Call<Stripe.RefundListParams>) {
  const items = [...account.refunds.values()].filter(
    (refund) =>
      (params.payment_intent ?? refund.payment_intent) ===
        refund.payment_intent &&
      (params.charge ?? refund.charge) === refund.charge &&
      isWithin(refund.created, params.created)
  )
  return pageOf({ items, url: path, params, kind: "refund" })
}
