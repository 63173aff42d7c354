import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { because } from "../../reasons/reason"
import {
  decidePayment,
  type MedusaPayment,
  type PaymentRequest,
} from "../decide"
import type { Facts } from "../decision"
import { decideNextSync } from "../next-sync"
import type { PaymentIntentSnapshot, StripePayment } from "../payment-state"
import {
  aCart,
  aCheckoutSession,
  anIntent,
  anOrder,
  anOtherPayment,
  aPayment,
  aPlacedOrder,
  aSession,
  aStatusContext,
  POLICY,
  TOTAL,
} from "./fixtures"

const atStripe = (
  status: string,
  changes: Partial<PaymentIntentSnapshot> = {}
): StripePayment => ({
  checkoutSession: aCheckoutSession(),
  paymentIntent: anIntent(status, {
    isPlacedAtOnce: true,
    wasHeld: false,
    orderId: "order_1",
    ...changes,
  }),
})

const PENDING = atStripe("processing")
const NO_FUNDS = "Insufficient funds."
const REFUSED = atStripe("requires_payment_method", { lastError: NO_FUNDS })
const PAID = atStripe("succeeded", { wasHeld: true })

const placed = (changes: Partial<MedusaPayment> = {}): MedusaPayment =>
  aPlacedOrder(
    { order: anOrder({ status: "payment_pending" }), ...changes },
    "pending"
  )

const CANCELED = placed({
  order: anOrder({
    status: "payment_pending",
    isCanceled: true,
    outstanding: 0,
  }),
  payment: aPayment({ isCanceled: true }),
})

const request = (kind: PaymentRequest["kind"]): PaymentRequest => ({
  kind,
  operationId: "scop_1",
  isBeforeOrder: false,
  amount: null,
  hasBegun: false,
  capturedBefore: 0,
})

const decide = (facts: Partial<Facts>) =>
  decidePayment({
    medusa: placed(),
    stripe: PENDING,
    request: null,
    statusOrigin: UNKNOWN_ORIGIN,
    policy: POLICY,
    ...facts,
  })

describe("A payment on which the bank has not decided, of a page that places at once", () => {
  it("places its order", () => {
    expect(decide({ medusa: aCart() })).toEqual({
      kind: "complete_cart",
      cartId: "cart_1",
      reason: because("placed_before_bank_decides"),
    })
  })

  it.each<[string, StripePayment]>([
    ["another page", atStripe("processing", { isPlacedAtOnce: false })],
    [
      "a page of before the option",
      { ...PENDING, paymentIntent: anIntent("processing") },
    ],
  ])("waits for the bank if it was confirmed on %s", (_which, stripe) => {
    expect(decide({ medusa: aCart(), stripe })).toEqual({
      kind: "recheck_later",
      reason: because("payment_processing"),
    })
  })

  it.each<[string, Partial<MedusaPayment>]>([
    ["its payment session was deleted", { paymentSession: null }],
    [
      "its payment session asks for another amount",
      { paymentSession: aSession(100) },
    ],
    ["the cart costs something else", { cartTotal: 100 }],
    ["the order was placed with another payment", { paidByOtherPayment: true }],
    ["the order was deleted", { isOrderDeleted: true }],
    ["placing has failed for too long", { placementTimedOut: true }],
    ["it was given up", { releaseRequested: true }],
    [
      "it pays a payment link",
      {
        cart: null,
        order: anOrder(),
        paymentLink: { requested: TOTAL, missing: 0, followsBalance: true },
      },
    ],
  ])("waits for the bank if %s", (_when, changes) => {
    expect(decide({ medusa: aCart(changes) })).toEqual({
      kind: "recheck_later",
      reason: because("payment_processing"),
    })
  })

  it("is placed although that was given up, if the merchant requests it", () => {
    const medusa = aCart({ placementTimedOut: true })

    expect(decide({ medusa, request: request("place_order") }).kind).toBe(
      "complete_cart"
    )
  })

  it("waits for whoever completes the cart, and not for the bank", () => {
    const decision = decide({ medusa: aCart({ isCompleting: true }) })
    const now = new Date(0)

    expect(decision).toEqual({
      kind: "recheck_later",
      reason: because("cart_locked"),
    })
    expect(
      decideNextSync({
        decision,
        state: "processing",
        checkoutSessionExpiresAt: null,
        isOpened: true,
        now,
      })
    ).toEqual(new Date(50_000))
  })

  it("becomes the payment of an order that was left without one", () => {
    expect(decide({ medusa: aCart({ order: anOrder() }) }).kind).toBe(
      "authorize_session"
    )
  })
})

describe("An order that was placed before the bank decided", () => {
  it("says so in its status, and then waits", () => {
    const medusa = placed({
      order: anOrder({ status: null }),
      statusContext: aStatusContext(null),
    })

    expect(decide({ medusa })).toMatchObject({
      kind: "write_order_status",
      update: { order: "pending", payment: "pending", to: "payment_pending" },
    })
    expect(decide({})).toEqual({
      kind: "recheck_later",
      reason: because("money_pending"),
    })
  })

  it("gets back the payment that an edit has canceled in Medusa", () => {
    const medusa = placed({ payment: aPayment({ isCanceled: true }) })

    expect(decide({ medusa }).kind).toBe("restore_payment")
  })

  it("keeps a requested capture until the bank has decided", () => {
    expect(decide({ request: request("capture") })).toEqual({
      kind: "recheck_later",
      reason: because("capture_waits_for_bank"),
    })
  })

  it("has its capture request fulfilled by what the bank pays", () => {
    const medusa = placed({
      order: anOrder({ outstanding: 0 }),
      payment: aPayment({ captured: TOTAL }),
    })

    expect(
      decide({ medusa, stripe: PAID, request: request("capture") })
    ).toMatchObject({
      kind: "complete_request",
      operationId: "scop_1",
    })
  })

  it("cannot be released", () => {
    expect(decide({ request: request("release") })).toEqual({
      kind: "reject_request",
      operationId: "scop_1",
      reason: because("not_releasable_while_pending"),
    })
  })

  it("records what the bank pays", () => {
    expect(decide({ stripe: PAID })).toMatchObject({
      kind: "record_capture",
      amount: TOTAL,
    })
  })

  it("keeps its hold from capturing what the bank may pay", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ outstanding: TOTAL }),
      others: [anOtherPayment({ state: "processing", held: 0, pending: 5000 })],
    })
    const stripe = {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("requires_capture"),
    }
    const decision = decide({ medusa, stripe, request: request("capture") })
    const now = new Date(0)

    expect(decision).toEqual({
      kind: "recheck_later",
      reason: because("waits_for_pending_payment", {
        amount: 5000,
        currency_code: "eur",
      }),
    })
    expect(
      decideNextSync({
        decision,
        state: "authorized",
        checkoutSessionExpiresAt: null,
        isOpened: true,
        now,
      })
    ).toEqual(new Date(60 * 60_000))
  })
})

describe("An order whose payment the bank refuses", () => {
  const reason = because("money_refused", { message: NO_FUNDS })

  it("loses the payment in Medusa, and is kept", () => {
    expect(decide({ stripe: REFUSED })).toEqual({
      kind: "cancel_medusa_payment",
      reason,
    })
  })

  it("says so in its status, with what to do", () => {
    const medusa = placed({ payment: aPayment({ isCanceled: true }) })

    expect(decide({ medusa, stripe: REFUSED })).toMatchObject({
      kind: "write_order_status",
      update: { order: "failed", to: "payment_failed" },
      reason,
    })
  })

  it("has nothing to capture any more", () => {
    const medusa = placed({ payment: aPayment({ isCanceled: true }) })

    expect(
      decide({ medusa, stripe: REFUSED, request: request("capture") })
    ).toEqual({
      kind: "reject_request",
      operationId: "scop_1",
      reason,
    })
  })

  it("is the same when the payment was canceled at Stripe", () => {
    const stripe = atStripe("canceled")

    expect(decide({ stripe })).toEqual({
      kind: "cancel_medusa_payment",
      reason: because("payment_canceled_before_bank_decided"),
    })
  })
})

describe("An order that was canceled while the bank was deciding", () => {
  it("waits, because the bank cannot be stopped", () => {
    expect(decide({ medusa: CANCELED })).toEqual({
      kind: "recheck_later",
      reason: because("pending_for_canceled_order"),
    })
  })

  it("rejects what was requested of it", () => {
    expect(
      decide({ medusa: CANCELED, request: request("capture") })
    ).toMatchObject({
      kind: "reject_request",
      reason: because("pending_for_canceled_order"),
    })
  })

  it.each([
    ["report", "in_sync"],
    ["refund", "refund_canceled_order"],
  ] as const)(
    "when the bank pays all the same, by canceledButCaptured: %s",
    (canceledButCaptured, kind) => {
      expect(
        decide({
          medusa: CANCELED,
          stripe: PAID,
          policy: { ...POLICY, canceledButCaptured },
        }).kind
      ).toBe(kind)
    }
  )

  it("says nothing more when the bank refuses", () => {
    expect(decide({ medusa: CANCELED, stripe: REFUSED })).toEqual({
      kind: "in_sync",
      reason: because("payment_failed", { message: NO_FUNDS }),
    })
  })
})

describe("An order that was deleted while the bank was deciding", () => {
  const deleted = placed({ order: null, isOrderDeleted: true })

  it("waits for the bank", () => {
    expect(decide({ medusa: deleted }).kind).toBe("recheck_later")
  })

  it("is reported when the bank pays all the same", () => {
    expect(decide({ medusa: deleted, stripe: PAID })).toMatchObject({
      kind: "in_sync",
      requiresManualReview: true,
    })
  })
})
