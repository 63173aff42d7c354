import type { Shop } from "./shop"
import { cart, chargeOf, intentOf, openShop, payCart, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const PLACE_A_HOLD_ON_A_PAYMENT_METHOD: Source = {
  section: "Place a hold on a payment method",
  needs: "a clock that can be moved",
}
const DISPUTES: Source = { section: "Disputes", needs: "the Dashboard" }
const REVIEWS: Source = { section: "Reviews", needs: "a shopper on the page" }

export function describeAuthorizationsAndDisputes(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  beforeEach(() => shop.startAfresh())
  afterAll(() => shop.close())

  const week = 7 * 24 * 60 * 60
  const capture = (id: string) => shop.stripe.paymentIntents.capture(id)
  const types = async () =>
    (await shop.controls.events()).map(({ type }) => type)

  describe("an authorization", () => {
    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "says until when it lasts, as capture_before documents",
      async () => {
        const { created, id } = await payCart(shop)
        const charge = await chargeOf(shop.stripe, id)
        const before = charge.payment_method_details?.card?.capture_before ?? 0
        expect(before - created).toBeGreaterThanOrEqual(week)
        expect(before - created).toBeLessThan(week + 5)
      }
    )

    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "lapses after seven days and takes the PaymentIntent with it, as place a hold documents",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.advanceClock(week + 5)
        expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
          status: "canceled",
          cancellation_reason: "expired",
        })
        expect((await refusal(capture(id))).code).toBe(
          "payment_intent_unexpected_state"
        )
      }
    )

    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "can lapse before Stripe cancels, as error code charge_expired_for_capture documents",
      async () => {
        await shop.controls.setSwitch("cancel_payment_intent_on_lapse", false)
        const { id } = await payCart(shop)
        await shop.controls.lapseAuthorization(id)
        expect((await refusal(capture(id))).code).toBe(
          "charge_expired_for_capture"
        )
      }
    )

    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "is given back by canceling, as the cancel endpoint documents",
      async () => {
        const { id } = await payCart(shop)
        const canceled = await shop.stripe.paymentIntents.cancel(id, {
          cancellation_reason: "abandoned",
        })
        expect(canceled).toMatchObject({
          status: "canceled",
          amount_capturable: 0,
          cancellation_reason: "abandoned",
        })
      }
    )

    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "cannot be given back twice, as payment_intent_unexpected_state documents",
      async () => {
        const { id } = await payCart(shop)
        await shop.stripe.paymentIntents.cancel(id)
        const error = await refusal(shop.stripe.paymentIntents.cancel(id))
        expect(error.code).toBe("payment_intent_unexpected_state")
        expect(error.payment_intent?.status).toBe("canceled")
      }
    )

    behavior(
      PLACE_A_HOLD_ON_A_PAYMENT_METHOD,
      "of an unfinished Checkout Session cannot be canceled directly, as the cancel endpoint documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id, { card: "4000000000000002" })
        const intent = await intentOf(shop.stripe, id)
        expect(
          (await refusal(shop.stripe.paymentIntents.cancel(intent.id)))
            .statusCode
        ).toBe(400)
      }
    )
  })

  describe("a dispute", () => {
    const disputed = async (card: string) => {
      const { id } = await payCart(shop, {}, card)
      await capture(id)
      return id
    }

    behavior(
      DISPUTES,
      "starts only after the capture and takes the money, as disputes document",
      async () => {
        const { id } = await payCart(shop, {}, "4000000000000259")
        expect(await types()).not.toContain("charge.dispute.created")
        await capture(id)
        expect((await types()).slice(-2)).toEqual([
          "charge.dispute.created",
          "charge.dispute.funds_withdrawn",
        ])
        const [dispute] = (await shop.controls.ledger()).disputes
        const read = await shop.stripe.disputes.retrieve(dispute?.id ?? "")
        expect(read).toMatchObject({ payment_intent: id, reason: "fraudulent" })
      }
    )

    behavior(
      DISPUTES,
      "that is won gives the money back, as dispute events document",
      async () => {
        await disputed("4000000000002685")
        const [dispute] = (await shop.controls.ledger()).disputes
        await shop.controls.dashboard.closeDispute(dispute?.id ?? "", "won")
        expect((await types()).slice(-2)).toEqual([
          "charge.dispute.closed",
          "charge.dispute.funds_reinstated",
        ])
      }
    )

    behavior(
      DISPUTES,
      "can be a mere inquiry that takes no money, as inquiries document",
      async () => {
        await disputed("4000000000001976")
        expect(await types()).not.toContain("charge.dispute.funds_withdrawn")
        const [dispute] = (await shop.controls.ledger()).disputes
        expect(dispute?.status).toBe("warning_needs_response")
      }
    )
  })

  describe("a suspicious payment", () => {
    behavior(
      REVIEWS,
      "brings an early fraud warning, as its test card documents",
      async () => {
        await payCart(shop, {}, "4000000000005423")
        expect(await types()).toContain("radar.early_fraud_warning.created")
      }
    )

    behavior(
      REVIEWS,
      "is put into review, as its test card documents",
      async () => {
        const intent = await payCart(shop, {}, "4000000000009235")
        expect(intent.review).toMatch(/^prv_/)
        expect(await types()).toContain("review.opened")
      }
    )
  })
}
