import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch } from "../api/stripe-error"
import { checkReferences } from "./referenced"

const path = "/v1/charges"

export const chargeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "ChargeList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "ChargeRetrieve",
    answer: retrieve,
  }),
]

const findCharge = findIn(
  (account) => account.charges,
  (id) => noSuch("charge", id)
)

function retrieve({ account, id }: Call<unknown>) {
  return findCharge(account, id)
}

function list({ account, params }: Call<Stripe.ChargeListParams>) {
  checkReferences(account, params)
  return pageFrom({
    collection: account.charges,
    under: params.payment_intent,
    createdAt: ({ created }) => created,
    show: (charge) =>
      (params.customer ?? charge.customer) === charge.customer &&
      (params.transfer_group ?? charge.transfer_group) === charge.transfer_group
        ? charge
        : null,
    url: path,
    params,
    kind: "charge",
  })
}
