import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { invalidRequest, noSuch } from "../api/stripe-error"
import { closeReview } from "../payment/reviews"

const path = "/v1/reviews"

export const reviewRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "ReviewList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "ReviewRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id/approve`,
    request: "ReviewApprove",
    answer: approve,
  }),
]

const findReview = findIn(
  (account) => account.reviews,
  (id) => noSuch("review", id, "review")
)

function retrieve({ account, id }: Call<unknown>) {
  return findReview(account, id)
}

/** Marks the payment as legitimate. Does not capture it. */
function approve(call: Call<unknown>) {
  const review = findReview(call.account, call.id)
  if (!review.open) {
    throw invalidRequest("This review is already closed.")
  }
  closeReview(call, review, "approved")
  return review
}

/** Only open reviews are listed. */
function list({ account, params }: Call<Stripe.ReviewListParams>) {
  return pageFrom({
    collection: account.reviews,
    createdAt: ({ created }) => created,
    show: (review) => (review.open ? review : null),
    url: path,
    params,
    kind: "review",
  })
}
