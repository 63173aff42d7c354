import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { eventsDuring } from "./payments"
import { cart, chargeOf, intentOf, refusal, shopForEach } from "./shop"

const DEBIT: Source = {
  section: "SEPA Direct Debit",
  needs: "a shopper on the hosted page",
}

const whereverPossible: Partial<Stripe.Checkout.SessionCreateParams> = {
  payment_intent_data: {},
  payment_method_options: { card: { capture_method: "manual" } },
}

/** A method that takes days: the Checkout Session is complete long before the money is there. */
export function describeDebits(): void {
  const shop = shopForEach()
  beforeEach(() => shop.controls.setSwitch("sepa_debit", true))

  const open = (changes: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
    shop.stripe.checkout.sessions.create(
      cart({ ...whereverPossible, ...changes })
    )
  const read = (id: string) => shop.stripe.checkout.sessions.retrieve(id)
  const debited = async () => {
    const { id } = await open()
    await shop.controls.pay(id, { method: "sepa_debit" })
    return id
  }

  describe("a debit", () => {
    behavior(
      DEBIT,
      "a debit is offered for euros unless every method must be captured manually",
      async () => {
        const typesOf = async (
          changes: Partial<Stripe.Checkout.SessionCreateParams>
        ) => (await open(changes)).payment_method_types
        expect(await typesOf({})).toEqual(["card", "sepa_debit"])
        expect(
          await typesOf({
            payment_intent_data: { capture_method: "manual" },
            payment_method_options: {},
          })
        ).toEqual(["card"])
        expect(
          await typesOf({ excluded_payment_method_types: ["sepa_debit"] })
        ).toEqual(["card"])
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await expect(
          shop.controls.pay(id, { method: "sepa_debit" })
        ).rejects.toThrow("offers no SEPA Direct Debit")
      }
    )

    behavior(
      DEBIT,
      "a debit is not assessed for its risk, and has no score",
      async () => {
        const id = await debited()
        const intent = await intentOf(shop.stripe, id)
        const { outcome, payment_method_details: details } = await chargeOf(
          shop.stripe,
          intent.id
        )
        expect(outcome?.risk_level).toBe("not_assessed")
        expect(outcome).not.toHaveProperty("risk_score")
        expect(details).toMatchObject({
          type: "sepa_debit",
          sepa_debit: { country: "DE", last4: "3000" },
        })
      }
    )

    behavior(
      DEBIT,
      "a debit completes the session unpaid, and its PaymentIntent is processing",
      async () => {
        const { id } = await open()
        const happened = await eventsDuring(shop, () =>
          shop.controls.pay(id, { method: "sepa_debit" })
        )
        expect(happened).toEqual([
          "payment_intent.created",
          "charge.pending",
          "payment_intent.processing",
          "checkout.session.completed",
        ])
        expect(await read(id)).toMatchObject({
          status: "complete",
          payment_status: "unpaid",
        })
        const intent = await intentOf(shop.stripe, id)
        expect(intent).toMatchObject({
          status: "processing",
          capture_method: "automatic_async",
          amount_received: 0,
          amount_capturable: 0,
        })
        expect(
          (await refusal(shop.stripe.paymentIntents.capture(intent.id))).code
        ).toBe("payment_intent_unexpected_state")
      }
    )

    behavior(
      DEBIT,
      "a debit that succeeds days later pays the session",
      async () => {
        const id = await debited()
        const happened = await eventsDuring(shop, () =>
          shop.controls.settleDebit(id, "succeeded")
        )
        expect(happened).toEqual([
          "charge.succeeded",
          "payment_intent.succeeded",
          "checkout.session.async_payment_succeeded",
        ])
        expect((await read(id)).payment_status).toBe("paid")
        const intent = await intentOf(shop.stripe, id)
        expect(intent).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
        const charge = await chargeOf(shop.stripe, intent.id)
        expect(charge).toMatchObject({
          paid: true,
          payment_method_details: { type: "sepa_debit" },
        })
        const refund = await shop.stripe.refunds.create({
          payment_intent: intent.id,
        })
        expect(refund.amount).toBe(3000)
      }
    )

    behavior(
      DEBIT,
      "a debit can be refunded for 180 days, and no longer",
      async () => {
        const id = await debited()
        await shop.controls.settleDebit(id, "succeeded")
        const intent = await intentOf(shop.stripe, id)
        const refund = { payment_intent: intent.id, amount: 1000 }
        await shop.controls.advanceClock(179 * 24 * 60 * 60)
        expect((await shop.stripe.refunds.create(refund)).amount).toBe(1000)
        await shop.controls.advanceClock(2 * 24 * 60 * 60)
        expect(await refusal(shop.stripe.refunds.create(refund))).toMatchObject(
          { statusCode: 400, code: "charge_not_refundable" }
        )
      }
    )

    behavior(
      DEBIT,
      "a debit that fails days later leaves a complete session unpaid",
      async () => {
        const id = await debited()
        const { id: intentId } = await intentOf(shop.stripe, id)
        const happened = await eventsDuring(shop, () =>
          shop.controls.settleDebit(intentId, "failed")
        )
        expect(happened).toEqual([
          "charge.failed",
          "payment_intent.payment_failed",
          "checkout.session.async_payment_failed",
        ])
        expect(await read(id)).toMatchObject({
          status: "complete",
          payment_status: "unpaid",
        })
        const intent = await intentOf(shop.stripe, id)
        expect(intent).toMatchObject({
          status: "requires_payment_method",
          last_payment_error: { payment_method_type: "sepa_debit" },
        })
        await expect(shop.controls.settleDebit(id, "failed")).rejects.toThrow(
          "no debit is on its way"
        )
      }
    )
  })
}
