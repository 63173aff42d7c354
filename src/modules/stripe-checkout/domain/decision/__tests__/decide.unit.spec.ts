import { because, sentenceOf } from "../../reasons/reason"
import { decidePayment } from "../decide"
import {
  aCart,
  anIntent,
  anOrder,
  aCheckoutSession,
  aPayment,
  aPlacedOrder,
  aSession,
  AT_STRIPE,
  aRequest,
  described,
  STATUS_NAMES,
  TOTAL,
  decideFor,
  POLICY,
} from "./fixtures"

const HELD = described(AT_STRIPE["held money"])
const CAPTURED = described(AT_STRIPE["captured money"])

describe("What to do next about a payment", () => {
  it.each([
    ["an open Checkout Session", /has not paid yet/],
    ["a declined card", /last attempt failed: Your card was declined/],
    ["a slow method", /still processing/],
    ["an unknown status", /does not know: requires_reauthorization/],
  ] as const)("waits for %s", (atStripe, reason) => {
    const decision = decideFor(aCart(), AT_STRIPE[atStripe], null)

    expect(decision).toMatchObject({ kind: "recheck_later" })
    expect(sentenceOf(decision.reason)).toMatch(reason)
  })

  it.each(["an expired Checkout Session", "a bank debit that failed"] as const)(
    "waits for nothing more after %s",
    (atStripe) => {
      expect(decideFor(aCart(), AT_STRIPE[atStripe], null).kind).toBe("in_sync")
    }
  )

  it("expires the Checkout Session of a payment session that is gone", () => {
    const medusa = aCart({ paymentSession: null })

    const decision = decideFor(
      medusa,
      AT_STRIPE["an open Checkout Session"],
      null
    )

    expect(decision.kind).toBe("expire_checkout_session")
  })

  it("expires the Checkout Session when it no longer shows what the cart contains", () => {
    const decision = decideFor(
      aCart({ isCheckoutSessionOutdated: true }),
      AT_STRIPE["an open Checkout Session"],
      null
    )

    expect(decision.kind).toBe("expire_checkout_session")
  })

  it("places the order once the money is held", () => {
    const decision = decideFor(aCart(), AT_STRIPE["held money"], null)

    expect(decision).toMatchObject({
      kind: "complete_cart",
      cartId: "cart_1",
    })
  })

  it("places the order also when the money was captured at once", () => {
    const stripe = AT_STRIPE["captured money"]

    expect(decideFor(aCart(), stripe, null).kind).toBe("complete_cart")
  })

  it.each([
    ["the payment session is gone", { paymentSession: null }, /cart changed/],
    [
      "the cart now costs something else",
      { paymentSession: aSession(22000) },
      /paid 120\.00 EUR, but the cart now costs 220\.00 EUR/,
    ],
    [
      "its prices were raised behind core's back",
      { cartTotal: 30000 },
      /paid 120\.00 EUR, but the cart now costs 300\.00 EUR/,
    ],
    [
      "it was given up before",
      { releaseRequested: true },
      /No order will be placed/,
    ],
    ["it could not be placed in time", { placementTimedOut: true }, /in time/],
  ])("releases the hold without an order when %s", (_when, medusa, reason) => {
    const decision = decideFor(aCart(medusa), AT_STRIPE["held money"], null)

    expect(decision.kind).toBe("release_without_order")
    expect(sentenceOf(decision.reason)).toMatch(reason)
  })

  it.each([
    ["the payment session is gone", { paymentSession: null }],
    ["the cart now costs something else", { paymentSession: aSession(22000) }],
  ])("never refunds captured money silently when %s", (_when, medusa) => {
    const decision = decideFor(aCart(medusa), AT_STRIPE["captured money"], null)

    expect(decision.kind).toBe("in_sync")
    expect(sentenceOf(decision.reason)).toContain("120.00 EUR")
  })

  it("releases the hold of a canceled order", () => {
    const medusa = aPlacedOrder({ order: anOrder({ isCanceled: true }) })

    expect(decideFor(medusa, HELD, null)).toMatchObject({
      kind: "release_authorization",
      operationId: null,
    })
  })

  it("releases the hold when the order was paid by another payment", () => {
    const decision = decideFor(
      aCart({ paidByOtherPayment: true }),
      AT_STRIPE["held money"],
      null
    )

    expect(decision).toMatchObject({
      kind: "release_authorization",
      operationId: null,
    })
  })

  it("touches nothing while the order is being placed", () => {
    const medusa = aCart({ isCompleting: true, paymentSession: null })

    expect(decideFor(medusa, AT_STRIPE["held money"], null).kind).toBe(
      "recheck_later"
    )
  })

  it("cancels in Medusa what is gone at Stripe", () => {
    const released = described(AT_STRIPE["a released hold"])

    expect(decideFor(aPlacedOrder(), released, null).kind).toBe(
      "cancel_medusa_payment"
    )
  })

  it("restores a payment that only Medusa has canceled", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ isCanceled: true }) })

    expect(decideFor(medusa, HELD, null).kind).toBe("restore_payment")
  })

  it("records what was captured at Stripe", () => {
    expect(decideFor(aPlacedOrder(), CAPTURED, null)).toMatchObject({
      kind: "record_capture",
      amount: TOTAL,
    })
  })

  it("records only what is missing of it", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ captured: 3000 }) })

    expect(decideFor(medusa, CAPTURED, null)).toMatchObject({
      kind: "record_capture",
      amount: 9000,
    })
  })

  it("requests the refund of money that was captured for a canceled order", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true }),
      payment: aPayment({ isCanceled: true }),
    })

    const decision = decideFor(medusa, CAPTURED, null)

    expect(decision.kind).toBe("in_sync")
    expect(sentenceOf(decision.reason)).toMatch(/captured 120\.00 EUR/)
  })

  it("requests the refund that did not go through when a captured order was canceled", () => {
    const medusa = aPlacedOrder(
      {
        order: anOrder({ isCanceled: true, outstanding: 0 }),
        payment: aPayment({ captured: TOTAL }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", { orderId: "order_1" }),
    }

    expect(decideFor(medusa, stripe, null)).toMatchObject({
      kind: "in_sync",
      requiresManualReview: true,
      reason: because("refund_failed_for_canceled_order", {
        amount: TOTAL,
        currency_code: "eur",
      }),
    })
  })

  it("records what the Dashboard refunds of a canceled order, too", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true, outstanding: 0 }),
      payment: aPayment({ captured: TOTAL }),
    })
    const stripe = {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", { amountRefunded: TOTAL }),
    }

    expect(decideFor(medusa, stripe, null)).toMatchObject({
      kind: "record_refund",
      amount: TOTAL,
    })
  })

  it.each([
    ["all that is held", { asked: null, owed: TOTAL }, TOTAL],
    ["the part that was requested", { asked: 3000, owed: TOTAL }, 3000],
    ["no more than the order owes", { asked: null, owed: 7000 }, 7000],
  ])("captures %s", (_what, { asked, owed }, amount) => {
    const medusa = aPlacedOrder({ order: anOrder({ outstanding: owed }) })

    expect(decideFor(medusa, HELD, aRequest("capture", asked))).toMatchObject({
      kind: "capture",
      amount,
      operationId: "scop_1",
    })
  })

  it.each([
    ["more than is held", { asked: 99999, owed: TOTAL }, /only 120\.00 EUR/],
    ["what nobody owes", { asked: null, owed: 0 }, /Nothing is outstanding/],
  ])("rejects capturing %s", (_what, { asked, owed }, reason) => {
    const medusa = aPlacedOrder({ order: anOrder({ outstanding: owed }) })
    const request = aRequest("capture", asked)

    const decision = decideFor(medusa, HELD, request)

    expect(decision.kind).toBe("reject_request")
    expect(sentenceOf(decision.reason)).toMatch(reason)
  })

  it("completes a request that is fulfilled already", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ captured: TOTAL }) })

    expect(decideFor(medusa, CAPTURED, aRequest("capture")).kind).toBe(
      "complete_request"
    )
  })

  it("releases what Stripe still shows of a lapsed hold, but tries a capture first", () => {
    const medusa = aPlacedOrder({ deadline: "near" })
    const stripe = AT_STRIPE["a hold past its end"]

    expect(decideFor(medusa, stripe, null)).toMatchObject({
      kind: "release_authorization",
      operationId: null,
      reason: because("authorization_expired", {
        amount: TOTAL,
        currency_code: "eur",
      }),
    })
    expect(decideFor(medusa, stripe, aRequest("capture")).kind).toBe("capture")
  })

  it.each([
    ["lapsed", { canceledAt: 100, captureBefore: 100 }, "lapsed"],
    ["released", { canceledAt: 99, captureBefore: 100 }, "released"],
    ["released", { canceledAt: 100, captureBefore: null }, "released"],
  ])("calls a hold %s that ended at %j", (_name, ended, status) => {
    const decision = decideFor(
      aPlacedOrder({ payment: aPayment({ isCanceled: true }) }),
      {
        checkoutSession: aCheckoutSession(),
        paymentIntent: anIntent("canceled", ended),
      },
      null
    )

    expect(decision).toMatchObject({ update: { payment: status } })
  })

  it("releases the hold on request, and rejects the request when nothing is held", () => {
    expect(decideFor(aPlacedOrder(), HELD, aRequest("release"))).toMatchObject({
      kind: "release_authorization",
      operationId: "scop_1",
    })
    expect(
      decideFor(
        aPlacedOrder({ payment: aPayment({ captured: TOTAL }) }),
        CAPTURED,
        aRequest("release")
      ).kind
    ).toBe("reject_request")
  })

  it("rejects capturing a hold that has ended, with the reason", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ isCanceled: true }) })
    const lapsed = described(AT_STRIPE["a lapsed hold"])

    expect(decideFor(medusa, lapsed, aRequest("capture"))).toMatchObject({
      kind: "reject_request",
      reason: because("authorization_lapsed"),
    })
  })

  it("authorizes a payment of what an order still owes", () => {
    const medusa = aCart({ cart: null, order: anOrder() })

    expect(decideFor(medusa, AT_STRIPE["held money"], null).kind).toBe(
      "authorize_session"
    )
  })

  it("reports the payment status to the order, then the order's number to Stripe, and is then in sync", () => {
    const fresh = aPlacedOrder({ order: anOrder({ status: null }) }, null)

    expect(decideFor(fresh, AT_STRIPE["held money"], null)).toMatchObject({
      kind: "write_order_status",
      update: { payment: "authorized", to: "approved" },
    })
    expect(
      decideFor(aPlacedOrder(), AT_STRIPE["held money"], null)
    ).toMatchObject({
      kind: "tag_payment_intent_with_order",
      orderId: "order_1",
    })
    expect(decideFor(aPlacedOrder(), HELD, null).kind).toBe("in_sync")
  })

  it("reports a status that nobody recorded as long as money waits for it", () => {
    const unrecorded = {
      status: "ready_for_capture",
      requests: "capture",
      lastRecorded: { id: "ordch_1", status: "approved" },
    } as const
    const facts = {
      medusa: aPlacedOrder(),
      request: null,
      statusOrigin: { isChosen: false, unrecorded },
      policy: POLICY,
    }

    expect(decidePayment({ ...facts, stripe: HELD }).unrepaired).toEqual([
      {
        kind: "status_not_recorded",
        reason: because("status_not_recorded", {
          to: "ready_for_capture",
          from: "approved",
        }),
      },
    ])
    expect(
      decidePayment({ ...facts, stripe: CAPTURED }).unrepaired
    ).toBeUndefined()
  })

  it("carries out requests first and reports afterwards", () => {
    const unreported = aPlacedOrder({}, null)

    expect(
      decideFor(unreported, AT_STRIPE["held money"], aRequest("capture")).kind
    ).toBe("capture")
  })

  it("reports once to the order that everything was refunded", () => {
    const medusa = aPlacedOrder(
      {
        payment: aPayment({ captured: TOTAL, refunded: TOTAL }),
        order: anOrder({ status: "paid", outstanding: 0 }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        amountRefunded: TOTAL,
      }),
    }

    expect(decideFor(medusa, stripe, null)).toMatchObject({
      kind: "write_order_status",
      update: { payment: "refunded", to: STATUS_NAMES.refunded },
    })
  })
})
