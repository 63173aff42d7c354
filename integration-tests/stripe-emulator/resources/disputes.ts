import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch } from "../api/stripe-error"
import { answerDispute, assertDisputeOpen } from "../payment/answer-dispute"
import { closeDispute } from "../payment/disputes"
import { checkMetadata } from "./metadata"
import { checkReferences } from "./referenced"

const path = "/v1/disputes"

export const disputeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "DisputeList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "DisputeRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "DisputeUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "POST",
    path: `${path}/:id/close`,
    request: "DisputeClose",
    answer: close,
  }),
]

const findDispute = findIn(
  (account) => account.disputes,
  (id) => noSuch("dispute", id, "dispute")
)

function retrieve({ account, id }: Call<unknown>) {
  return findDispute(account, id)
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.DisputeUpdateParams>): void {
  const known = account.disputes.get(id)
  checkMetadata(params.metadata, "metadata", known?.metadata ?? null)
}

function update(call: Call<Stripe.DisputeUpdateParams>) {
  const dispute = findDispute(call.account, call.id)
  answerDispute(call, dispute, call.params)
  return dispute
}

/** The merchant accepts the dispute. This cannot be undone. */
function close(call: Call<Stripe.DisputeCloseParams>) {
  const dispute = findDispute(call.account, call.id)
  assertDisputeOpen(dispute)
  closeDispute(call, dispute, "lost")
  return dispute
}

function list({ account, params }: Call<Stripe.DisputeListParams>) {
  checkReferences(account, params)
  return pageFrom({
    collection: account.disputes,
    under: params.payment_intent,
    createdAt: ({ created }) => created,
    show: (dispute) =>
      (params.charge ?? dispute.charge) === dispute.charge ? dispute : null,
    url: path,
    params,
    kind: "dispute",
  })
}
