import type Stripe from "stripe"
import { mayHaveRefunds, readPayment, sumMerchantRefunds } from "../snapshots"

type Refund = Partial<Stripe.Refund>

describe("What Stripe's objects say", () => {
  it("is reduced to ids, amounts and times", () => {
    const payment = readPayment(
      page({
        payment_intent: intent({
          amount_received: 12000,
          metadata: { payment_session_id: "payses_1", order_id: "order_1" },
          latest_charge: charge({
            payment_method_details: { card: { capture_before: 1_900_000_000 } },
          }),
        }),
      }),
      []
    )

    expect(payment).toEqual({
      checkoutSession: {
        id: "cs_1",
        status: "complete",
        url: null,
        amountTotal: 12000,
        currencyCode: "eur",
        expiresAt: 1_800_000_000,
        paymentSessionId: "payses_1",
        paymentIntentId: "pi_1",
      },
      paymentIntent: {
        id: "pi_1",
        status: "succeeded",
        currencyCode: "eur",
        amount: 12000,
        amountCapturable: 0,
        amountReceived: 12000,
        amountRefunded: 0,
        paymentSessionId: "payses_1",
        orderId: "order_1",
        wasHeld: true,
        cancellationReason: null,
        canceledAt: null,
        isAuthorizationExpired: false,
        lastError: null,
        captureBefore: 1_900_000_000,
        isLiveMode: false,
      },
    })
  })

  it.each([
    ["no PaymentIntent yet", null, null],
    ["a PaymentIntent that was not expanded", "pi_1", "pi_1"],
  ])("may have %s", (_what, payment_intent, id) => {
    const payment = readPayment(page({ payment_intent }), [])

    expect(payment.paymentIntent).toBeNull()
    expect(payment.checkoutSession?.paymentIntentId).toBe(id)
  })

  it.each([
    ["requires_capture", -1, true],
    ["requires_capture", 60, false],
    ["requires_capture", null, false],
    ["succeeded", -1, false],
  ] as const)(
    "say that a hold is over: %s, %s seconds left",
    (status, left, isOver) => {
      const captureBefore =
        left === null ? null : Math.floor(Date.now() / 1000) + left
      const latest_charge = charge({
        payment_method_details: { card: { capture_before: captureBefore } },
      })

      const { paymentIntent } = readPayment(
        page({ payment_intent: intent({ status, latest_charge }) }),
        []
      )

      expect(paymentIntent?.isAuthorizationExpired).toBe(isOver)
    }
  )

  it.each([
    ["no charge", null, false],
    ["a declined charge", charge({ status: "failed" }), false],
    ["a charge", charge({ status: "succeeded" }), true],
    ["a charge that was not expanded", "ch_1", true],
  ] as const)(
    "say whether money was ever held: %s",
    (_what, latest_charge, isHeld) => {
      const { paymentIntent } = readPayment(
        page({ payment_intent: intent({ status: "canceled", latest_charge }) }),
        []
      )

      expect(paymentIntent?.wasHeld).toBe(isHeld)
    }
  )

  it("may lack a status, which is then no known one", () => {
    expect(
      readPayment(page({ status: null }), []).checkoutSession?.status
    ).toBe("unrecognized")
  })

  it.each([
    ["nothing was captured", intent({ amount_received: 0 }, 12000), false],
    ["nothing was refunded", intent({ amount_received: 12000 }, 0), false],
    ["something was refunded", intent({ amount_received: 12000 }, 500), true],
  ])("need the list of refunds only if any: %s", (_what, given, may) => {
    expect(mayHaveRefunds(given)).toBe(may)
  })
})

describe("The money that the merchant gave back", () => {
  const released = { amount: 9000, created: 10 }
  const ours = (amount: number, created = 20): Refund => ({
    amount,
    created,
    metadata: { refunded_before: "0" },
  })

  it.each<[string, Refund[], number]>([
    ["nothing", [], 0],
    ["a refund", [ours(1000)], 1000],
    ["two refunds", [ours(1000), ours(500)], 1500],
    ["a refund made in the Dashboard", [{ amount: 1000 }], 1000],
    ["not a failed refund", [{ amount: 1000, status: "failed" }], 0],
    ["not a canceled refund", [{ amount: 9, status: "canceled" }], 0],
    ["a pending refund", [{ amount: 1000, status: "pending" }], 1000],
  ])("of a full capture is %s", (_what, refunds, sum) => {
    const paid = intent({ amount_received: 12000 })

    expect(sumMerchantRefunds(paid, refunds.map(refund))).toBe(sum)
  })

  it.each<[string, Refund[], number]>([
    ["not the released rest", [released], 0],
    ["the refund beside the released rest", [released, ours(500)], 500],
    ["our refund of the same size", [released, ours(9000)], 9000],
    ["our refund where no rest is shown", [ours(500)], 500],
    ["our refund of the rest's size, no rest shown", [ours(9000)], 9000],
  ])("of a capture of 30 of 120 is %s", (_what, refunds, sum) => {
    const paid = intent({ amount_received: 3000 })

    expect(sumMerchantRefunds(paid, refunds.map(refund))).toBe(sum)
  })

  it("of a hold is nothing, ever", () => {
    const held = intent({ amount_received: 0 })

    expect(sumMerchantRefunds(held, [refund({ amount: 12000 })])).toBe(0)
  })
})

function page(
  changes: Partial<Stripe.Checkout.Session>
): Stripe.Checkout.Session {
  return {
    id: "cs_1",
    status: "complete",
    url: null,
    amount_total: 12000,
    currency: "eur",
    expires_at: 1_800_000_000,
    metadata: { payment_session_id: "payses_1" },
    payment_intent: null,
    ...changes,
  } as Stripe.Checkout.Session
}

function intent(
  changes: Partial<Stripe.PaymentIntent>,
  refunded = 0
): Stripe.PaymentIntent {
  return {
    id: "pi_1",
    status: "succeeded",
    currency: "eur",
    amount: 12000,
    amount_capturable: 0,
    amount_received: 12000,
    cancellation_reason: null,
    canceled_at: null,
    last_payment_error: null,
    livemode: false,
    metadata: {},
    latest_charge: charge({ amount_refunded: refunded }),
    ...changes,
  } as Stripe.PaymentIntent
}

function charge(changes: object): Stripe.Charge {
  return {
    id: "ch_1",
    status: "succeeded",
    amount_refunded: 0,
    ...changes,
  } as Stripe.Charge
}

function refund(changes: Refund): Stripe.Refund {
  return {
    id: "re_1",
    status: "succeeded",
    created: 20,
    metadata: {},
    ...changes,
  } as Stripe.Refund
}
