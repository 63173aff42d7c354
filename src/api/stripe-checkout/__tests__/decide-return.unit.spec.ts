import type { PaymentState } from "../../../modules/stripe-checkout/domain/payment-state"
import { decideReturn } from "../return/decide-return"

describe("Coming back from Stripe", () => {
  it.each<[PaymentState | null, string | null, boolean, object]>([
    ["authorized", "order_1", true, { kind: "confirmed", orderId: "order_1" }],
    ["captured", "order_1", true, { kind: "confirmed", orderId: "order_1" }],
    ["authorized", "order_1", false, { kind: "paid" }],
    ["captured", "order_1", false, { kind: "paid" }],
    ["authorized", null, true, { kind: "wait" }],
    ["captured", null, false, { kind: "wait" }],
    ["awaiting_customer", null, true, { kind: "back", reason: "not_paid" }],
    ["expired", null, true, { kind: "back", reason: "expired" }],
    ["canceled", null, true, { kind: "back", reason: "released" }],
    ["canceled", "order_1", true, { kind: "released" }],
    ["processing", null, true, { kind: "wait" }],
    ["unrecognized", "order_1", true, { kind: "wait" }],
    [null, null, true, { kind: "wait" }],
  ])(
    "%s with order %s by the paying browser %s leads to %j",
    (state, order_id, isPayingBrowser, decision) => {
      const outcome = state ? "settled" : "busy"
      const result = { outcome, state, order_id, reason: "" } as const

      expect(decideReturn(result, isPayingBrowser)).toEqual(decision)
    }
  )

  it("waits when nothing could be found out", () => {
    expect(decideReturn(null, true)).toEqual({ kind: "wait" })
  })
})
