import type Stripe from "stripe"
import { checkPage, isWithin, pageOf } from "../api/paginate"
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
    check: checkPage,
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
  const items = [...account.charges.values()].filter(
    (charge) =>
      (params.payment_intent ?? charge.payment_intent) ===
        charge.payment_intent &&
      (params.customer ?? charge.customer) === charge.customer &&
      (params.transfer_group ?? charge.transfer_group) ===
        charge.transfer_group &&
      isWithin(charge.created, params.created)
  )
  return pageOf({ items, url: path, params, kind: "charge" })
}
