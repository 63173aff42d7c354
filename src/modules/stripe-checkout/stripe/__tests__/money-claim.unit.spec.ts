import type Stripe from "stripe"
import { readMoneyClaim } from "../money-claim"

const eventOf = (type: string, object: object) =>
  ({ type, data: { object: { currency: "eur", ...object } } }) as Stripe.Event

const INTENT = { id: "pi_1" }
const HELD = {
  ...INTENT,
  status: "requires_capture",
  amount_capturable: 12_000,
}
const TAKEN = { ...INTENT, status: "succeeded", amount_received: 3_000 }

describe("What an event claims about money", () => {
  it.each([
    [
      "a hold",
      eventOf("payment_intent.amount_capturable_updated", HELD),
      ["authorized", "120.00"],
    ],
    [
      "a capture",
      eventOf("payment_intent.succeeded", TAKEN),
      ["captured", "30.00"],
    ],
    [
      "a capture in a currency without decimals",
      eventOf("payment_intent.succeeded", { ...TAKEN, currency: "jpy" }),
      ["captured", "3000"],
    ],
    [
      "a captured charge",
      eventOf("charge.captured", {
        captured: true,
        amount_captured: 3_000,
        payment_intent: "pi_1",
      }),
      ["captured", "30.00"],
    ],
    [
      "a release",
      eventOf("payment_intent.canceled", { ...INTENT, status: "canceled" }),
      ["canceled", "0.00"],
    ],
  ])("is %s", (_what, event, [state, amount]) => {
    expect(readMoneyClaim(event)).toEqual({
      paymentIntentId: "pi_1",
      states: [state],
      amount,
    })
  })

  it("is any amount of money in a Checkout Session that was completed", () => {
    const event = eventOf("checkout.session.completed", {
      payment_intent: "pi_1",
    })

    expect(readMoneyClaim(event)).toEqual({
      paymentIntentId: "pi_1",
      states: ["authorized", "captured", "canceled"],
      amount: null,
    })
  })

  it.each([
    ["another event", eventOf("payment_intent.payment_failed", HELD)],
    ["a refund", eventOf("charge.refunded", { amount_captured: 1 })],
    [
      "a status that this version does not know",
      eventOf("payment_intent.succeeded", { ...INTENT, status: "settled" }),
    ],
    [
      "an event without an amount",
      eventOf("payment_intent.succeeded", { ...INTENT, status: "succeeded" }),
    ],
    [
      "an event without a currency",
      eventOf("payment_intent.succeeded", { ...TAKEN, currency: 7 }),
    ],
    [
      "a charge without a PaymentIntent",
      eventOf("charge.captured", { captured: true, amount_captured: 3_000 }),
    ],
    [
      "a Checkout Session without a PaymentIntent",
      eventOf("checkout.session.completed", { payment_intent: null }),
    ],
  ])("is nothing in %s", (_what, event) => {
    expect(readMoneyClaim(event)).toBeNull()
  })
})
