import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment, eventsDuring } from "./payments"
import {
  cart,
  chargeOf,
  intentOf,
  line,
  shopForEach,
  payCart,
  refusal,
} from "./shop"

const shopper = "a shopper on the hosted page"
const CAPTURE: Source = { section: "Capture a PaymentIntent", needs: shopper }
const PLACE_A_HOLD: Source = {
  section: "Place a hold on a payment method",
  needs: shopper,
}
const MULTICAPTURE: Source = { section: "Multicapture", needs: shopper }
const ERROR_CODES: Source = { section: "Error codes", needs: shopper }
const CURRENCIES: Source = { section: "Currencies", needs: shopper }

export function describeCapturing(): void {
  const shop = shopForEach()

  const capture = (
    id: string,
    params: Stripe.PaymentIntentCaptureParams = {}
  ) => shop.stripe.paymentIntents.capture(id, params)
  const multicapture = {
    payment_method_options: {
      card: { request_multicapture: "if_available" },
    },
  } as const

  describe("a capture", () => {
    behavior(
      CAPTURE,
      "a capture is for the full amount by default",
      async () => {
        const { id } = await payCart(shop)
        expect(await capture(id)).toMatchObject({
          status: "succeeded",
          amount: 3000,
          amount_capturable: 0,
          amount_received: 3000,
        })
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          captured: true,
          amount_captured: 3000,
          amount_refunded: 0,
        })
      }
    )

    behavior(
      PLACE_A_HOLD,
      "a partial capture keeps the authorized amount and releases the rest for good",
      async () => {
        const intent = await capturedPayment(shop, { amount: 1000 })
        expect(intent).toMatchObject({
          status: "succeeded",
          amount: 3000,
          amount_capturable: 0,
          amount_received: 1000,
        })
        const error = await refusal(
          capture(intent.id, { amount_to_capture: 500 })
        )
        expect(error.code).toBe("payment_intent_unexpected_state")
      }
    )

    behavior(
      PLACE_A_HOLD,
      "a partial capture can show the released rest as a refund, as in older accounts",
      async () => {
        await shop.controls.setSwitch("released_rest_as_refund", true)
        const { id } = await capturedPayment(shop, { amount: 1000 })
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.amount_refunded).toBe(2000)
        expect(charge.refunds?.data).toEqual([
          expect.objectContaining({ amount: 2000, balance_transaction: null }),
        ])
      }
    )

    behavior(
      PLACE_A_HOLD,
      "a partial capture leaves no trace of the rest in newer accounts",
      async () => {
        // Recorded 2026-09 at API 2026-08-26.dahlia.
        const { id } = await capturedPayment(shop, { amount: 1000 })
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          amount_captured: 1000,
          amount_refunded: 0,
          refunded: false,
        })
      }
    )

    behavior(
      CAPTURE,
      "a capture adds its metadata to the PaymentIntent's",
      async () => {
        const { id } = await payCart(shop, {
          payment_intent_data: {
            capture_method: "manual",
            metadata: { a: "1" },
          },
        })
        const intent = await capture(id, { metadata: { b: "2" } })
        expect(intent.metadata).toEqual({ a: "1", b: "2" })
      }
    )

    behavior(
      CAPTURE,
      "a capture can set a suffix for the shopper's statement",
      async () => {
        const { id } = await payCart(shop)
        const intent = await capture(id, {
          statement_descriptor_suffix: "ORDER 7",
        })
        expect(intent.statement_descriptor_suffix).toBe("ORDER 7")
        expect(
          (await chargeOf(shop.stripe, id)).statement_descriptor_suffix
        ).toBe("ORDER 7")
      }
    )

    behavior(CAPTURE, "a capture marks the session as paid", async () => {
      const { id } = await capturedPayment(shop)
      const { data } = await shop.stripe.checkout.sessions.list({
        payment_intent: id,
      })
      expect(data[0]?.payment_status).toBe("paid")
    })
  })

  describe("a rejected capture", () => {
    behavior(
      ERROR_CODES,
      "a capture of too much is rejected, with amount_too_large and the current PaymentIntent",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(capture(id, { amount_to_capture: 3001 }))
        expect(error).toMatchObject({
          statusCode: 400,
          rawType: "invalid_request_error",
          code: "amount_too_large",
          message:
            "The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge. Contact us via https://support.stripe.com/contact/ for help.",
        })
        expect(error.payment_intent).toMatchObject({
          id,
          status: "requires_capture",
          amount_capturable: 3000,
        })
      }
    )

    behavior(
      ERROR_CODES,
      "a capture of 0 is rejected, with parameter_invalid_integer about `amount`",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(capture(id, { amount_to_capture: 0 }))
        expect(error).toMatchObject({
          statusCode: 400,
          code: "parameter_invalid_integer",
          param: "amount",
          message: "This value must be greater than or equal to 1.",
        })
        expect(error.payment_intent?.id).toBe(id)
      }
    )

    behavior(
      CAPTURE,
      "a negative capture is rejected, without a code",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(capture(id, { amount_to_capture: -1 }))
        expect(error).toMatchObject({
          statusCode: 400,
          param: "amount_to_capture",
          message: "Invalid non-negative integer",
        })
        expect(error.code).toBeUndefined()
        expect(error.payment_intent?.id).toBe(id)
      }
    )

    behavior(
      ERROR_CODES,
      "a capture is rejected after an earlier capture, because the rest was released",
      async () => {
        const { id } = await capturedPayment(shop)
        const error = await refusal(capture(id))
        expect(error).toMatchObject({
          statusCode: 400,
          code: "payment_intent_unexpected_state",
          message:
            "The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released.",
          doc_url:
            "https://stripe.com/docs/error-codes/payment-intent-unexpected-state",
        })
        expect(error.payment_intent?.status).toBe("succeeded")
      }
    )

    for (const status of ["canceled", "requires_payment_method"] as const) {
      behavior(
        ERROR_CODES,
        `a capture of a PaymentIntent that is ${status} is rejected, naming the one status that allows it`,
        async () => {
          const id = await intentThatIs(status)
          const error = await refusal(capture(id))
          expect(error).toMatchObject({
            statusCode: 400,
            code: "payment_intent_unexpected_state",
            message: `This PaymentIntent could not be captured because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
          })
          expect(error.payment_intent).toMatchObject({ id, status })
        }
      )
    }

    behavior(
      CAPTURE,
      "a capture with a statement descriptor is rejected, because cards do not support it",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(
          capture(id, { statement_descriptor: "SHOP" })
        )
        expect(error).toMatchObject({
          statusCode: 400,
          param: "statement_descriptor",
        })
      }
    )

    behavior(
      CAPTURE,
      "a capture with an application fee is rejected outside Connect",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(
          capture(id, { application_fee_amount: 100 })
        )
        expect(error.message).toContain(
          "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment"
        )
      }
    )

    behavior(
      CURRENCIES,
      "a capture of an amount that cannot be charged in its currency is rejected",
      async () => {
        const { id } = await payCart(shop, {
          line_items: [line({ amount: 30000, currency: "kwd" })],
        })
        const error = await refusal(capture(id, { amount_to_capture: 10005 }))
        expect(error).toMatchObject({
          statusCode: 400,
          param: "amount_to_capture",
        })
      }
    )

    behavior(
      { section: "Declines", needs: "an injected fault" },
      "a capture that the issuer declines can be retried",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.setNextCaptureOutcome({
          code: "card_declined",
          declineCode: "insufficient_funds",
        })
        const error = await refusal(capture(id))
        expect(error).toMatchObject({
          type: "StripeCardError",
          statusCode: 402,
          code: "card_declined",
          decline_code: "insufficient_funds",
        })
        expect(error.payment_intent?.status).toBe("requires_capture")
        expect((await capture(id)).status).toBe("succeeded")
      }
    )

    behavior(CAPTURE, "a rejected capture changes nothing", async () => {
      const { id } = await payCart(shop)
      const happened = await eventsDuring(shop, () =>
        refusal(capture(id, { amount_to_capture: 3001, metadata: { a: "1" } }))
      )
      expect(happened).toEqual([])
      expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
        status: "requires_capture",
        amount_capturable: 3000,
        metadata: {},
      })
    })
  })

  describe("multicapture", () => {
    behavior(
      MULTICAPTURE,
      "multicapture is rejected unless granted",
      async () => {
        const { id } = await payCart(shop, multicapture)
        const error = await refusal(
          capture(id, { amount_to_capture: 500, final_capture: false })
        )
        expect(error).toMatchObject({ statusCode: 400, param: "final_capture" })
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.payment_method_details?.card?.multicapture?.status).toBe(
          "unavailable"
        )
      }
    )

    behavior(
      MULTICAPTURE,
      "multicapture keeps the rest capturable until the last capture",
      async () => {
        await shop.controls.setSwitch("multicapture", true)
        const { id } = await payCart(shop, multicapture)
        const first = await capture(id, {
          amount_to_capture: 500,
          final_capture: false,
        })
        expect(first).toMatchObject({
          status: "requires_capture",
          amount_capturable: 2500,
          amount_received: 500,
        })
        expect(await capture(id)).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
      }
    )

    behavior(
      MULTICAPTURE,
      "multicapture releases the rest with the last capture",
      async () => {
        await shop.controls.setSwitch("multicapture", true)
        const { id } = await payCart(shop, multicapture)
        await capture(id, { amount_to_capture: 500, final_capture: false })
        const last = await capture(id, { amount_to_capture: 700 })
        expect(last).toMatchObject({
          status: "succeeded",
          amount_capturable: 0,
          amount_received: 1200,
        })
      }
    )

    behavior(
      MULTICAPTURE,
      "a capture of nothing releases the rest of a multicapture",
      async () => {
        await shop.controls.setSwitch("multicapture", true)
        const { id } = await payCart(shop, multicapture)
        const rest = { amount_to_capture: 0, final_capture: true }
        expect((await refusal(capture(id, rest))).statusCode).toBe(400)
        await capture(id, { amount_to_capture: 500, final_capture: false })
        expect((await chargeOf(shop.stripe, id)).captured).toBe(false)
        expect(await capture(id, rest)).toMatchObject({
          status: "succeeded",
          amount_capturable: 0,
          amount_received: 500,
        })
        expect((await chargeOf(shop.stripe, id)).captured).toBe(true)
      }
    )

    behavior(
      MULTICAPTURE,
      "a partially captured PaymentIntent succeeds when it is canceled",
      async () => {
        await shop.controls.setSwitch("multicapture", true)
        const { id } = await payCart(shop, multicapture)
        await capture(id, { amount_to_capture: 500, final_capture: false })
        expect(await shop.stripe.paymentIntents.cancel(id)).toMatchObject({
          status: "succeeded",
          amount_capturable: 0,
          amount_received: 500,
        })
      }
    )

    behavior(MULTICAPTURE, "multicapture ends after 50 captures", async () => {
      await shop.controls.setSwitch("multicapture", true)
      const { id } = await payCart(shop, multicapture)
      const step = { amount_to_capture: 10, final_capture: false }
      for (let count = 0; count < 50; count += 1) {
        await capture(id, step)
      }
      expect((await refusal(capture(id, step))).statusCode).toBe(400)
    })
  })

  async function intentThatIs(
    status: "canceled" | "requires_payment_method"
  ): Promise<string> {
    if (status === "canceled") {
      const { id } = await payCart(shop)
      await shop.stripe.paymentIntents.cancel(id)
      return id
    }
    const session = await shop.stripe.checkout.sessions.create(cart())
    await shop.controls.pay(session.id, { card: "4000000000000002" })
    return (await intentOf(shop.stripe, session.id)).id
  }
}
