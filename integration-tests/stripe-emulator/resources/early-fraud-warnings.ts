import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch } from "../api/stripe-error"
import { checkReferences } from "./referenced"

const path = "/v1/radar/early_fraud_warnings"

export const earlyFraudWarningRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "EarlyFraudWarningList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "EarlyFraudWarningRetrieve",
    answer: retrieve,
  }),
]

const findWarning = findIn(
  (account) => account.earlyFraudWarnings,
  (id) => noSuch("early_fraud_warning", id, "early_fraud_warning")
)

function retrieve({ account, id }: Call<unknown>) {
  return findWarning(account, id)
}

function list({
  account,
  params,
}: Call<Stripe.Radar.EarlyFraudWarningListParams>) {
  checkReferences(account, params)
  return pageFrom({
    collection: account.earlyFraudWarnings,
    under: params.payment_intent,
    createdAt: ({ created }) => created,
    show: (warning) =>
      (params.charge ?? warning.charge) === warning.charge ? warning : null,
    url: path,
    params,
    kind: "early_fraud_warning",
  })
}
