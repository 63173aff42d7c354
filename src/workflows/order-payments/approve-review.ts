import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import { shorten } from "../../modules/stripe-checkout/domain/quote"
import type { DisputeRow } from "../../modules/stripe-checkout/repositories/disputes"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { findOrderPayments } from "../medusa/order-payment-rows"
import { requireOrder } from "../medusa/require-order"
import { resolveModule } from "../support/module"
import { synchronizePayment } from "../synchronization/synchronize-payment"
import { LEASE_WAIT_MS } from "./request"

export interface ApproveReviewInput {
  order_id: string
  /** Stripe's id of the review (`prv_…`). */
  review_id: string
  /** Who approves it: a user's id, or the name of a program. */
  actor?: string
}

export interface ApproveReviewResult {
  readonly review_id: string
  /** Why the review is closed, in Stripe's words: `approved`. */
  readonly status: string
}

const approveReviewStep = createStep(
  "approve-review",
  async (input: ApproveReviewInput, { container }) =>
    new StepResponse(await approveReview(container, input))
)

/**
 * Approves Stripe's review of a payment, and then synchronizes the payment: a capture that
 * waited for the review is made. Approving by itself captures nothing. Approving a review
 * that was approved before changes nothing.
 *
 * @throws MedusaError `MedusaError.Types.NOT_FOUND` when the order has no such review,
 * `MedusaError.Types.CONFLICT` when it was closed in another way.
 * @example
 * import { approveReviewWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * await approveReviewWorkflow(container).run({
 *   input: { order_id: "order_123", review_id: "prv_123", actor: "user_123" },
 * })
 */
export const approveReviewWorkflow = createWorkflow(
  "approve-review",
  (input: ApproveReviewInput) => new WorkflowResponse(approveReviewStep(input))
)

async function approveReview(
  container: MedusaContainer,
  { order_id, review_id, actor }: ApproveReviewInput
): Promise<ApproveReviewResult> {
  await requireOrder(container, order_id)
  const review = await findReview(container, order_id, review_id)
  if (review.is_open) {
    await approveAtStripe(container, review, actor ?? null)
  }
  // Also where it was closed before: what waited for it may still be waiting.
  await synchronizePayment(
    container,
    { payment_session_id: review.payment_session_id, wait_ms: LEASE_WAIT_MS },
    "disputes"
  )
  const { status } = await findReview(container, order_id, review_id)
  if (status !== "approved" && status !== "open") {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The review was closed in another way: ${status.replaceAll("_", " ")}.`
    )
  }
  return { review_id, status }
}

async function findReview(
  container: MedusaContainer,
  orderId: string,
  reviewId: string
): Promise<DisputeRow> {
  const rows = await findOrderPayments(container, orderId)
  const { disputes } = resolveModule(container)
  const found = await disputes.of(
    rows.map(({ payment_session_id }) => payment_session_id)
  )
  const review = found.find(
    ({ kind, stripe_id }) => kind === "review" && stripe_id === reviewId
  )
  if (!review) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `The order has no review ${shorten(reviewId)}.`
    )
  }
  return review
}

async function approveAtStripe(
  container: MedusaContainer,
  { stripe_account, stripe_id }: DisputeRow,
  actor: string | null
): Promise<void> {
  const { accounts, disputes } = resolveModule(container)
  const { gateway } = accounts.get(stripe_account)
  try {
    await gateway.disputes.approveReview(
      stripe_id,
      startTimeBudget(TIME_BUDGETS.background)()
    )
  } catch (error) {
    // Somebody else has closed it: what it is now is read below.
    if (
      error instanceof StripePaymentError &&
      error.failure.kind === "refused"
    ) {
      return
    }
    throw error
  }
  await disputes.markClosedBy(stripe_id, actor)
}
