import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment, eventsDuring, lastEvent } from "./payments"
import {
  cart,
  chargeOf,
  intentOf,
  line,
  payCart,
  refusal,
  shopForEach,
} from "./shop"
import { receiveWebhooks } from "./webhook-receiver"

const shopper = "a shopper on the hosted page"
const clock = "a clock that can be advanced"
const day = 24 * 60 * 60

const HOLD: Source = {
  section: "Place a hold on a payment method",
  needs: shopper,
}
const SESSION: Source = { section: "The Checkout Session object" }
const INTENT: Source = {
  section: "The PaymentIntent object",
  needs: shopper,
}

/** What real answers of Stripe show where its documentation is silent. Each source stands beside its behavior. */
export function describeRecordedAnswers(): void {
  const shop = shopForEach()

  describe("released money", () => {
    behavior(
      HOLD,
      "a canceled hold sends charge.refunded for a Charge that was never captured",
      async () => {
        // A public pull request of 2026-04.
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.cancel(id)
        const event = await lastEvent(shop, "charge.refunded")
        expect(event.data.object).toMatchObject({
          captured: false,
          refunded: true,
        })
      }
    )

    behavior(
      { ...HOLD, needs: clock },
      "a lapsed hold shows a refund that moved no balance, and the reason of the cancellation depends",
      async () => {
        // An answer quoted in a vendor's documentation of 2023.
        for (const reason of ["automatic", "expired"] as const) {
          await shop.controls.setSwitch("lapse_cancellation_reason", reason)
          const { id } = await payCart(shop)
          await shop.controls.advanceClock(7 * day + 5)
          const intent = await shop.stripe.paymentIntents.retrieve(id)
          expect(intent.cancellation_reason).toBe(reason)
          expect((intent.canceled_at ?? 0) - intent.created).toBeGreaterThan(
            7 * day
          )
          const charge = await chargeOf(shop.stripe, id)
          expect(charge).toMatchObject({
            amount_refunded: 3000,
            balance_transaction: null,
            refunded: true,
          })
          expect(charge.refunds?.data).toMatchObject([
            { reason: "expired_uncaptured_charge", balance_transaction: null },
          ])
        }
      }
    )
  })

  describe("a good refund", () => {
    behavior(
      { section: "The refund object", needs: clock },
      "a good refund gets the bank's reference some seconds later",
      async () => {
        // Recorded 2026-09 at API 2026-08-26.dahlia.
        const { id } = await capturedPayment(shop)
        const made = await shop.stripe.refunds.create({ payment_intent: id })
        const happened = await eventsDuring(shop, () =>
          shop.controls.advanceClock(6)
        )
        expect(happened).toEqual(["refund.updated", "charge.refund.updated"])
        expect(await shop.stripe.refunds.retrieve(made.id)).toMatchObject({
          status: "succeeded",
          destination_details: { card: { reference_status: "available" } },
        })
      }
    )
  })

  describe("the words of a decline", () => {
    behavior(
      { section: "Declines", needs: shopper },
      "a declined card names its method, and the seller reads the bank's reason if it gave one",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id, { card: "4000000000000002" })
        const intent = await intentOf(shop.stripe, id)
        // Recorded 2026-09 at API 2026-08-26.dahlia.
        expect(intent.last_payment_error).toMatchObject({
          advice_code: "try_again_later",
          network_decline_code: "01",
          payment_method_type: "card",
        })
        expect(
          (await chargeOf(shop.stripe, intent.id)).outcome?.seller_message
        ).toBe("The bank did not return any further details with this decline.")
      }
    )
  })

  describe("the form of objects", () => {
    behavior(
      {
        section: "Webhook signatures",
        needs: "a webhook endpoint on this machine",
      },
      "a webhook delivery in test mode has a v0 signature beside v1",
      async () => {
        // Public logs.
        const receiver = await receiveWebhooks()
        await shop.controls.registerWebhookEndpoint({
          url: receiver.url,
          secret: "whsec_v0",
        })
        await payCart(shop)
        await shop.controls.webhooks.idle()
        await receiver.close()
        expect(receiver.received[0]?.headers["stripe-signature"]).toMatch(
          /^t=\d+,v1=[0-9a-f]{64},v0=[0-9a-f]{64}$/
        )
      }
    )

    behavior(
      SESSION,
      "a session's url has a long fragment, and its payment_method_options are an object",
      async () => {
        const session = await shop.stripe.checkout.sessions.create(cart())
        expect(new URL(session.url ?? "").hash.length).toBeGreaterThan(50)
        expect(session.payment_method_options).toEqual(expect.any(Object))
      }
    )

    behavior(
      { ...SESSION, needs: shopper },
      "a paid session has an address of nulls where nobody asked for one",
      async () => {
        // Public logs.
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id)
        const paid = await shop.stripe.checkout.sessions.retrieve(id)
        expect(paid.customer_details?.address).toEqual({
          city: null,
          country: null,
          line1: null,
          line2: null,
          postal_code: null,
          state: null,
        })
      }
    )

    behavior(
      INTENT,
      "a PaymentIntent has transfer_data, and a customer has customer_account",
      async () => {
        expect((await payCart(shop)).transfer_data).toBeNull()
        const customer = await shop.stripe.customers.create({})
        expect(customer.customer_account).toBeNull()
      }
    )

    behavior(
      { section: "Currencies", needs: "access to the emulator's state" },
      "a currency in capitals may be accepted",
      async () => {
        const capitals = cart({
          line_items: [line({ amount: 3000, currency: "EUR" })],
        })
        const create = () => shop.stripe.checkout.sessions.create(capitals)
        expect((await refusal(create())).message).toContain("EUR")
        await shop.controls.setSwitch("currency_in_capitals", "accepted")
        expect((await create()).currency).toBe("eur")
      }
    )
  })

  describe("what an account is granted", () => {
    const granted = async (
      feature: "extended_authorization" | "overcapture"
    ): Promise<Stripe.PaymentIntent> => {
      await shop.controls.setSwitch(feature, true)
      return payCart(shop, {
        payment_method_options: {
          card: { [`request_${feature}`]: "if_available" },
        },
      })
    }
    const cardOf = async (id: string) =>
      (await chargeOf(shop.stripe, id)).payment_method_details?.card

    behavior(
      { section: "Extended authorizations", needs: shopper },
      "an extended authorization holds the money for 30 days, if requested and granted",
      async () => {
        const { created, id } = await granted("extended_authorization")
        const card = await cardOf(id)
        expect(card?.extended_authorization?.status).toBe("enabled")
        expect((card?.capture_before ?? 0) - created).toBeGreaterThanOrEqual(
          30 * day
        )
        const { id: other } = await payCart(shop)
        expect((await cardOf(other))?.extended_authorization?.status).toBe(
          "disabled"
        )
      }
    )

    behavior(
      { section: "Overcapture", needs: shopper },
      "overcapture takes more than was held, up to what the Charge names",
      async () => {
        const { id } = await granted("overcapture")
        const most =
          (await cardOf(id))?.overcapture?.maximum_amount_capturable ?? 0
        expect(most).toBeGreaterThan(3000)
        const capture = (amount: number) =>
          shop.stripe.paymentIntents.capture(id, { amount_to_capture: amount })
        expect((await refusal(capture(most + 1))).code).toBe("amount_too_large")
        expect(await capture(most)).toMatchObject({
          amount: most,
          amount_capturable: 0,
          amount_received: most,
          status: "succeeded",
        })
        expect((await cardOf(id))?.amount_authorized).toBe(3000)
      }
    )
  })
}
