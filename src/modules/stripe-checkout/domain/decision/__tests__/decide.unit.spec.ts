import { decidePaymentTransition } from "../decide"
import {
  aCart,
  anIntent,
  anOrder,
  aPage,
  aPayment,
  aPlacedOrder,
  aSession,
  AT_STRIPE,
  aWish,
  described,
  STATUS_NAMES,
  TOTAL,
} from "./fixtures"

const HELD = described(AT_STRIPE["held money"])
const CAPTURED = described(AT_STRIPE["captured money"])

describe("What to do next about a payment", () => {
  it.each([
    ["an open page", /has not paid yet/],
    ["a declined card", /last attempt failed: Your card was declined/],
    ["a slow method", /still processing/],
    ["an unknown status", /does not know: requires_reauthorization/],
  ] as const)("waits for %s", (atStripe, reason) => {
    const decision = decidePaymentTransition(aCart(), AT_STRIPE[atStripe], null)

    expect(decision).toMatchObject({ kind: "wait" })
    expect(decision.reason).toMatch(reason)
  })

  it("rests when the page ran out", () => {
    const stripe = AT_STRIPE["a page that ran out"]

    expect(decidePaymentTransition(aCart(), stripe, null).kind).toBe("rest")
  })

  it("closes the page of a payment session that is gone", () => {
    const medusa = aCart({ paymentSession: null })

    const decision = decidePaymentTransition(
      medusa,
      AT_STRIPE["an open page"],
      null
    )

    expect(decision.kind).toBe("expire_checkout_session")
  })

  it("closes the page when it shows something else than the cart says by now", () => {
    const decision = decidePaymentTransition(
      aCart({ isPageOutdated: true }),
      AT_STRIPE["an open page"],
      null
    )

    expect(decision.kind).toBe("expire_checkout_session")
  })

  it("places the order once the money is held", () => {
    const decision = decidePaymentTransition(
      aCart(),
      AT_STRIPE["held money"],
      null
    )

    expect(decision).toMatchObject({
      kind: "complete_cart",
      cartId: "cart_1",
    })
  })

  it("places the order also when the money was taken at once", () => {
    const stripe = AT_STRIPE["captured money"]

    expect(decidePaymentTransition(aCart(), stripe, null).kind).toBe(
      "complete_cart"
    )
  })

  it.each([
    ["the payment session is gone", { paymentSession: null }, /cart changed/],
    [
      "the cart costs something else by now",
      { paymentSession: aSession(22000) },
      /paid 120\.00 EUR, but the cart now costs 220\.00 EUR/,
    ],
    [
      "its prices were raised behind core's back",
      { cartTotal: 30000 },
      /paid 120\.00 EUR, but the cart now costs 300\.00 EUR/,
    ],
    ["it was given up before", { isReleasing: true }, /No order will come/],
    ["it could not be placed for days", { isHopeless: true }, /for days/],
  ])(
    "gives the hold back without an order when %s",
    (_when, medusa, reason) => {
      const decision = decidePaymentTransition(
        aCart(medusa),
        AT_STRIPE["held money"],
        null
      )

      expect(decision.kind).toBe("release_without_order")
      expect(decision.reason).toMatch(reason)
    }
  )

  it.each([
    ["the payment session is gone", { paymentSession: null }],
    [
      "the cart costs something else by now",
      { paymentSession: aSession(22000) },
    ],
  ])("never sends taken money back silently when %s", (_when, medusa) => {
    const decision = decidePaymentTransition(
      aCart(medusa),
      AT_STRIPE["captured money"],
      null
    )

    expect(decision.kind).toBe("rest")
    expect(decision.reason).toContain("120.00 EUR")
  })

  it("gives the hold of a canceled order back", () => {
    const medusa = aPlacedOrder({ order: anOrder({ isCanceled: true }) })

    expect(decidePaymentTransition(medusa, HELD, null)).toMatchObject({
      kind: "release_hold",
      operationId: null,
    })
  })

  it("gives the hold back when the order was paid otherwise", () => {
    const decision = decidePaymentTransition(
      aCart({ isPaidOtherwise: true }),
      AT_STRIPE["held money"],
      null
    )

    expect(decision).toMatchObject({ kind: "release_hold", operationId: null })
  })

  it("touches nothing while the order is being placed", () => {
    const medusa = aCart({ isCompleting: true, paymentSession: null })

    expect(
      decidePaymentTransition(medusa, AT_STRIPE["held money"], null).kind
    ).toBe("wait")
  })

  it("cancels in Medusa what is gone at Stripe", () => {
    const released = described(AT_STRIPE["a released hold"])

    expect(decidePaymentTransition(aPlacedOrder(), released, null).kind).toBe(
      "cancel_in_medusa"
    )
  })

  it("makes a payment whole again that Medusa alone has canceled", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ isCanceled: true }) })

    expect(decidePaymentTransition(medusa, HELD, null).kind).toBe(
      "restore_payment"
    )
  })

  it("records what was captured at Stripe", () => {
    expect(
      decidePaymentTransition(aPlacedOrder(), CAPTURED, null)
    ).toMatchObject({ kind: "record_capture", amount: TOTAL })
  })

  it("records only what is missing of it", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ captured: 3000 }) })

    expect(decidePaymentTransition(medusa, CAPTURED, null)).toMatchObject({
      kind: "record_capture",
      amount: 9000,
    })
  })

  it("asks for the refund of money that was taken for a canceled order", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true }),
      payment: aPayment({ isCanceled: true }),
    })

    const decision = decidePaymentTransition(medusa, CAPTURED, null)

    expect(decision.kind).toBe("rest")
    expect(decision.reason).toMatch(/taken 120\.00 EUR/)
  })

  it("asks for the refund that did not go through when a captured order was canceled", () => {
    const medusa = aPlacedOrder(
      {
        order: anOrder({ isCanceled: true, outstanding: 0 }),
        payment: aPayment({ captured: TOTAL }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aPage(),
      paymentIntent: anIntent("succeeded", { orderId: "order_1" }),
    }

    expect(decidePaymentTransition(medusa, stripe, null)).toMatchObject({
      kind: "rest",
      needsPerson: true,
      reason: expect.stringContaining("120.00 EUR is still with you") as string,
    })
  })

  it("records what the Dashboard gives back of a canceled order, too", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true, outstanding: 0 }),
      payment: aPayment({ captured: TOTAL }),
    })
    const stripe = {
      checkoutSession: aPage(),
      paymentIntent: anIntent("succeeded", { amountRefunded: TOTAL }),
    }

    expect(decidePaymentTransition(medusa, stripe, null)).toMatchObject({
      kind: "record_refund",
      amount: TOTAL,
    })
  })

  it.each([
    ["all that is held", { asked: null, owed: TOTAL }, TOTAL],
    ["the part that was asked for", { asked: 3000, owed: TOTAL }, 3000],
    ["no more than the order owes", { asked: null, owed: 7000 }, 7000],
  ])("captures %s", (_what, { asked, owed }, amount) => {
    const medusa = aPlacedOrder({ order: anOrder({ outstanding: owed }) })

    expect(
      decidePaymentTransition(medusa, HELD, aWish("capture", asked))
    ).toMatchObject({ kind: "capture", amount, operationId: "scop_1" })
  })

  it.each([
    ["more than is held", { asked: 99999, owed: TOTAL }, /only 120\.00 EUR/],
    ["what nobody owes", { asked: null, owed: 0 }, /owes nothing/],
  ])("declines to capture %s", (_what, { asked, owed }, reason) => {
    const medusa = aPlacedOrder({ order: anOrder({ outstanding: owed }) })
    const wish = aWish("capture", asked)

    const decision = decidePaymentTransition(medusa, HELD, wish)

    expect(decision.kind).toBe("decline")
    expect(decision.reason).toMatch(reason)
  })

  it("concludes a wish that is fulfilled already", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ captured: TOTAL }) })

    expect(
      decidePaymentTransition(medusa, CAPTURED, aWish("capture")).kind
    ).toBe("conclude")
  })

  it("gives back what Stripe still shows of a hold that has run out, but tries a capture first", () => {
    const medusa = aPlacedOrder({ deadline: "near" })
    const stripe = AT_STRIPE["a hold past its end"]

    expect(decidePaymentTransition(medusa, stripe, null)).toMatchObject({
      kind: "release_hold",
      operationId: null,
      reason:
        "The hold of 120.00 EUR has run out and cannot be captured any more.",
    })
    expect(decidePaymentTransition(medusa, stripe, aWish("capture")).kind).toBe(
      "capture"
    )
  })

  it.each([
    ["lapsed", { canceledAt: 100, captureBefore: 100 }, "lapsed"],
    ["released", { canceledAt: 99, captureBefore: 100 }, "released"],
    ["released", { canceledAt: 100, captureBefore: null }, "released"],
  ])("calls a hold %s that ended at %j", (_name, ended, situation) => {
    const decision = decidePaymentTransition(
      aPlacedOrder({ payment: aPayment({ isCanceled: true }) }),
      {
        checkoutSession: aPage(),
        paymentIntent: anIntent("canceled", ended),
      },
      null
    )

    expect(decision).toMatchObject({ report: { situation } })
  })

  it("gives the hold back when that is wished, and declines when nothing is held", () => {
    expect(
      decidePaymentTransition(aPlacedOrder(), HELD, aWish("release"))
    ).toMatchObject({ kind: "release_hold", operationId: "scop_1" })
    expect(
      decidePaymentTransition(
        aPlacedOrder({ payment: aPayment({ captured: TOTAL }) }),
        CAPTURED,
        aWish("release")
      ).kind
    ).toBe("decline")
  })

  it("declines to capture a hold that is gone, with the reason", () => {
    const medusa = aPlacedOrder({ payment: aPayment({ isCanceled: true }) })
    const lapsed = described(AT_STRIPE["a lapsed hold"])

    expect(
      decidePaymentTransition(medusa, lapsed, aWish("capture"))
    ).toMatchObject({
      kind: "decline",
      reason: "The hold lapsed before it was captured.",
    })
  })

  it("authorizes a payment of what an order still owes", () => {
    const medusa = aCart({ cart: null, order: anOrder() })

    expect(
      decidePaymentTransition(medusa, AT_STRIPE["held money"], null).kind
    ).toBe("authorize_session")
  })

  it("tells Stripe the order's number, then the order how the money stands, then rests", () => {
    const fresh = aPlacedOrder({ order: anOrder({ status: null }) }, null)

    expect(
      decidePaymentTransition(fresh, AT_STRIPE["held money"], null)
    ).toMatchObject({ kind: "describe_at_stripe", orderId: "order_1" })
    expect(decidePaymentTransition(fresh, HELD, null)).toMatchObject({
      kind: "report",
      report: { situation: "authorized", to: "approved" },
    })
    expect(decidePaymentTransition(aPlacedOrder(), HELD, null).kind).toBe(
      "rest"
    )
  })

  it("obeys first and tells afterwards", () => {
    const untold = aPlacedOrder({}, null)

    expect(
      decidePaymentTransition(untold, AT_STRIPE["held money"], aWish("capture"))
        .kind
    ).toBe("capture")
  })

  it("tells the order once that everything was given back", () => {
    const medusa = aPlacedOrder(
      {
        payment: aPayment({ captured: TOTAL, refunded: TOTAL }),
        order: anOrder({ status: "paid", outstanding: 0 }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aPage(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        amountRefunded: TOTAL,
      }),
    }

    expect(decidePaymentTransition(medusa, stripe, null)).toMatchObject({
      kind: "report",
      report: { situation: "refunded", to: STATUS_NAMES.refunded },
    })
  })
})
