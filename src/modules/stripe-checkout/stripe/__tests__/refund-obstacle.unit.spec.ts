import type Stripe from "stripe"

import { StripePaymentError } from "../../domain/errors"
import { assertRefundable } from "../refund-obstacle"
import { RefundGateway } from "../refunds"
import { StripeClock } from "../stripe-clock"

// cspell:words boleto
const NOW = Date.parse("2026-11-30T12:00:00Z")

function paidBy(type: string, daysAgo: number): Stripe.PaymentIntent {
  return {
    latest_charge: {
      created: NOW / 1000 - daysAgo * 86_400,
      payment_method_details: { type },
    },
  } as unknown as Stripe.PaymentIntent
}

describe("A refund that the payment method rules out", () => {
  it.each([
    ["boleto", 1, /cannot refund payments by boleto/],
    ["sepa_debit", 300, /for 180 days/],
  ])("is refused: by %s after %i days", (type, days, message) => {
    const refuse = () => assertRefundable(paidBy(type, days), NOW)

    expect(refuse).toThrow(message)
    expect(refuse).toThrow(StripePaymentError)
  })

  it.each([
    ["card", 300],
    ["sepa_debit", 100],
    ["brand_new", 300],
  ])("is none: by %s after %i days", (type, days) => {
    expect(() => assertRefundable(paidBy(type, days), NOW)).not.toThrow()
  })

  it("is none where the charge is not known", () => {
    const intent = { latest_charge: "ch_1" } as Stripe.PaymentIntent

    expect(() => assertRefundable(intent, NOW)).not.toThrow()
  })

  it("is not requested of Stripe", async () => {
    const create = jest.fn()
    const retrieve = () => Promise.resolve(paidBy("boleto", 1))
    const client = { paymentIntents: { retrieve }, refunds: { create } }
    const gateway = new RefundGateway(
      client as unknown as Stripe,
      new StripeClock()
    )

    const refund = gateway.refund(
      {
        paymentIntentId: "pi_1",
        amount: 100,
        refundedBefore: 0,
        readOtherRows: () => Promise.resolve({ total: 0, madeInMedusa: [] }),
      },
      () => ({ timeout: 1000, maxNetworkRetries: 0 })
    )

    await expect(refund).rejects.toThrow(/cannot refund payments by boleto/)
    expect(create).not.toHaveBeenCalled()
  })
})
