import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { invalidRequest, noSuch } from "../api/stripe-error"
import { refundCharge } from "../payment/refund-charge"
import { cancelRefund, tellOfUpdate } from "../payment/settle-refund"
import { previousAttributes } from "../payment/previous-attributes"
import type { StripeAccount } from "../state/account"
import { idOf } from "../state/ids"
import { checkMetadata, mergeMetadata } from "./metadata"
import { checkReferences } from "./referenced"
import { assertImitated } from "./unimitated"

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
  (id) => noSuch("refund", id, "refund")
)

function checkCreate({ params }: Call<Stripe.RefundCreateParams>): void {
  if (params.charge === undefined && params.payment_intent === undefined) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge."
    )
  }
  assertImitated(
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
  const { charge: chargeId, payment_intent: intentId } = params
  if (chargeId !== undefined && !account.charges.has(chargeId)) {
    // Stripe's error names this parameter as if it were in the path.
    throw noSuch("charge", chargeId)
  }
  checkReferences(account, params)
  const charge = account.charges.get(
    chargeId ?? latestChargeOf(account, intentId)
  )
  const owner = intentId ?? idOf(charge?.payment_intent)
  if (charge !== undefined && charge.payment_intent !== owner) {
    throw invalidRequest(
      `Charge ${charge.id} does not belong to PaymentIntent ${owner}.`,
      { param: "charge" }
    )
  }
  return refundable(account, charge, owner)
}

function latestChargeOf(account: StripeAccount, paymentIntentId = ""): string {
  return idOf(account.paymentIntents.get(paymentIntentId)?.latest_charge)
}

function refundable(
  account: StripeAccount,
  charge: Stripe.Charge | undefined,
  owner: string
): Stripe.Charge {
  const isCanceled = account.paymentIntents.get(owner)?.status === "canceled"
  if (charge?.status !== "succeeded" || (isCanceled && !charge.captured)) {
    throw invalidRequest(
      `This PaymentIntent (${owner}) does not have a successful charge to refund.`
    )
  }
  if (!charge.captured) {
    throw invalidRequest(
      `This uncaptured Charge was created by a PaymentIntent (${owner}). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method`
    )
  }
  return charge
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

function update(call: Call<Stripe.RefundUpdateParams>) {
  const refund = findRefund(call.account, call.id)
  const previous = previousAttributes(refund, () => {
    refund.metadata = mergeMetadata(refund.metadata, call.params.metadata)
  })
  if (Object.keys(previous).length > 0) {
    tellOfUpdate(call, refund, previous)
  }
  return refund
}

/** Only refunds that wait for an action of the customer can be canceled, and refunds to cards never do. */
function cancel(call: Call<Stripe.RefundCancelParams>) {
  const refund = findRefund(call.account, call.id)
  if (refund.status !== "requires_action") {
    throw invalidRequest("Canceling this refund is unsupported.")
  }
  cancelRefund(call, refund)
  return refund
}

function list({ account, params }: Call<Stripe.RefundListParams>) {
  checkReferences(account, params)
  return pageFrom({
    collection: account.refunds,
    under: params.payment_intent,
    createdAt: ({ created }) => created,
    show: (refund) =>
      (params.charge ?? refund.charge) === refund.charge ? refund : null,
    url: path,
    params,
    kind: "refund",
  })
}
