import type { PaymentState } from "../../../modules/stripe-checkout/domain/decision/payment-state"
import type { SynchronizePaymentResult } from "../../../workflows/synchronization/synchronization-result"
import { decideReturn } from "../return/decide-return"

type Facts = {
  order_id?: string
  isPayingBrowser?: boolean
  isUnplaceable?: boolean
}

const PLACED: Facts = { order_id: "order_1" }
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
    ["expired", {}, { kind: "back", reason: "expired" }],
    ["failed", {}, { kind: "back", reason: "failed" }],
    ["canceled", {}, { kind: "back", reason: "released" }],
    ["canceled", PLACED, { kind: "released" }],
    ["processing", {}, { kind: "recheck_later" }],
    ["unrecognized", PLACED, { kind: "recheck_later" }],
    [null, {}, { kind: "recheck_later" }],
  ])("%s with %j leads to %j", (state, facts, decision) => {
    const { order_id = null, ...rest } = facts
    const given = { isPayingBrowser: true, isUnplaceable: false, ...rest }
    const result = { state, order_id } as SynchronizePaymentResult

    expect(decideReturn(result, given)).toEqual(decision)
  })

  it("waits when the synchronization failed", () => {
    const facts = { isPayingBrowser: true, isUnplaceable: false }

    expect(decideReturn(null, facts)).toEqual({ kind: "recheck_later" })
  })

  it("says so when the store could not place the paid order", () => {
    const facts = { isPayingBrowser: true, isUnplaceable: true }

    expect(decideReturn(null, facts)).toEqual({ kind: "held_up" })
  })
})
