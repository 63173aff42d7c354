import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import type { MedusaPayment } from "../decide"
import type { RefundSnapshot } from "../payment-state"
import { reportRefund, reportRefunds } from "../rules/refunds"
import { aCheckoutSession, anIntent, anOrder, aCart, POLICY } from "./fixtures"

describe("A refund at Stripe", () => {
  it.each([
    ["succeeded", "refund_made"],
    ["failed", "refund_failed"],
    ["canceled", "refund_canceled"],
  ])("that has %s is reported once", (status, code) => {
    const refund = aRefund("re_1", { status })

    expect(reportRefund(factsOf([refund]))).toMatchObject({
      kind: "report_refund",
      refundId: "re_1",
      status,
      reason: { code },
    })
    expect(reportRefund(factsOf([refund], [{ id: "re_1", status }]))).toBeNull()
  })

  it("is reported again when it fails after it had succeeded", () => {
    const refunds = [aRefund("re_1", { status: "failed" })]
    const known = [{ id: "re_1", status: "succeeded" }]

    expect(reportRefund(factsOf(refunds, known))).toMatchObject({
      status: "failed",
    })
  })

  it.each(["pending", "requires_action", "a_new_status"])(
    "is not reported while it is %s",
    (status) => {
      expect(reportRefund(factsOf([aRefund("re_1", { status })]))).toBeNull()
    }
  )

  it.each<[string, RefundSnapshot[], string[]]>([
    ["failed", [failed("re_1")], ["refund_failed"]],
    ["was made again", [failed("re_1"), aRefund("re_2")], []],
    [
      "waits a second time",
      [failed("re_1"), aRefund("re_2", { status: "pending" })],
      [],
    ],
    ["failed again", [failed("re_1"), failed("re_2")], ["refund_failed"]],
    [
      "was made again in part",
      [failed("re_1"), aRefund("re_2", { amount: 400 })],
      ["refund_failed"],
    ],
    [
      "failed after another one",
      [aRefund("re_0"), failed("re_1")],
      ["refund_failed"],
    ],
    ["was canceled", [aRefund("re_1", { status: "canceled" })], []],
  ])(
    "that %s is left to the merchant until it is made up for",
    (_what, refunds, kinds) => {
      expect(reportRefunds(factsOf(refunds)).map(({ kind }) => kind)).toEqual(
        kinds
      )
    }
  )

  it("that may be a release is left to the merchant", () => {
    const facts = factsOf([])
    const paymentIntent = anIntent("succeeded", { amountUndecided: 500 })

    expect(
      reportRefunds({ ...facts, stripe: { ...facts.stripe, paymentIntent } })
    ).toMatchObject([{ kind: "refund_undecided" }])
  })
})

function failed(id: string): RefundSnapshot {
  return aRefund(id, { status: "failed", failureReason: "declined" })
}

function aRefund(
  id: string,
  changes: Partial<RefundSnapshot> = {}
): RefundSnapshot {
  return {
    id,
    amount: 1000,
    status: "succeeded",
    failureReason: null,
    pendingReason: null,
    createdAt: 1,
    ...changes,
  }
}

function factsOf(
  refunds: readonly RefundSnapshot[],
  reportedRefunds: MedusaPayment["reportedRefunds"] = []
) {
  return {
    medusa: aCart({ order: anOrder(), reportedRefunds }),
    stripe: {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", { refunds }),
    },
    request: null,
    policy: POLICY,
    statusOrigin: UNKNOWN_ORIGIN,
  }
}
