import { readPaymentState } from "../payment-state"
import {
  aCheckoutSession,
  anIntent,
  AT_STRIPE,
  type AtStripe,
} from "./fixtures"

describe("The state of a payment at Stripe", () => {
  it.each<[AtStripe, string]>([
    ["no Checkout Session", "awaiting_customer"],
    ["an open Checkout Session", "awaiting_customer"],
    ["a declined card", "awaiting_customer"],
    ["an expired Checkout Session", "expired"],
    ["a declined card whose Checkout Session expired", "expired"],
    ["a slow method", "processing"],
    ["a bank debit that failed", "failed"],
    ["a completed Checkout Session without money", "processing"],
    ["held money", "authorized"],
    ["captured money", "captured"],
    ["money captured in part", "captured"],
    ["a released hold", "canceled"],
    ["a lapsed hold", "canceled"],
    ["an unknown status", "unrecognized"],
  ])("with %s is %s", (name, state) => {
    expect(readPaymentState(AT_STRIPE[name])).toBe(state)
  })

  it.each(["requires_confirmation", "requires_action"])(
    "waits for the shopper while the PaymentIntent is %s",
    (status) => {
      const stripe = {
        checkoutSession: aCheckoutSession("open"),
        paymentIntent: anIntent(status),
      }
      expect(readPaymentState(stripe)).toBe("awaiting_customer")
    }
  )

  it("is expired when the Checkout Session expired after a declined card", () => {
    const stripe = {
      checkoutSession: aCheckoutSession("expired"),
      paymentIntent: anIntent("requires_payment_method"),
    }
    expect(readPaymentState(stripe)).toBe("expired")
  })

  it("is never guessed from a Checkout Session's unknown status", () => {
    const stripe = {
      checkoutSession: aCheckoutSession("paused"),
      paymentIntent: null,
    }
    expect(readPaymentState(stripe)).toBe("unrecognized")
  })
})
