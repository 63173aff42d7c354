import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment, eventsDuring } from "./payments"
import { cart, chargeOf, intentOf, shopForEach, payCart, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const CANCEL: Source = { section: "Cancel a PaymentIntent", needs: shopper }
const UPDATE: Source = { section: "Update a PaymentIntent", needs: shopper }
const LIST: Source = { section: "List PaymentIntents", needs: shopper }
const PAYMENT_INTENT: Source = { section: "The PaymentIntent object" }

const cancelable =
  "requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, expired, processing"

export function describePaymentIntents(): void {
  const shop = shopForEach()

  const cancel = (id: string, params: Stripe.PaymentIntentCancelParams = {}) =>
    shop.stripe.paymentIntents.cancel(id, params)

  describe("canceling a PaymentIntent", () => {
    for (const reason of [
      "duplicate",
      "fraudulent",
      "requested_by_customer",
      "abandoned",
    ] as const) {
      behavior(
        CANCEL,
        `canceling a PaymentIntent releases the hold for ${reason}`,
        async () => {
          const { id } = await payCart(shop)
          const canceled = await cancel(id, { cancellation_reason: reason })
          expect(canceled).toMatchObject({
            status: "canceled",
            amount: 3000,
            amount_capturable: 0,
            amount_received: 0,
            cancellation_reason: reason,
          })
          expect(canceled.canceled_at).toBeGreaterThanOrEqual(canceled.created)
        }
      )
    }

    behavior(CANCEL, "canceling a PaymentIntent needs no reason", async () => {
      const { id } = await payCart(shop)
      expect((await cancel(id)).cancellation_reason).toBeNull()
    })

    for (const reason of ["expired", "automatic", "other"]) {
      behavior(
        CANCEL,
        `canceling a PaymentIntent does not accept the reason ${reason}`,
        async () => {
          const { id } = await payCart(shop)
          const error = await refusal(
            cancel(id, { cancellation_reason: reason })
          )
          expect(error).toMatchObject({
            statusCode: 400,
            param: "cancellation_reason",
          })
        }
      )
    }

    for (const status of ["succeeded", "canceled"] as const) {
      behavior(
        CANCEL,
        `canceling a PaymentIntent is rejected when it is ${status}, with the PaymentIntent in the error`,
        async () => {
          const { id } = await payCart(shop)
          await (status === "succeeded"
            ? shop.stripe.paymentIntents.capture(id)
            : cancel(id))
          const error = await refusal(cancel(id))
          expect(error).toMatchObject({
            statusCode: 400,
            rawType: "invalid_request_error",
            code: "payment_intent_unexpected_state",
            message: `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable}.`,
          })
          expect(error.payment_intent).toMatchObject({ id, status })
        }
      )
    }

    for (const [status, card] of [
      ["requires_payment_method", "4000000000000002"],
      ["requires_action", "4000002760003184"],
    ] as const) {
      behavior(
        CANCEL,
        `canceling a PaymentIntent of an open Checkout Session is rejected while it is ${status}`,
        async () => {
          const { id } = await shop.stripe.checkout.sessions.create(cart())
          await shop.controls.pay(id, { card })
          const intent = await intentOf(shop.stripe, id)
          const error = await refusal(cancel(intent.id))
          expect(error.statusCode).toBe(400)
          expect(error.payment_intent?.status).toBe(status)
        }
      )
    }

    behavior(
      CANCEL,
      "canceling a PaymentIntent leaves the Charge uncaptured",
      async () => {
        const { id } = await payCart(shop)
        await cancel(id)
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          captured: false,
          amount_captured: 0,
          status: "succeeded",
        })
      }
    )

    behavior(
      { section: "Event types", needs: shopper },
      "canceling a PaymentIntent emits its own event, and a refund's if the account shows released holds as refunds",
      async () => {
        const { id } = await payCart(shop)
        expect(await eventsDuring(shop, () => cancel(id))).toEqual([
          "refund.created",
          "charge.refunded",
          "payment_intent.canceled",
        ])
        await shop.controls.setSwitch("released_hold_as_refund", false)
        const { id: other } = await payCart(shop)
        expect(await eventsDuring(shop, () => cancel(other))).toEqual([
          "payment_intent.canceled",
        ])
      }
    )
  })

  describe("updating a PaymentIntent", () => {
    behavior(
      UPDATE,
      "updating a PaymentIntent changes description, receipt address and metadata in any state",
      async () => {
        const { id } = await capturedPayment(shop)
        const updated = await shop.stripe.paymentIntents.update(id, {
          description: "Order #7",
          receipt_email: "shopper@example.com",
          metadata: { order_id: "order_7" },
        })
        expect(updated).toMatchObject({
          status: "succeeded",
          description: "Order #7",
          receipt_email: "shopper@example.com",
          metadata: { order_id: "order_7" },
        })
      }
    )

    behavior(
      UPDATE,
      "updating a PaymentIntent removes a receipt address with an empty value",
      async () => {
        const { id } = await payCart(shop)
        const email = "shopper@example.com"
        await shop.stripe.paymentIntents.update(id, { receipt_email: email })
        const updated = await shop.stripe.paymentIntents.update(id, {
          receipt_email: "",
        })
        expect(updated.receipt_email).toBeNull()
      }
    )

    behavior(UPDATE, "updating a PaymentIntent emits no event", async () => {
      const { id } = await payCart(shop)
      const happened = await eventsDuring(shop, () =>
        shop.stripe.paymentIntents.update(id, { metadata: { a: "1" } })
      )
      expect(happened).toEqual([])
    })

    behavior(
      UPDATE,
      "updating a PaymentIntent does not change the metadata of an earlier Charge",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.update(id, { metadata: { a: "1" } })
        expect((await chargeOf(shop.stripe, id)).metadata).toEqual({})
      }
    )

    for (const status of ["requires_capture", "succeeded"] as const) {
      behavior(
        UPDATE,
        `updating a PaymentIntent cannot change the amount while it is ${status}`,
        async () => {
          const { id } = await payCart(shop)
          if (status === "succeeded") {
            await shop.stripe.paymentIntents.capture(id)
          }
          const error = await refusal(
            shop.stripe.paymentIntents.update(id, { amount: 4000 })
          )
          expect(error).toMatchObject({
            statusCode: 400,
            code: "payment_intent_unexpected_state",
            param: "amount",
            message: `This PaymentIntent's amount could not be updated because it has a status of ${status}. You may only update the amount of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.`,
          })
          expect(error.payment_intent?.id).toBe(id)
        }
      )
    }
  })

  describe("retrieving and listing PaymentIntents", () => {
    behavior(
      PAYMENT_INTENT,
      "retrieving an unknown PaymentIntent is a 404 about `intent`",
      async () => {
        const error = await refusal(
          shop.stripe.paymentIntents.retrieve("pi_unknown")
        )
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          param: "intent",
          message: "No such payment_intent: 'pi_unknown'",
        })
      }
    )

    behavior(
      LIST,
      "listing PaymentIntents by customer excludes all others",
      async () => {
        const { id, customer } = await payCart(shop, {
          customer_creation: "always",
        })
        await payCart(shop)
        const { data } = await shop.stripe.paymentIntents.list({
          customer: idOf(customer),
        })
        expect(data.map((intent) => intent.id)).toEqual([id])
      }
    )

    behavior(
      LIST,
      "listing PaymentIntents since a moment excludes earlier ones",
      async () => {
        const before = await payCart(shop)
        await shop.controls.advanceClock(60)
        const after = await payCart(shop)
        const { data } = await shop.stripe.paymentIntents.list({
          created: { gt: before.created + 30 },
        })
        expect(data.map(({ id }) => id)).toEqual([after.id])
      }
    )

    behavior(
      { section: "List PaymentIntents" },
      "listing PaymentIntents of a customer that does not exist is a 400",
      async () => {
        const error = await refusal(
          shop.stripe.paymentIntents.list({ customer: "cus_unknown" })
        )
        expect(error).toMatchObject({
          code: "resource_missing",
          param: "customer",
          message: "No such customer: 'cus_unknown'",
        })
      }
    )

    behavior(
      {
        section: "Search PaymentIntents",
        needs: "access to the emulator's state",
      },
      "searching PaymentIntents is rejected with an explanation, as the emulator has no index",
      async () => {
        const error = await refusal(
          shop.stripe.paymentIntents.search({ query: "status:'succeeded'" })
        )
        expect(error.statusCode).toBe(404)
        expect(error.message).toContain("does not imitate Search")
      }
    )
  })
}
