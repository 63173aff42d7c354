import type Stripe from "stripe"
import { behavior, type Source } from "./behavior"
import { eventsDuring } from "./payments"
import { chargeOf, payCart, refusal, shopForEach } from "./shop"

const INCREMENTS: Source = {
  section: "Incremental authorizations",
  needs: "a shopper on the hosted page",
}

/** More is held of a payment that is held already. */
export function describeIncrements(): void {
  const shop = shopForEach()

  const requested = {
    payment_method_options: {
      card: { request_incremental_authorization: "if_available" },
    },
  } as const

  const held = async (changes = {}): Promise<Stripe.PaymentIntent> => {
    await shop.controls.setSwitch("incremental_authorization", true)
    return payCart(shop, { ...requested, ...changes })
  }
  const increment = (id: string, amount: number) =>
    shop.stripe.paymentIntents.incrementAuthorization(id, { amount })
  const cardOf = async (id: string) =>
    (await chargeOf(shop.stripe, id)).payment_method_details?.card

  behavior(
    INCREMENTS,
    "an incremental authorization is available, if requested and granted",
    async () => {
      const { id } = await held()
      expect((await cardOf(id))?.incremental_authorization?.status).toBe(
        "available"
      )
    }
  )

  behavior(
    INCREMENTS,
    "an increment holds the new amount, which can be captured",
    async () => {
      const { id } = await held()
      expect(await increment(id, 4000)).toMatchObject({
        amount: 4000,
        amount_capturable: 4000,
        amount_received: 0,
        status: "requires_capture",
      })
      expect((await cardOf(id))?.amount_authorized).toBe(4000)
      expect(await shop.stripe.paymentIntents.capture(id)).toMatchObject({
        amount_received: 4000,
        status: "succeeded",
      })
    }
  )

  behavior(
    INCREMENTS,
    "an increment sends payment_intent.amount_capturable_updated",
    async () => {
      const { id } = await held()
      const events = await eventsDuring(shop, () => increment(id, 4000))
      expect(events).toContain("payment_intent.amount_capturable_updated")
    }
  )

  behavior(
    INCREMENTS,
    "an increment that was not requested or not granted is refused",
    async () => {
      const { id: unrequested } = await held({
        payment_method_options: { card: {} },
      })
      await shop.controls.setSwitch("incremental_authorization", false)
      const { id: notGranted } = await payCart(shop, requested)
      for (const id of [unrequested, notGranted]) {
        expect(await refusal(increment(id, 4000))).toMatchObject({
          statusCode: 400,
        })
      }
    }
  )

  behavior(
    INCREMENTS,
    "an increment must be more than what is authorized",
    async () => {
      const { amount, id } = await held()
      for (const same of [amount, amount - 100]) {
        expect(await refusal(increment(id, same))).toMatchObject({
          param: "amount",
          statusCode: 400,
        })
      }
    }
  )

  behavior(
    INCREMENTS,
    "an increment that the issuer declines is card_declined, and leaves the hold as it was",
    async () => {
      const { amount, id } = await held()
      await shop.controls.setNextIncrementOutcome({ code: "card_declined" })
      expect(await refusal(increment(id, 4000))).toMatchObject({
        code: "card_declined",
        statusCode: 402,
      })
      expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
        amount,
        amount_capturable: amount,
        status: "requires_capture",
      })
    }
  )

  behavior(
    INCREMENTS,
    "a PaymentIntent has ten attempts to increment it, and declines count",
    async () => {
      const { amount, id } = await held()
      await shop.controls.setNextIncrementOutcome({ code: "card_declined" })
      await refusal(increment(id, amount + 1))
      for (let attempt = 2; attempt <= 10; attempt += 1) {
        await increment(id, amount + attempt)
      }
      expect(await refusal(increment(id, amount + 11))).toMatchObject({
        statusCode: 400,
      })
    }
  )

  behavior(
    INCREMENTS,
    "what was captured, also in part, can no longer be incremented",
    async () => {
      await shop.controls.setSwitch("multicapture", true)
      const { id: part } = await held({
        payment_method_options: {
          card: {
            ...requested.payment_method_options.card,
            request_multicapture: "if_available",
          },
        },
      })
      await shop.stripe.paymentIntents.capture(part, {
        amount_to_capture: 1000,
        final_capture: false,
      })
      const { id: whole } = await held()
      await shop.stripe.paymentIntents.capture(whole)
      expect((await refusal(increment(part, 4000))).statusCode).toBe(400)
      expect((await refusal(increment(whole, 4000))).code).toBe(
        "payment_intent_unexpected_state"
      )
    }
  )
}
