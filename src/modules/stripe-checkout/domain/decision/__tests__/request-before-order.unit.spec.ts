import { because, type ReasonCode, withCause } from "../../reasons/reason"
import type { MedusaPayment, PaymentRequest } from "../decide"
import {
  aCart,
  anOrder,
  aPlacedOrder,
  aRequest,
  aSession,
  AT_STRIPE,
  type AtStripe,
  decideFor,
  described,
} from "./fixtures"

const RETRY = aRequest("place_order")

const RELEASE: PaymentRequest = { ...aRequest("release"), isBeforeOrder: true }

const PLACED = because("order_placed", { display_id: "42" })

describe("What is requested of a payment that has no order", () => {
  it("places the order when another attempt is requested, also after it was given up", () => {
    for (const stripe of [
      AT_STRIPE["held money"],
      AT_STRIPE["captured money"],
    ]) {
      const medusa = aCart({ placementTimedOut: true })

      expect(decideFor(medusa, stripe, RETRY).kind).toBe("complete_cart")
    }
  })

  it("creates a deleted payment session again for another attempt, also after it was given up", () => {
    const medusa = aCart({
      paymentSession: null,
      canRebind: true,
      placementTimedOut: true,
    })

    expect(decideFor(medusa, AT_STRIPE["held money"], RETRY).kind).toBe(
      "rebind_payment_session"
    )
  })

  it.each<[string, AtStripe, Partial<MedusaPayment>, ReasonCode]>([
    [
      "the cart has changed",
      "held money",
      { paymentSession: null },
      "cart_changed",
    ],
    [
      "the cart now costs something else",
      "captured money",
      { paymentSession: aSession(22000) },
      "cart_total_changed",
    ],
    [
      "the hold is being released",
      "held money",
      { releaseRequested: true },
      "no_order_expected",
    ],
    ["the hold has lapsed", "a lapsed hold", {}, "authorization_lapsed"],
    ["nothing was paid", "an open Checkout Session", {}, "not_paid"],
    ["the money was refunded", "refunded money", {}, "refunded_without_order"],
    ["there is no cart", "held money", { cart: null }, "payment_without_cart"],
    [
      "another payment of the order was captured",
      "captured money",
      { paidByOtherPayment: true },
      "captured_beside_other_payment",
    ],
  ])("rejects another attempt when %s", (_when, atStripe, medusa, code) => {
    const decision = decideFor(aCart(medusa), AT_STRIPE[atStripe], RETRY)

    expect(decision).toMatchObject({
      kind: "reject_request",
      operationId: "scop_1",
      reason: { code },
    })
  })

  it("completes the request for another attempt once the order is placed, by whomever", () => {
    const stripe = described(AT_STRIPE["held money"])

    expect(decideFor(aPlacedOrder(), stripe, RETRY)).toMatchObject({
      kind: "complete_request",
      operationId: "scop_1",
      reason: PLACED,
    })
  })

  it("waits with either request while the cart is being completed", () => {
    for (const request of [RETRY, RELEASE]) {
      const medusa = aCart({ isCompleting: true })

      expect(decideFor(medusa, AT_STRIPE["held money"], request).kind).toBe(
        "recheck_later"
      )
    }
  })

  it.each<[string, Partial<MedusaPayment>]>([
    ["the order could still be placed", {}],
    ["the cart has changed", { paymentSession: null }],
    [
      "its payment session could be created again",
      { paymentSession: null, canRebind: true },
    ],
    ["the release was interrupted", { releaseRequested: true }],
    ["it was given up", { placementTimedOut: true }],
  ])("releases the hold on request when %s", (_when, medusa) => {
    const decision = decideFor(aCart(medusa), AT_STRIPE["held money"], RELEASE)

    expect(decision).toMatchObject({
      kind: "release_without_order",
      operationId: "scop_1",
      reason: because("release_requested"),
    })
  })

  it("keeps captured money, and says where it can be refunded", () => {
    const decision = decideFor(aCart(), AT_STRIPE["captured money"], RELEASE)

    expect(decision).toMatchObject({
      kind: "reject_request",
      reason: because("captured_not_releasable"),
    })
  })

  it("does not release the hold of an order that was placed meanwhile", () => {
    const stripe = described(AT_STRIPE["held money"])

    expect(decideFor(aPlacedOrder(), stripe, RELEASE)).toMatchObject({
      kind: "reject_request",
      reason: PLACED,
    })
  })

  it("authorizes the payment of an order that was placed meanwhile before it answers", () => {
    const medusa = aCart({ order: anOrder() })

    for (const request of [RETRY, RELEASE]) {
      expect(decideFor(medusa, AT_STRIPE["held money"], request).kind).toBe(
        "authorize_session"
      )
    }
  })

  it("completes the request for a release whose result was lost", () => {
    const medusa = aCart({ releaseRequested: true, paymentSession: null })

    expect(
      decideFor(medusa, AT_STRIPE["a released hold"], RELEASE)
    ).toMatchObject({
      kind: "complete_request",
      reason: because("authorization_released"),
    })
  })
})

describe("Captured money of which no order came", () => {
  it("is not used for an order any more once all of it is refunded", () => {
    const medusa = aCart({ reportedRefunds: [] })

    expect(decideFor(medusa, AT_STRIPE["refunded money"], null)).toMatchObject({
      kind: "in_sync",
      reason: because("refunded_without_order"),
    })
  })

  it("needs manual review once placing its order was given up", () => {
    const medusa = aCart({ placementTimedOut: true })

    expect(decideFor(medusa, AT_STRIPE["captured money"], null)).toMatchObject({
      kind: "in_sync",
      requiresManualReview: true,
      reason: withCause(
        "captured_without_order",
        because("placement_timed_out"),
        {}
      ),
    })
  })
})
