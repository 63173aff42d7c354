import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { eventsDuring } from "./payments"
import { chargeOf, shopForEach, payCart, refusal } from "./shop"

const week = 7 * 24 * 60 * 60

const HOLD: Source = {
  section: "Place a hold on a payment method",
  needs: "a clock that can be advanced",
}
const ERROR_CODES: Source = {
  section: "Error codes",
  needs: "a clock that can be advanced",
}

export function describeAuthorizations(): void {
  const shop = shopForEach()

  const capture = (id: string) => shop.stripe.paymentIntents.capture(id)

  describe("an authorization", () => {
    behavior(
      {
        section: "Place a hold on a payment method",
        needs: "a shopper on the hosted page",
      },
      "an authorization shows when it expires",
      async () => {
        const { created, id } = await payCart(shop)
        const charge = await chargeOf(shop.stripe, id)
        const before = charge.payment_method_details?.card?.capture_before ?? 0
        expect(before - created).toBeGreaterThanOrEqual(week)
        expect(before - created).toBeLessThan(week + 5)
      }
    )

    behavior(
      {
        section: "The Charge object",
        needs: "a shopper on the hosted page",
      },
      "only an authorization has capture_before; an immediate charge does not",
      async () => {
        const { id } = await payCart(shop, { payment_intent_data: {} })
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.payment_method_details?.card).not.toHaveProperty(
          "capture_before"
        )
      }
    )

    behavior(
      HOLD,
      "an authorization can be captured until it lapses",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.advanceClock(week - 60)
        expect((await capture(id)).status).toBe("succeeded")
      }
    )

    behavior(
      HOLD,
      "an authorization lapses after seven days, and its PaymentIntent is canceled",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.advanceClock(week + 5)
        expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
          status: "canceled",
          amount_capturable: 0,
          cancellation_reason: "automatic",
        })
        expect((await refusal(capture(id))).code).toBe(
          "payment_intent_unexpected_state"
        )
      }
    )

    for (const code of [
      "charge_expired_for_capture",
      "capture_charge_authorization_expired",
    ] as const) {
      behavior(
        ERROR_CODES,
        `a capture between lapse and cancellation is rejected with ${code}, depending on the account`,
        async () => {
          await shop.controls.setSwitch("cancel_payment_intent_on_lapse", false)
          await shop.controls.setSwitch("lapsed_capture_code", code)
          const { id } = await payCart(shop)
          await shop.controls.lapseAuthorization(id)
          const error = await refusal(capture(id))
          expect(error).toMatchObject({ statusCode: 400, code })
          expect(error.payment_intent?.id).toBe(id)
        }
      )
    }

    behavior(
      { section: "Event types", needs: "a clock that can be advanced" },
      "a lapsing authorization emits the Charge's event and then the PaymentIntent's",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.setSwitch("released_hold_as_refund", false)
        const happened = await eventsDuring(shop, () =>
          shop.controls.lapseAuthorization(id)
        )
        expect(happened).toEqual(["charge.expired", "payment_intent.canceled"])
      }
    )

    behavior(
      { section: "The refund object", needs: "a clock that can be advanced" },
      "a lapsed authorization can appear as a refund for expired_uncaptured_charge",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.lapseAuthorization(id)
        const { data } = await shop.stripe.refunds.list({ payment_intent: id })
        expect(data).toMatchObject([
          { amount: 3000, reason: "expired_uncaptured_charge" },
        ])
      }
    )
  })
}
