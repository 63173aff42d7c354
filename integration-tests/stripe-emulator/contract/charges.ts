import type { Source } from "./behavior"
import { behavior } from "./behavior"
import {
  capturedPayment,
  eventsDuring,
  eventTypes,
  lastEvent,
} from "./payments"
import { chargeOf, shopForEach, payCart, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const CHARGE: Source = { section: "The Charge object", needs: shopper }
const LIST: Source = { section: "List charges", needs: shopper }
const BOOKING: Source = {
  section: "Asynchronous capture",
  needs: "a clock that can be advanced",
}

export function describeCharges(): void {
  const shop = shopForEach()

  describe("a Charge", () => {
    behavior(
      CHARGE,
      "an authorized Charge is paid but not captured",
      async () => {
        const { id } = await payCart(shop)
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          amount: 3000,
          amount_captured: 0,
          captured: false,
          paid: true,
          status: "succeeded",
          balance_transaction: null,
          failure_code: null,
          failure_message: null,
        })
      }
    )

    behavior(
      CHARGE,
      "a Charge has the billing details of the payer",
      async () => {
        const { id } = await payCart(shop)
        expect((await chargeOf(shop.stripe, id)).billing_details).toMatchObject(
          {
            address: {
              city: null,
              country: null,
              line1: null,
              postal_code: null,
            },
            email: "shopper@example.com",
            name: "Test Shopper",
          }
        )
      }
    )

    behavior(CHARGE, "a Charge shows its refunds only on request", async () => {
      const { id } = await capturedPayment(shop)
      await shop.stripe.refunds.create({ payment_intent: id, amount: 500 })
      const { id: chargeId } = await chargeOf(shop.stripe, id)
      expect(await shop.stripe.charges.retrieve(chargeId)).not.toHaveProperty(
        "refunds"
      )
      const whole = await shop.stripe.charges.retrieve(chargeId, {
        expand: ["refunds"],
      })
      expect(whole.refunds).toMatchObject({
        object: "list",
        data: [{ amount: 500 }],
        has_more: false,
        url: `/v1/charges/${chargeId}/refunds`,
      })
    })

    behavior(
      CHARGE,
      "a Charge that is captured manually has its balance transaction at once",
      async () => {
        // Recorded 2026-09 at API 2026-08-26.dahlia.
        const { id } = await capturedPayment(shop)
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.balance_transaction).toMatch(/^txn_/)
        expect(
          await eventsDuring(shop, () => shop.controls.advanceClock(10))
        ).toEqual([])
      }
    )

    behavior(
      BOOKING,
      "a Charge that is captured asynchronously gets its balance transaction some seconds later",
      async () => {
        const { id } = await payCart(shop, { payment_intent_data: {} })
        const before = await chargeOf(shop.stripe, id)
        expect(before.balance_transaction).toBeNull()
        await shop.controls.advanceClock(10)
        const after = await chargeOf(shop.stripe, id)
        expect(after.balance_transaction).toMatch(/^txn_/)
        expect((await eventTypes(shop)).at(-1)).toBe("charge.updated")
        const event = await lastEvent(shop, "charge.updated")
        expect(event.data.previous_attributes).toEqual({
          balance_transaction: null,
        })
      }
    )
  })

  describe("retrieving and listing Charges", () => {
    behavior(
      LIST,
      "listing Charges of a PaymentIntent includes failed ones",
      async () => {
        const { id: other } = await payCart(shop)
        const { id, latest_charge: charge } = await paidAtTheSecondAttempt()
        expect(id).not.toBe(other)
        const { data } = await shop.stripe.charges.list({ payment_intent: id })
        expect(data.map(({ status }) => status)).toEqual([
          "succeeded",
          "failed",
        ])
        expect(data[0]?.id).toBe(charge)
      }
    )

    behavior(
      { section: "List charges" },
      "listing Charges of a PaymentIntent that does not exist is rejected",
      async () => {
        const error = await refusal(
          shop.stripe.charges.list({ payment_intent: "pi_unknown" })
        )
        expect(error).toMatchObject({
          code: "resource_missing",
          param: "payment_intent",
        })
      }
    )

    behavior(
      { section: "The Charge object" },
      "retrieving an unknown Charge is a 404 about `id`",
      async () => {
        const error = await refusal(shop.stripe.charges.retrieve("ch_unknown"))
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          param: "id",
          message: "No such charge: 'ch_unknown'",
        })
      }
    )
  })

  async function paidAtTheSecondAttempt() {
    const session = await shop.stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "https://shop.example/return",
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "eur",
            unit_amount: 3000,
            product_data: { name: "Shirt" },
          },
        },
      ],
    })
    await shop.controls.pay(session.id, { card: "4000000000000002" })
    await shop.controls.pay(session.id)
    const paid = await shop.stripe.checkout.sessions.retrieve(session.id)
    return shop.stripe.paymentIntents.retrieve(idOf(paid.payment_intent))
  }
}
