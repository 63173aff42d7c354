import type { Shop } from "./shop"
import { cart, chargeOf, intentOf, openShop, payCart, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const HOW_CHECKOUT_WORKS: Source = {
  section: "How Checkout works",
  needs: "a shopper on the page",
}
const CAPTURE: Source = {
  section: "Capture a PaymentIntent",
  needs: "a shopper on the page",
}

export function describePayAndCapture(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  beforeEach(() => shop.startAfresh())
  afterAll(() => shop.close())

  const capture = (id: string, amount?: number) =>
    shop.stripe.paymentIntents.capture(
      id,
      amount === undefined ? {} : { amount_to_capture: amount }
    )

  describe("paying a Checkout Session", () => {
    behavior(
      HOW_CHECKOUT_WORKS,
      "holds the money and completes the session, as manual capture documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        const paid = await shop.controls.pay(id)
        expect(paid.redirectUrl).toBe(
          `https://shop.example/return?session_id=${id}`
        )
        const session = await shop.stripe.checkout.sessions.retrieve(id)
        expect(session).toMatchObject({
          status: "complete",
          url: null,
          payment_status: "unpaid",
        })
        expect(await intentOf(shop.stripe, id)).toMatchObject({
          status: "requires_capture",
          amount: 3000,
          amount_capturable: 3000,
          amount_received: 0,
        })
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "takes the money at once without manual capture, as capture_method documents",
      async () => {
        const intent = await payCart(shop, { payment_intent_data: {} })
        expect(intent).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "copies the PaymentIntent's metadata to the Charge but not the session's, as the metadata guide says",
      async () => {
        const intent = await payCart(shop, {
          metadata: { of: "session" },
          payment_intent_data: {
            capture_method: "manual",
            metadata: { of: "intent" },
          },
        })
        expect(intent.metadata).toEqual({ of: "intent" })
        expect((await chargeOf(shop.stripe, intent.id)).metadata).toEqual({
          of: "intent",
        })
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "is found from its PaymentIntent, as the list filter documents",
      async () => {
        const intent = await payCart(shop)
        const { data } = await shop.stripe.checkout.sessions.list({
          payment_intent: intent.id,
        })
        expect(data).toHaveLength(1)
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "keeps the session open after a decline and uses the same PaymentIntent again, as declines document",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        const declined = await shop.controls.pay(id, {
          card: "4000000000009995",
        })
        expect(declined).toMatchObject({
          outcome: "declined",
          declineCode: "insufficient_funds",
        })
        const first = await intentOf(shop.stripe, id)
        expect(first.status).toBe("requires_payment_method")
        expect(first.last_payment_error?.decline_code).toBe(
          "insufficient_funds"
        )
        expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe(
          "open"
        )
        await shop.controls.pay(id)
        expect(await intentOf(shop.stripe, id)).toMatchObject({
          id: first.id,
          status: "requires_capture",
        })
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "waits for 3D Secure where the card wants it, as requires_action documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        const challenged = await shop.controls.pay(id, {
          card: "4000002760003184",
        })
        expect(challenged.outcome).toBe("requires_action")
        expect((await intentOf(shop.stripe, id)).status).toBe("requires_action")
        await shop.controls.authenticate(id, "complete")
        expect((await intentOf(shop.stripe, id)).status).toBe(
          "requires_capture"
        )
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "stays open when 3D Secure fails, as payment_intent_authentication_failure documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id, { card: "4000002760003184" })
        expect((await shop.controls.authenticate(id, "fail")).outcome).toBe(
          "declined"
        )
        expect((await intentOf(shop.stripe, id)).status).toBe(
          "requires_payment_method"
        )
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "is not changed by leaving the page, as cancel_url documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        expect((await shop.controls.back(id)).redirectUrl).toBe(
          "https://shop.example/cart"
        )
        expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe(
          "open"
        )
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "is impossible once it expired by itself, as expires_at documents",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.advanceClock(24 * 60 * 60)
        expect((await shop.stripe.checkout.sessions.retrieve(id)).status).toBe(
          "expired"
        )
        await expect(shop.controls.pay(id)).rejects.toThrow("expired")
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "can make a customer, as customer_creation documents",
      async () => {
        const intent = await payCart(shop, { customer_creation: "always" })
        expect(intent.customer).toMatch(/^cus_/)
      }
    )
  })

  describe("a capture", () => {
    behavior(
      CAPTURE,
      "takes everything unless told otherwise, as the capture endpoint documents",
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
      CAPTURE,
      "of a part releases the rest for good, as partial capture documents",
      async () => {
        const { id } = await payCart(shop)
        expect(await capture(id, 1000)).toMatchObject({
          status: "succeeded",
          amount_received: 1000,
        })
        const error = await refusal(capture(id, 500))
        expect(error.code).toBe("payment_intent_unexpected_state")
        expect(error.payment_intent?.status).toBe("succeeded")
      }
    )

    behavior(
      CAPTURE,
      "of a part can show the released rest as a refund, as older accounts do",
      async () => {
        const { id } = await payCart(shop)
        await capture(id, 1000)
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.amount_refunded).toBe(2000)
        expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([2000])
      }
    )

    behavior(
      CAPTURE,
      "of a part can leave no trace of the rest, as newer accounts do",
      async () => {
        await shop.controls.setSwitch("phantom_refunds", false)
        const { id } = await payCart(shop)
        await capture(id, 1000)
        expect((await chargeOf(shop.stripe, id)).amount_refunded).toBe(0)
      }
    )

    behavior(
      CAPTURE,
      "of too much is refused, as error code amount_too_large documents",
      async () => {
        const { id } = await payCart(shop)
        expect(await refusal(capture(id, 3001))).toMatchObject({
          statusCode: 400,
          code: "amount_too_large",
        })
      }
    )

    behavior(
      CAPTURE,
      "of nothing is refused, as error code parameter_invalid_integer documents",
      async () => {
        const { id } = await payCart(shop)
        const error = await refusal(capture(id, 0))
        expect(error.code).toBe("parameter_invalid_integer")
        expect(error.message).toBe(
          "This value must be greater than or equal to 1."
        )
      }
    )

    behavior(
      CAPTURE,
      "can be refused by the issuer and tried again, as card errors document",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.setNextCaptureOutcome({
          code: "card_declined",
          declineCode: "insufficient_funds",
        })
        expect(await refusal(capture(id))).toMatchObject({
          type: "StripeCardError",
          statusCode: 402,
          decline_code: "insufficient_funds",
        })
        expect((await capture(id)).status).toBe("succeeded")
      }
    )

    behavior(
      CAPTURE,
      "in several steps is refused unless granted, as multicapture documents",
      async () => {
        const { id } = await payCart(shop)
        const request = shop.stripe.paymentIntents.capture(id, {
          amount_to_capture: 500,
          final_capture: false,
        })
        expect((await refusal(request)).param).toBe("final_capture")
      }
    )

    behavior(
      CAPTURE,
      "in several steps works where granted, as multicapture documents",
      async () => {
        await shop.controls.setSwitch("multicapture", true)
        const { id } = await payCart(shop, {
          payment_method_options: {
            card: { request_multicapture: "if_available" },
          },
        })
        const first = await shop.stripe.paymentIntents.capture(id, {
          amount_to_capture: 500,
          final_capture: false,
        })
        expect(first).toMatchObject({
          status: "requires_capture",
          amount_capturable: 2500,
        })
        expect(await capture(id)).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
      }
    )

    behavior(
      CAPTURE,
      "makes the session paid, as payment_status documents",
      async () => {
        const { id } = await payCart(shop)
        await capture(id)
        const { data } = await shop.stripe.checkout.sessions.list({
          payment_intent: id,
        })
        expect(data[0]?.payment_status).toBe("paid")
      }
    )
  })
}
