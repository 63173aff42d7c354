import { readPaymentState } from "../payment-state"
import { aPage, anIntent, AT_STRIPE, type AtStripe } from "./fixtures"

describe("The state of a payment at Stripe", () => {
  it.each<[AtStripe, string]>([
    ["no page", "awaiting_customer"],
    ["an open page", "awaiting_customer"],
    ["a declined card", "awaiting_customer"],
    ["a page that ran out", "expired"],
    ["a slow method", "processing"],
    ["a completed page without money", "processing"],
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
        checkoutSession: aPage("open"),
        paymentIntent: anIntent(status),
      }
      expect(readPaymentState(stripe)).toBe("awaiting_customer")
    }
  )

  it("is expired when the page ran out after a declined card", () => {
    const stripe = {
      checkoutSession: aPage("expired"),
      paymentIntent: anIntent("requires_payment_method"),
    }
    expect(readPaymentState(stripe)).toBe("expired")
  })

  it("is never guessed from a Checkout Session's unknown status", () => {
    const stripe = { checkoutSession: aPage("paused"), paymentIntent: null }
    expect(readPaymentState(stripe)).toBe("unrecognized")
  })
})
