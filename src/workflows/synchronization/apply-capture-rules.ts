/**
 * What is requested of a payment: by the capture rules, from the order's change records
 * and states, or by a person. Each cause is recorded once, with its reason, also when it
 * is rejected.
 */

import type { MedusaContainer } from "@medusajs/framework/types"

import {
  evaluateStatusRules,
  isAboutPayment,
  type OrderStatusChange,
  readOrderStatusChanges,
  readStatusEdits,
  type RuleResult,
} from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import { countPendingAsHeld } from "../../modules/stripe-checkout/domain/order-status/pending-status"
import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import { requestOf } from "../../modules/stripe-checkout/domain/order-status/order-rules"
import { evaluateStateRules } from "../../modules/stripe-checkout/domain/order-status/state-rules"
import type { OrderState } from "../../modules/stripe-checkout/domain/order-status/order-state"
import {
  findUnrecordedStatus,
  rejectUnrecorded,
  type StatusOrigin,
  UNKNOWN_ORIGIN,
  type UnrecordedStatus,
} from "../../modules/stripe-checkout/domain/order-status/unrecorded-status"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import { readMetadataEdits } from "../medusa/order-changes"
import { readOrderProgress } from "../medusa/order-progress"
import type { MedusaState } from "../medusa/payment"
import { resolveModule } from "../support/module"
import type { LeasedPayment } from "./actions/context"
import { recordRequests, requestOfEarlierHolds } from "./record-requests"

interface RuleInput extends Pick<MedusaState, "row" | "medusa" | "otherRows"> {
  readonly policy: OrderPolicy
}

export interface AppliedRules {
  readonly statusOrigin: StatusOrigin
  /** Of other holds of the order something was requested that was not before. */
  readonly hasRequestedOfOthers: boolean
}

/** Records what the rules request, and says where the order's status comes from. */
export async function applyCaptureRules(
  leased: LeasedPayment,
  { row, medusa, otherRows, policy }: RuleInput
): Promise<AppliedRules> {
  const { container } = leased
  const { order } = medusa
  if (!order) {
    return { statusOrigin: UNKNOWN_ORIGIN, hasRequestedOfOthers: false }
  }
  const history = await readStatusHistory(container, order, policy)
  // Only a hold can still be captured or released.
  const isHeld = row.state === "authorized"
  const unrecorded = isHeld ? history.unrecorded : null
  const ofOrder = [
    ...evaluateStatusRules(history.changes, policy),
    ...(await applyStateRules(leased, { row, orderId: order.id, policy })),
  ]
  const heldSince = readHeldSince({ row, medusa })
  await recordRequests(container, { row, orderId: order.id, heldSince }, [
    ...ofOrder,
    ...(unrecorded ? [rejectUnrecorded(unrecorded)] : []),
    ...applyDeadline(medusa, row, policy.captureDeadline.action),
  ])
  const newest = history.changes.at(-1)
  const isChosen =
    newest?.to === order.status &&
    (isAboutPayment(newest.madeAt, heldSince) || !requestsMoney(order, policy))
  return {
    statusOrigin: { isChosen, unrecorded },
    hasRequestedOfOthers: isHeld
      ? await requestOfEarlierHolds(container, order.id, {
          own: row,
          otherRows,
          results: ofOrder,
        })
      : false,
  }
}

/** What was requested before anything was held is requested of nothing. */
function requestsMoney({ status }: OrderState, policy: OrderPolicy): boolean {
  return status !== null && requestOf(status, policy) !== null
}

/** Null for the payment that the order was placed with. */
function readHeldSince({
  row,
  medusa,
}: Pick<MedusaState, "row" | "medusa">): string | null {
  return row.cart_id === null
    ? (medusa.payment?.createdAt ?? new Date().toISOString())
    : null
}

/** Near the end of the hold, if the options say so. */
function applyDeadline(
  medusa: MedusaState["medusa"],
  row: MedusaState["row"],
  action: "alert" | "capture" | "release"
): RuleResult[] {
  const isNotNear = medusa.deadline === "far" || row.capture_before === null
  if (isNotNear || action === "alert" || row.state !== "authorized") {
    return []
  }
  return [
    {
      // Once per hold, even if Stripe changes its end later.
      trigger: "deadline",
      // About this hold, whatever became of others of the order.
      madeAt: new Date().toISOString(),
      requested: action,
      isRejected: false,
      rule: `captureDeadline ${action}`,
      actor: null,
      requestedByStatus: null,
      reason: because("deadline_near"),
    },
  ]
}

/** No further state of the order is about them. */
const ENDED_STATES = ["captured", "canceled", "expired", "failed"]

async function applyStateRules(
  { container, lease }: LeasedPayment,
  {
    row,
    orderId,
    policy,
  }: Pick<RuleInput, "row" | "policy"> & { readonly orderId: string }
): Promise<RuleResult[]> {
  const progress = await readOrderProgress(container, orderId, policy)
  if (!progress) {
    return []
  }
  // Whatever the payment's state: what is paid later is compared with it.
  const orderStatusSince = await resolveModule(
    container
  ).purchases.medusaStatusSince(lease, {
    status: progress.orderStatus,
    changedAt: progress.orderStatusSince,
  })
  return ENDED_STATES.includes(row.state)
    ? []
    : evaluateStateRules({ ...progress, orderStatusSince }, policy)
}

interface StatusHistory {
  /** The status changes of others, oldest first. */
  readonly changes: readonly OrderStatusChange[]
  readonly unrecorded: UnrecordedStatus | null
}

/** How the order came to its status, as far as the newest change records tell. */
export async function readStatusHistory(
  container: MedusaContainer,
  order: OrderState,
  policy: OrderPolicy
): Promise<StatusHistory> {
  const { edits, isComplete } = await readMetadataEdits(container, order.id)
  const statusEdits = readStatusEdits(edits, policy.metadataKey)
  const whenPlaced = isComplete ? policy.statusNames.authorized : null
  return {
    changes: countPendingAsHeld(
      readOrderStatusChanges(statusEdits, whenPlaced),
      statusEdits,
      policy
    ),
    unrecorded: findUnrecordedStatus(order, statusEdits, policy),
  }
}
