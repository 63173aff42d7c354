import { traitsOf } from "../decision-traits"
import type { PaymentDecisionKind } from "../decide"

const CORE_REPAIRS: readonly PaymentDecisionKind[] = [
  "delete_incomplete_order",
  "emit_order_placed",
  "repair_payment_collections",
  "recalculate_order_summary",
  "mark_session_authorized",
  "mark_payment_captured",
  "add_order_transaction",
  "delete_order_transactions",
  "delete_orphan_capture",
  "delete_orphan_refund",
]

describe("The traits of a decision", () => {
  it.each(CORE_REPAIRS)("mark %s as a repair of core's rows", (kind) => {
    expect(traitsOf(kind)).toMatchObject({
      isCoreRepair: true,
      isRepair: true,
      changesStripe: false,
      operationKind: "repair",
    })
  })

  it.each(["capture", "record_capture", "restore_payment"] as const)(
    "leave %s out of the option coreRepairs",
    (kind) => {
      expect(traitsOf(kind).isCoreRepair).toBe(false)
    }
  )

  it("keep the reason that people read when only the order's number is sent to Stripe", () => {
    expect(traitsOf("tag_payment_intent_with_order").isBookkeeping).toBe(true)
  })

  it.each(["in_sync", "recheck_later"] as const)(
    "end the pass and log nothing at rest: %s",
    (kind) => {
      expect(traitsOf(kind)).toMatchObject({
        isAtRest: true,
        endsPass: true,
        operationKind: null,
      })
    }
  )

  it.each([
    "expire_checkout_session",
    "release_authorization",
    "release_without_order",
    "update_payment_intent_metadata",
  ] as const)("demand that Stripe is read again after %s", (kind) => {
    expect(traitsOf(kind).changesStripe).toBe(true)
  })
})
