import type { PaymentState } from "../../../modules/stripe-checkout/domain/decision/payment-state"
import type { SynchronizePaymentResult } from "../../../workflows/synchronization/synchronization-result"
import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"
import { decideReturn, readKnownOutcome } from "../return/decide-return"

type Facts = {
  order_id?: string
  isPayingBrowser?: boolean
  isUnplaceable?: boolean
  hasLeft?: boolean
  isPlacedAtOnce?: boolean
}

const PLACED: Facts = { order_id: "order_1" }
const PLACED_AT_ONCE: Facts = { ...PLACED, isPlacedAtOnce: true }
const PLACED_BY_OTHERS: Facts = { ...PLACED, isPayingBrowser: false }

describe("Coming back from Stripe", () => {
  it.each<[PaymentState | null, Facts, object]>([
    ["authorized", PLACED, { kind: "confirmed", orderId: "order_1" }],
    ["captured", PLACED, { kind: "confirmed", orderId: "order_1" }],
    ["authorized", PLACED_BY_OTHERS, { kind: "paid" }],
    ["captured", PLACED_BY_OTHERS, { kind: "paid" }],
    ["authorized", {}, { kind: "recheck_later" }],
    ["captured", {}, { kind: "recheck_later" }],
    ["authorized", { isUnplaceable: true }, { kind: "held_up" }],
    ["awaiting_customer", {}, { kind: "back", reason: "not_paid" }],
    [
      "awaiting_customer",
      { hasLeft: true },
      { kind: "back", reason: "canceled" },
    ],
    ["expired", {}, { kind: "back", reason: "expired" }],
    ["failed", {}, { kind: "back", reason: "failed" }],
    ["canceled", {}, { kind: "back", reason: "released" }],
    ["canceled", PLACED, { kind: "released" }],
    ["processing", {}, { kind: "recheck_later" }],
    ["processing", PLACED, { kind: "recheck_later" }],
    ["processing", PLACED_AT_ONCE, { kind: "confirmed", orderId: "order_1" }],
    ["failed", PLACED_AT_ONCE, { kind: "confirmed", orderId: "order_1" }],
    [
      "processing",
      { ...PLACED_AT_ONCE, isPayingBrowser: false },
      { kind: "recheck_later" },
    ],
    ["unrecognized", PLACED, { kind: "recheck_later" }],
    [null, {}, { kind: "recheck_later" }],
  ])("%s with %j leads to %j", (state, facts, decision) => {
    const { order_id = null, ...rest } = facts
    const given = {
      isPayingBrowser: true,
      isUnplaceable: false,
      hasLeft: false,
      ...rest,
    }
    const result = { state, order_id } as SynchronizePaymentResult

    expect(decideReturn(result, given)).toEqual(decision)
  })

  it("waits when the synchronization failed", () => {
    const facts = {
      isPayingBrowser: true,
      isUnplaceable: false,
      hasLeft: false,
    }

    expect(decideReturn(null, facts)).toEqual({ kind: "recheck_later" })
  })

  it("says so when the store could not place the paid order", () => {
    const facts = { isPayingBrowser: true, isUnplaceable: true, hasLeft: false }

    expect(decideReturn(null, facts)).toEqual({ kind: "held_up" })
  })
})

describe("What is known of a payment without asking Stripe", () => {
  const PLACED = {
    order_id: "order_1",
    payment_id: "pay_1",
    next_sync_at: null,
  }
  const OPEN = { ...PLACED, next_sync_at: "2026-01-01T00:00:00.000Z" }
  const WITHOUT_ORDER = { order_id: null, payment_id: null, next_sync_at: null }

  it.each<[string, object, boolean]>([
    ["authorized", PLACED, true],
    ["captured", PLACED, true],
    ["canceled", PLACED, true],
    ["canceled", WITHOUT_ORDER, true],
    ["authorized", WITHOUT_ORDER, false],
    ["authorized", OPEN, false],
    ["canceled", OPEN, false],
    ["awaiting_customer", WITHOUT_ORDER, false],
    ["processing", WITHOUT_ORDER, false],
    ["expired", WITHOUT_ORDER, false],
  ])("%s with %j is enough: %s", (state, facts, isEnough) => {
    const row = { state, ...facts } as PaymentRow

    expect(readKnownOutcome(row) !== null).toBe(isEnough)
  })
})
