import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { because } from "../../reasons/reason"
import { decidePayment, type PaymentRequest } from "../decide"
import type { Facts } from "../decision"
import {
  anOrder,
  aPayment,
  aPlacedOrder,
  AT_STRIPE,
  described,
  anIntent,
  POLICY,
  TOTAL,
} from "./fixtures"

const HELD = described({
  checkoutSession: AT_STRIPE["held money"].checkoutSession,
  paymentIntent: anIntent("requires_capture", { orderId: "order_1" }),
})

const CAPTURED = described({
  checkoutSession: AT_STRIPE["captured money"].checkoutSession,
  paymentIntent: anIntent("succeeded", { orderId: "order_1" }),
})

const PAID = aPlacedOrder(
  {
    order: anOrder({ outstanding: 0, status: "paid" }),
    payment: aPayment({ captured: TOTAL }),
  },
  "captured"
)

const MONEY = { amount: TOTAL, currency_code: "eur" }

const requested = (changes: Partial<PaymentRequest> = {}): PaymentRequest => ({
  kind: "capture",
  operationId: "scop_1",
  isBeforeOrder: false,
  amount: null,
  hasBegun: false,
  capturedBefore: 0,
  isInReview: true,
  ...changes,
})

const decide = (facts: Partial<Facts>) =>
  decidePayment({
    medusa: aPlacedOrder(),
    stripe: HELD,
    request: null,
    statusOrigin: UNKNOWN_ORIGIN,
    policy: POLICY,
    ...facts,
  })

describe("A payment in review", () => {
  it("is not captured until the review is closed", () => {
    expect(decide({ request: requested() })).toEqual({
      kind: "recheck_later",
      reason: because("waits_for_review"),
    })
    expect(decide({ request: requested({ isInReview: false }) }).kind).toBe(
      "capture"
    )
  })

  it("is captured where that has begun, because Stripe may have done it", () => {
    expect(decide({ request: requested({ hasBegun: true }) }).kind).toBe(
      "capture"
    )
  })

  it("is released on request", () => {
    expect(decide({ request: requested({ kind: "release" }) }).kind).toBe(
      "release_authorization"
    )
  })

  it("gets its order's number at Stripe all the same, and is reported when its hold ends", () => {
    const stripe = AT_STRIPE["held money"]

    expect(decide({ stripe, request: requested() }).kind).toBe(
      "tag_payment_intent_with_order"
    )
    expect(
      decide({
        medusa: aPlacedOrder({ deadline: "near" }),
        request: requested(),
      }).kind
    ).toBe("notify_authorization_expiring")
  })

  it("whose hold has ended keeps nothing waiting", () => {
    const stripe = described(AT_STRIPE["a lapsed hold"])
    const medusa = aPlacedOrder({ payment: aPayment({ isCanceled: true }) })

    expect(decide({ medusa, stripe, request: requested() }).kind).toBe(
      "reject_request"
    )
  })
})

describe("A payment that its card's issuer suspects to be fraud", () => {
  const suspected = (
    fraudWarnings: "notify" | "release" | "refund",
    facts: Partial<Facts>
  ) =>
    decide({
      ...facts,
      isFraudSuspected: true,
      policy: { ...POLICY, fraudWarnings },
    })

  it.each(["release", "refund"] as const)(
    "is released under %s, even if a capture is requested",
    (option) => {
      expect(
        suspected(option, { request: requested({ isInReview: false }) })
      ).toEqual({
        kind: "release_authorization",
        operationId: null,
        reason: because("fraud_warning_released", MONEY),
      })
    }
  )

  it("is refunded under refund only", () => {
    const facts = { medusa: PAID, stripe: CAPTURED }

    expect(suspected("refund", facts)).toEqual({
      kind: "refund_for_fraud_warning",
      amount: TOTAL,
      reason: because("fraud_warning_refunded", MONEY),
    })
    expect(suspected("release", facts).kind).toBe("in_sync")
  })

  it("is left alone where the shop only wants to know", () => {
    expect(suspected("notify", {}).kind).toBe("in_sync")
    expect(suspected("notify", { medusa: PAID, stripe: CAPTURED }).kind).toBe(
      "in_sync"
    )
  })

  it("is not refunded twice, and not again after a refund that failed", () => {
    const failed = {
      id: "re_1",
      amount: TOTAL,
      status: "failed",
      failureReason: "declined",
      pendingReason: null,
      createdAt: 1,
    }
    const stripe = described({
      checkoutSession: CAPTURED.checkoutSession,
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        refunds: [failed],
      }),
    })

    expect(suspected("refund", { medusa: PAID, stripe }).kind).not.toBe(
      "refund_for_fraud_warning"
    )
  })
})
