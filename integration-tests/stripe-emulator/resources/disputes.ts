import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch } from "../api/stripe-error"

export const disputeRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/v1/disputes/:id",
    request: "DisputeRetrieve",
    answer: retrieve,
  }),
]

const findDispute = findIn(
  (account) => account.disputes,
  (id) => noSuch("dispute", id)
)

function retrieve({ account, id }: Call<unknown>) {
  return findDispute(account, id)
}
