import { cart, chargeOf, intentOf, shopForEach, payCart } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const shopper = "a shopper on the hosted page"
const HOW_CHECKOUT_WORKS: Source = {
  section: "How Checkout works",
  needs: shopper,
}
const PAYMENT_INTENT: Source = {
  section: "The PaymentIntent object",
  needs: shopper,
}
const CHECKOUT_SESSION: Source = {
  section: "The Checkout Session object",
  needs: shopper,
}

export function describePaying(): void {
  const shop = shopForEach()

  describe("paying a Checkout Session", () => {
    behavior(
      { section: "Place a hold on a payment method", needs: shopper },
      "paying a Checkout Session holds the money and completes the session",
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
      PAYMENT_INTENT,
      "paying a Checkout Session without manual capture charges at once",
      async () => {
        const intent = await payCart(shop, { payment_intent_data: {} })
        expect(intent).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
      }
    )

    behavior(
      { section: "Metadata", needs: shopper },
      "paying a Checkout Session copies the PaymentIntent's metadata to the Charge but not the session's",
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
      { section: "List Checkout Sessions", needs: shopper },
      "a Checkout Session can be found by its PaymentIntent",
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
      "paying a Checkout Session after a decline reuses the same PaymentIntent",
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
      { section: "3D Secure", needs: shopper },
      "a Checkout Session waits for 3D Secure if the card requires it",
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
      { section: "3D Secure", needs: shopper },
      "a Checkout Session stays open when 3D Secure fails",
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
      "leaving the page does not change a Checkout Session",
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
      {
        section: "The Checkout Session object",
        needs: "a clock that can be advanced",
      },
      "a Checkout Session cannot be paid once it has expired",
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
      CHECKOUT_SESSION,
      "a Checkout Session can create the customer who pays",
      async () => {
        const intent = await payCart(shop, { customer_creation: "always" })
        expect(intent.customer).toMatch(/^cus_/)
      }
    )
  })
}
