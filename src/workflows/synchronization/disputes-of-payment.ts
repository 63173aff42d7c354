/**
 * When a payment's disputes, reviews and fraud warnings are read: when an event of Stripe's
 * is about them, when a sweep or a person asks, and when the PaymentIntent names a review
 * that nobody has heard of. What fails there never holds up the payment itself.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentRequest } from "../../modules/stripe-checkout/domain/decision/decide"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { DisputeKind } from "../../modules/stripe-checkout/domain/disputes/dispute"
import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import {
  because,
  type Reason,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import { LeaseLostError } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  disputeKindOf,
  HANDLED_EVENT_TYPES,
} from "../../modules/stripe-checkout/stripe/webhooks"
import { synchronizeDisputes } from "../disputes/synchronize-disputes"
import { resolveModule } from "../support/module"
import { readError, reasonOfError } from "../support/workflow-error"
import type { LeasedPayment, SyncContext } from "./actions/context"
import { markFailed, markProcessed } from "./settle-events"

const KINDS: readonly DisputeKind[] = ["dispute", "review", "fraud_warning"]

/**
 * @param events of the payment; those that are about the payment's own money are left alone
 * @param isAskedFor reads everything, also without an event
 */
export async function readDisputes(
  leased: LeasedPayment,
  events: readonly UnsettledEvent[],
  isAskedFor: boolean
): Promise<void> {
  for (const kind of KINDS) {
    const about = events.filter(({ type }) => disputeKindOf(type) === kind)
    if (about.length || isAskedFor) {
      await readKind(leased, kind, about)
    }
  }
}

/** Whether the payment's own synchronization settles it. */
export function isAboutMoney({ type }: Pick<UnsettledEvent, "type">): boolean {
  return disputeKindOf(type) === null
}

/** The types of events that one reading of this kind, or of the payment's money, settles. */
export function typesAbout(kind: DisputeKind | null): string[] {
  return HANDLED_EVENT_TYPES.filter((type) => disputeKindOf(type) === kind)
}

/**
 * Stripe may put a payment into review before its event can be matched: until the first sync
 * pass nobody knows the PaymentIntent. Done again once the order is placed, because only then
 * it is reported.
 */
export async function readNewReview(
  leased: LeasedPayment,
  row: PaymentRow,
  { paymentIntent }: StripePayment
): Promise<void> {
  const reviewId = paymentIntent?.reviewId ?? null
  const { disputes } = resolveModule(leased.container)
  if (
    paymentIntent &&
    reviewId !== null &&
    !(await disputes.isReported(reviewId))
  ) {
    await tryReading(leased, row, {
      kind: "review",
      paymentIntentId: paymentIntent.id,
    })
  }
}

/** The row may have been loaded before the order was placed. */
export async function readReviewOfPlaced({
  container,
  lease,
  medusa,
  row,
  stripe,
}: SyncContext): Promise<void> {
  const placed: PaymentRow = {
    ...row,
    order_id: medusa.order?.id ?? row.order_id,
    payment_id: medusa.payment?.id ?? row.payment_id,
  }
  await readNewReview({ container, lease }, placed, stripe)
}

interface RequestedOfPayment {
  readonly row: PaymentRow
  readonly request: PaymentRequest | null
  readonly stripe: StripePayment
  readonly policy: Pick<OrderPolicy, "captureInReview">
}

/**
 * Whether a requested capture waits. A review that is known as open is read once more: its
 * end may not have been heard of.
 */
export async function addReview(
  leased: LeasedPayment,
  { row, request, stripe, policy }: RequestedOfPayment
): Promise<PaymentRequest | null> {
  const { paymentIntent } = stripe
  if (
    request?.kind !== "capture" ||
    policy.captureInReview === "capture" ||
    !paymentIntent
  ) {
    return request
  }
  const { disputes } = resolveModule(leased.container)
  const isInReview = (): Promise<boolean> =>
    disputes.isInReview(row.payment_session_id)
  if (!(await isInReview())) {
    return request
  }
  await tryReading(leased, row, {
    kind: "review",
    paymentIntentId: paymentIntent.id,
  })
  return { ...request, isInReview: await isInReview() }
}

/** Asked only where the shop wants more of a warning than a notice. */
export async function isFraudSuspected(
  { container, lease }: LeasedPayment,
  { fraudWarnings }: Pick<OrderPolicy, "fraudWarnings">
): Promise<boolean> {
  return (
    fraudWarnings !== "notify" &&
    resolveModule(container).disputes.isFraudSuspected(lease.paymentSessionId)
  )
}

async function readKind(
  leased: LeasedPayment,
  kind: DisputeKind,
  events: readonly UnsettledEvent[]
): Promise<void> {
  const { container, lease } = leased
  const row = await resolveModule(container).payments.findBy(
    "payment_session_id",
    lease.paymentSessionId
  )
  const paymentIntentId = row?.payment_intent_id ?? null
  const failure =
    row && paymentIntentId !== null
      ? await tryReading(leased, row, { kind, paymentIntentId })
      : null
  if (failure === null) {
    await markProcessed(leased, events, {
      reason: because("in_sync"),
      types: typesAbout(kind),
    })
  } else {
    await markFailed(container, events, { row, reason: failure })
  }
}

interface Reading {
  readonly kind: DisputeKind
  readonly paymentIntentId: string
}

/** @returns why it failed, or null. @throws LeaseLostError */
async function tryReading(
  leased: LeasedPayment,
  row: PaymentRow,
  { kind, paymentIntentId }: Reading
): Promise<Reason | null> {
  try {
    await synchronizeDisputes({ ...leased, row, paymentIntentId }, kind)
    return null
  } catch (error) {
    if (error instanceof LeaseLostError) {
      throw error
    }
    const { message } = readError(error)
    if (!isMissingPermission(error)) {
      leased.container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `stripe-checkout: ${row.order_id ?? row.payment_session_id}: its ${kind.replaceAll("_", " ")} could not be read: ${message} It will be tried again.`
        )
    }
    return reasonOfError(error)
  }
}

/** The settings page and the failed event name it; the log would repeat it each minute. */
function isMissingPermission(error: unknown): boolean {
  return (
    error instanceof StripePaymentError &&
    error.failure.kind === "not_permitted"
  )
}
