import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment, eventsDuring, lastEvent } from "./payments"
import { cart, chargeOf, intentOf, shopForEach, payCart, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const CREATE: Source = { section: "Create a refund", needs: shopper }
const REFUNDS: Source = { section: "Refunds", needs: shopper }
const ERROR_CODES: Source = { section: "Error codes", needs: shopper }

export function describeRefunds(): void {
  const shop = shopForEach()

  const refund = (
    paymentIntent: string,
    params: Stripe.RefundCreateParams = {}
  ) => shop.stripe.refunds.create({ payment_intent: paymentIntent, ...params })
  const captured = async (amount?: number) => {
    const { id } = await capturedPayment(
      shop,
      amount === undefined ? {} : { amount }
    )
    return id
  }

  describe("a refund", () => {
    behavior(CREATE, "a refund is for the full amount by default", async () => {
      const id = await captured()
      const made = await refund(id)
      const charge = await chargeOf(shop.stripe, id)
      expect(charge).toMatchObject({ refunded: true, amount_refunded: 3000 })
      expect(made).toMatchObject({
        object: "refund",
        amount: 3000,
        currency: "eur",
        status: "succeeded",
        charge: charge.id,
        payment_intent: id,
        payment_method: charge.payment_method,
        reason: null,
        metadata: {},
      })
    })

    behavior(
      { section: "The refund object", needs: shopper },
      "a refund to a card waits for its reference number and omits fields without a value",
      async () => {
        const made = await refund(await captured())
        expect(made.destination_details).toEqual({
          card: {
            reference_status: "pending",
            reference_type: "acquirer_reference_number",
            type: "refund",
          },
          type: "card",
        })
        for (const absent of [
          "failure_reason",
          "pending_reason",
          "next_action",
          "description",
        ]) {
          expect(made).not.toHaveProperty(absent)
        }
      }
    )

    behavior(CREATE, "a refund may name the Charge instead", async () => {
      const id = await captured()
      const { id: chargeId } = await chargeOf(shop.stripe, id)
      const made = await shop.stripe.refunds.create({ charge: chargeId })
      expect(made).toMatchObject({ charge: chargeId, payment_intent: id })
    })

    behavior(
      CREATE,
      "refunds may be partial, up to what was captured",
      async () => {
        const id = await captured()
        await refund(id, { amount: 1000 })
        const half = await chargeOf(shop.stripe, id)
        expect(half).toMatchObject({ refunded: false, amount_refunded: 1000 })
        expect((await refund(id)).amount).toBe(2000)
        const whole = await chargeOf(shop.stripe, id)
        expect(whole).toMatchObject({ refunded: true, amount_refunded: 3000 })
      }
    )

    behavior(
      REFUNDS,
      "a refund after a partial capture covers only what was captured, not what was released",
      async () => {
        const id = await captured(2000)
        expect((await refund(id)).amount).toBe(2000)
      }
    )

    behavior(
      REFUNDS,
      "a partial refund leaves the Charge not fully refunded, whatever was released",
      async () => {
        const id = await captured(2000)
        await refund(id, { amount: 1500 })
        const charge = await chargeOf(shop.stripe, id)
        expect(charge).toMatchObject({ refunded: false, amount_refunded: 1500 })
      }
    )

    behavior(
      REFUNDS,
      "a refund does not change the PaymentIntent",
      async () => {
        const id = await captured()
        const before = await shop.stripe.paymentIntents.retrieve(id)
        await refund(id)
        const after = await shop.stripe.paymentIntents.retrieve(id)
        expect(after).toEqual(before)
      }
    )

    for (const reason of [
      "duplicate",
      "fraudulent",
      "requested_by_customer",
    ] as const) {
      behavior(CREATE, `a refund can have the reason ${reason}`, async () => {
        expect((await refund(await captured(), { reason })).reason).toBe(reason)
      })
    }

    behavior(
      CREATE,
      "a refund for fraud marks the Charge as fraudulent",
      async () => {
        const id = await captured()
        await refund(id, { reason: "fraudulent" })
        expect((await chargeOf(shop.stripe, id)).fraud_details).toEqual({
          user_report: "fraudulent",
        })
      }
    )

    behavior(
      { section: "Event types", needs: shopper },
      "a refund emits its own event and then its Charge's, with the previous amount",
      async () => {
        const id = await captured()
        const happened = await eventsDuring(shop, () =>
          refund(id, { amount: 1000 })
        )
        expect(happened).toEqual(["refund.created", "charge.refunded"])
        const event = await lastEvent(shop, "charge.refunded")
        expect(event.data).toMatchObject({
          object: { amount_refunded: 1000, refunded: false },
          previous_attributes: { amount_refunded: 0 },
        })
      }
    )
  })

  describe("a rejected refund", () => {
    for (const reason of ["expired_uncaptured_charge", "other"]) {
      behavior(
        CREATE,
        `a refund with the reason ${reason} is rejected`,
        async () => {
          const error = await refusal(refund(await captured(), { reason }))
          expect(error).toMatchObject({
            statusCode: 400,
            param: "reason",
            message:
              "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
          })
        }
      )
    }

    behavior(
      CREATE,
      "a refund of too much is rejected, with its param but no code",
      async () => {
        const id = await captured(2000)
        const error = await refusal(refund(id, { amount: 2500 }))
        expect(error).toMatchObject({
          statusCode: 400,
          rawType: "invalid_request_error",
          param: "amount",
          message:
            "Refund amount (€25.00) is greater than unrefunded amount on charge (€20.00)",
        })
        expect(error.code).toBeUndefined()
      }
    )

    for (const amount of [0, -5]) {
      behavior(ERROR_CODES, `a refund of ${amount} is rejected`, async () => {
        const error = await refusal(refund(await captured(), { amount }))
        expect(error).toMatchObject({
          statusCode: 400,
          code: "parameter_invalid_integer",
          param: "amount",
          message: "This value must be greater than or equal to 1.",
        })
      })
    }

    behavior(
      ERROR_CODES,
      "a refund is rejected once everything was refunded",
      async () => {
        const id = await captured()
        await refund(id)
        const charge = await chargeOf(shop.stripe, id)
        expect(await refusal(refund(id, { amount: 1 }))).toMatchObject({
          statusCode: 400,
          code: "charge_already_refunded",
          message: `Charge ${charge.id} has already been refunded.`,
        })
      }
    )

    behavior(
      { section: "Error codes", needs: "the Dashboard" },
      "a refund of a disputed payment is rejected",
      async () => {
        const id = await captured()
        await shop.controls.dashboard.dispute(id)
        const charge = await chargeOf(shop.stripe, id)
        expect(await refusal(refund(id))).toMatchObject({
          statusCode: 400,
          code: "charge_disputed",
          message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
        })
      }
    )

    behavior(
      REFUNDS,
      "a refund of an authorization is rejected, because a hold must be canceled",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(refund(id))
        expect(error.statusCode).toBe(400)
        expect(error.message).toBe(
          `This uncaptured Charge was created by a PaymentIntent (${id}). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method`
        )
      }
    )

    behavior(
      REFUNDS,
      "a refund of a PaymentIntent that was canceled is rejected",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.cancel(id)
        expect((await refusal(refund(id))).message).toBe(
          `This PaymentIntent (${id}) does not have a successful charge to refund.`
        )
      }
    )

    behavior(
      REFUNDS,
      "a refund of a Charge that failed is rejected",
      async () => {
        const session = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(session.id, { card: "4000000000000002" })
        const intent = await intentOf(shop.stripe, session.id)
        const failed = idOf(intent.latest_charge)
        await shop.controls.pay(session.id)
        await shop.stripe.paymentIntents.capture(intent.id)
        const error = await refusal(
          shop.stripe.refunds.create({ charge: failed })
        )
        expect(error.message).toBe(
          `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`
        )
      }
    )

    behavior(
      CREATE,
      "a refund of a Charge of another PaymentIntent is rejected",
      async () => {
        const first = await captured()
        const { id: charge } = await chargeOf(shop.stripe, await captured())
        expect(await refusal(refund(first, { charge }))).toMatchObject({
          statusCode: 400,
          param: "charge",
        })
      }
    )

    behavior(
      { section: "Create a refund" },
      "a refund without a Charge or PaymentIntent is rejected, without code and param",
      async () => {
        const error = await refusal(shop.stripe.refunds.create({}))
        expect(error).toMatchObject({
          statusCode: 400,
          message:
            "One of the following params should be provided for this request: payment_intent or charge.",
        })
        expect(error.code).toBeUndefined()
        expect(error.param).toBeUndefined()
      }
    )

    behavior(
      { section: "Create a refund" },
      "a refund of an unknown Charge is rejected, as a 404 about `id`",
      async () => {
        const error = await refusal(
          shop.stripe.refunds.create({ charge: "ch_unknown" })
        )
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          param: "id",
          message: "No such charge: 'ch_unknown'",
        })
      }
    )

    behavior(
      { section: "Create a refund" },
      "a refund of an unknown PaymentIntent is rejected",
      async () => {
        expect(await refusal(refund("pi_unknown"))).toMatchObject({
          code: "resource_missing",
          param: "payment_intent",
          message: "No such payment_intent: 'pi_unknown'",
        })
      }
    )

    behavior(
      CREATE,
      "a refund with too much metadata is rejected",
      async () => {
        const metadata = { note: "x".repeat(501) }
        const error = await refusal(refund(await captured(), { metadata }))
        expect(error).toMatchObject({
          statusCode: 400,
          param: "metadata[note]",
        })
      }
    )
  })
}
