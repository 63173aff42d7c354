/**
 * What the synchronization is about to do is written down before it is done, with the
 * key under which Stripe will be asked. What people and rules asked for is written
 * down already.
 */
import {
  describeKey,
  nameSessionKey,
  releaseKey,
} from "../../modules/stripe-checkout/domain/idempotency-keys"
import type {
  PaymentDecision,
  PaymentDecisionKind,
} from "../../modules/stripe-checkout/domain/decision/decide"
import type { OperationKind } from "../../modules/stripe-checkout/repositories/operations"
import type { Scene } from "./actions/context"
import { newRowId, resolveModule } from "../support/module"
/** Deeds that only tell, or answer a wish that has a row of its own, are left out. */
const OPERATION_KINDS: Readonly<
  Partial<Record<PaymentDecisionKind, OperationKind>>
> = {
  complete_cart: "complete",
  authorize_session: "complete",
  bind_anew: "complete",
  undo_order: "repair",
  announce_order: "repair",
  release_hold: "release",
  release_without_order: "release",
  describe_at_stripe: "describe",
  name_session_at_stripe: "describe",
  record_capture: "record",
  record_refund: "record",
  cancel_in_medusa: "record",
  restore_payment: "repair",
  mend_collections: "repair",
  mark_session: "repair",
  mark_captured: "repair",
  drop_capture: "repair",
  drop_refund: "repair",
  book: "repair",
  unbook: "repair",
  recount_summary: "repair",
}

/** Runs the deed between its note and its outcome. */
export async function noteOperation(
  scene: Scene,
  decision: PaymentDecision,
  deed: () => Promise<void>
): Promise<void> {
  const kind = OPERATION_KINDS[decision.kind]
  if (!kind || asksForItself(decision)) {
    return deed()
  }
  const { operations } = resolveModule(scene.container)
  const id = await operations.begin({
    id: newRowId("scop"),
    paymentSessionId: scene.row.payment_session_id,
    orderId: scene.medusa.order?.id ?? null,
    kind,
    currencyCode: scene.row.currency_code,
    trigger: describeTrigger(decision),
    idempotencyKey: findKey(scene, decision),
    reason: decision.reason,
  })
  try {
    await deed()
  } catch (error) {
    const reason = error instanceof Error ? error.message : decision.reason
    await operations.noteAttempt(id, reason)
    throw error
  }
  await operations.settle(id, { status: "done", reason: decision.reason })
}

function asksForItself(decision: PaymentDecision): boolean {
  return decision.kind === "release_hold" && decision.operationId !== null
}

/** One row per intention: the same deed on the same thing counts attempts. */
function describeTrigger(decision: PaymentDecision): string {
  switch (decision.kind) {
    case "record_capture":
    case "record_refund":
      return `${decision.kind}:${decision.amount}`
    case "drop_capture":
      return `${decision.kind}:${decision.captureId}`
    case "drop_refund":
      return `${decision.kind}:${decision.refundId}`
    case "book":
      return `${decision.kind}:${decision.rowId}`
    case "unbook":
      return `${decision.kind}:${decision.transactionIds.join(",")}`
    default:
      return decision.kind
  }
}

function findKey(
  { row, stripe }: Scene,
  decision: PaymentDecision
): string | null {
  const id = stripe.paymentIntent?.id
  if (!id) {
    return null
  }
  switch (decision.kind) {
    case "release_hold":
    case "release_without_order":
      return releaseKey(id)
    case "describe_at_stripe":
      return describeKey(id, decision.orderId)
    case "name_session_at_stripe":
      return nameSessionKey(id, row.payment_session_id)
    default:
      return null
  }
}
