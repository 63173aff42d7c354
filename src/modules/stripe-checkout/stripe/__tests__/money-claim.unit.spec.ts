import type Stripe from "stripe"
import { readMoneyClaim } from "../money-claim"

const eventOf = (type: string, object: object) =>
  ({ type, data: { object: { currency: "eur", ...object } } }) as Stripe.Event

const HELD = { status: "requires_capture", amount_capturable: 12_000 }
const TAKEN = { status: "succeeded", amount_received: 3_000 }

describe("What an event claims about money", () => {
  it.each([
    [
      "a hold",
      eventOf("payment_intent.amount_capturable_updated", HELD),
      { state: "authorized", amount: "120.00" },
    ],
    [
      "a capture",
      eventOf("payment_intent.succeeded", TAKEN),
      { state: "captured", amount: "30.00" },
    ],
    [
      "a capture in a currency without decimals",
      eventOf("payment_intent.succeeded", { ...TAKEN, currency: "jpy" }),
      { state: "captured", amount: "3000" },
    ],
    [
      "a captured charge",
      eventOf("charge.captured", { captured: true, amount_captured: 3_000 }),
      { state: "captured", amount: "30.00" },
    ],
    [
      "a release",
      eventOf("payment_intent.canceled", { status: "canceled" }),
      { state: "canceled", amount: "0.00" },
    ],
  ])("is %s", (_what, event, expected) => {
    expect(readMoneyClaim(event)).toEqual(expected)
  })

  it.each([
    ["another event", eventOf("payment_intent.payment_failed", HELD)],
    ["a refund", eventOf("charge.refunded", { amount_captured: 1 })],
    [
      "a status that this version does not know",
      eventOf("payment_intent.succeeded", { status: "settled" }),
    ],
    [
      "an event without an amount",
      eventOf("payment_intent.succeeded", { status: "succeeded" }),
    ],
    [
      "an event without a currency",
      eventOf("payment_intent.succeeded", { ...TAKEN, currency: 7 }),
    ],
  ])("is nothing in %s", (_what, event) => {
    expect(readMoneyClaim(event)).toBeNull()
  })
})
