import type Stripe from "stripe"
import { readPayment, shownRefunds } from "../snapshots"

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
        amountUndecided: 0,
        refunds: [],
        paymentSessionId: "payses_1",
        orderId: "order_1",
        wasHeld: true,
        cancellationReason: null,
        canceledAt: null,
        isAuthorizationExpired: false,
        lastError: null,
        captureBefore: 1_900_000_000,
        isCaptureBeforeStated: true,
        isLiveMode: false,
      },
    })
  })

  it.each([
    [{ delayed_payments: "place_at_once" }, true],
    [{ delayed_payments: "another_value" }, undefined],
    [{}, undefined],
  ])("binds when the order is placed: %j", (metadata, expected) => {
    const { paymentIntent } = readPayment(
      page({ payment_intent: intent({ metadata }) }),
      []
    )

    expect(paymentIntent?.isPlacedAtOnce).toBe(expected)
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

  it.each([
    ["affirm", 30],
    ["afterpay_clearpay", 13],
    ["klarna", 27],
    ["paypal", 10],
    ["amazon_pay", 7],
    ["a_new_method", 7],
  ])(
    "state no end of a hold by %s, so what it usually grants counts: %i days",
    (type, days) => {
      const latest_charge = charge({
        created: 1_000_000,
        payment_method_details: { type },
      })

      const { paymentIntent } = readPayment(
        page({
          payment_intent: intent({ status: "requires_capture", latest_charge }),
        }),
        []
      )

      expect(paymentIntent).toMatchObject({
        captureBefore: 1_000_000 + days * 86_400,
        isCaptureBeforeStated: false,
        // Long over, but only Stripe may say so.
        isAuthorizationExpired: false,
      })
    }
  )

  it("may lack a status, which is then no known one", () => {
    expect(
      readPayment(page({ status: null }), []).checkoutSession?.status
    ).toBe("unrecognized")
  })

  it("show a charge's newest refunds, and whether there are more", () => {
    const refunds = { data: [{ id: "re_1" }], has_more: true }
    const latest_charge = charge({ refunds })

    expect(shownRefunds(intent({ latest_charge }))).toEqual({
      refunds: [{ id: "re_1" }],
      isComplete: false,
    })
    expect(shownRefunds(intent({}))).toEqual({ refunds: [], isComplete: true })
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

function intent(changes: Partial<Stripe.PaymentIntent>): Stripe.PaymentIntent {
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
    latest_charge: charge({}),
    ...changes,
  } as Stripe.PaymentIntent
}

function charge(changes: object): Stripe.Charge {
  return { id: "ch_1", status: "succeeded", ...changes } as Stripe.Charge
}
