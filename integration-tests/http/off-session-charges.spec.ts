import type { SavedCardsAnswer } from "../../src/api/store/stripe-checkout/saved-cards/responses"
import { capturesOf, paymentOf, setStatus } from "../support/held-order"
import {
  charge,
  heldAtStripe,
  heldForOrder,
  offerOf,
  placeDearerOrder,
  requireOffer,
} from "../support/off-session-charges"
import { administratorId, readCard, refusalOf } from "../support/order-card"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { only } from "../support/only"
import {
  createPaymentLink,
  openLink,
  payLinkAt,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { signUp } from "../support/sign-up"
import { intentOf, openPage, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { tick, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const INSUFFICIENT_FUNDS = "4000000000009995"
const ALWAYS_AUTHENTICATES = "4000002760003184"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A customer's saved card, charged without them",
  (store) => {
    const events = recordPublicEvents(store)

    afterEach(() => store.stripe.backToNormal())

    it("is saved with the customer's agreement, which Stripe has on record, and never a guest's", async () => {
      const { agreedWith, customer } = await placeDearerOrder(store)
      const guest = await startPurchase(store)
      await store.stripe.pay(await openPage(guest))

      const { payment_intents } = await store.stripe.ledger()
      expect(payment_intents.find(({ id }) => id === agreedWith)).toMatchObject(
        {
          setup_future_usage: "off_session",
          customer: expect.stringMatching(/^cus_/) as string,
        }
      )
      expect(
        (await intentOf(store, guest.session.id)).setup_future_usage
      ).toBeNull()
      const { saved_cards } =
        await customer.storefront.client.fetch<SavedCardsAnswer>(
          "/store/stripe-checkout/saved-cards"
        )
      expect(saved_cards).toMatchObject([{ brand: "visa", last4: "4242" }])
    })

    it("is offered with the card, and with when and by what the customer agreed", async () => {
      const { agreedWith, orderId } = await placeDearerOrder(store)

      expect(await offerOf(store, orderId)).toEqual({
        id: expect.stringMatching(/^pm_/) as string,
        brand: "visa",
        last4: "4242",
        exp_month: 12,
        exp_year: 2034,
        agreed_at: expect.stringMatching(/Z$/) as string,
        payment_intent_id: agreedWith,
      })
    })

    it("pays what the order owes: held, recorded with who charged it, and captured with the rest", async () => {
      const order = await placeDearerOrder(store)

      const { outcome, payment_session_id } = await charge(store, order)

      expect(outcome).toBe("paid")
      expect(await intentOf(store, payment_session_id)).toMatchObject({
        amount: 10000,
        status: "requires_capture",
        metadata: { requested_by: await administratorId(store) },
      })
      expect(await paymentOf(store, payment_session_id)).toMatchObject({
        amount: 100,
      })
      expect((await readCard(store, order.orderId)).payment_link.amount).toBe(0)
      const [recorded] = await sql<{ status: string; actor: string }>(
        store,
        `select status, actor from stripe_checkout_operation
          where order_id = :orderId and kind = 'saved_card_charge'`,
        { orderId: order.orderId }
      )
      expect(recorded).toEqual({
        status: "succeeded",
        actor: await administratorId(store),
      })
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(
        await capturesOf(store, {
          session: { id: payment_session_id } as never,
        })
      ).toEqual([100])
    })

    it("holds nothing where the bank declines, says why on the card, and leaves a link that can be paid", async () => {
      const order = await placeDearerOrder(store)
      await store.stripe.setNextCard(INSUFFICIENT_FUNDS)

      const answer = await charge(store, order)

      expect(answer).toMatchObject({
        outcome: "declined",
        decline: {
          code: "insufficient_funds",
          message: "Your card has insufficient funds.",
        },
      })
      expect(await heldAtStripe(store, answer)).toEqual([])
      const { payments } = await readCard(store, order.orderId)
      expect(payments.map(({ reason_code }) => reason_code)).toContain(
        "saved_card_declined"
      )
      await waitUntilIdle(store)
      expect(
        only(events.about(answer.payment_session_id, "payment_link_created"))
      ).toMatchObject({ amount: 100 })
      const link = await createPaymentLink(store, order)
      expect(link).toMatchObject({
        url: answer.payment_link,
        payment_session_id: answer.payment_session_id,
      })
      await payLinkAt(store, link)
      await waitUntil("the payment in Medusa", () =>
        paymentOf(store, answer.payment_session_id)
      )
    })

    it("falls back to the link where the bank wants the customer", async () => {
      const order = await placeDearerOrder(store, ALWAYS_AUTHENTICATES)

      const answer = await charge(store, order)

      expect(answer).toMatchObject({
        outcome: "declined",
        decline: { code: "authentication_required" },
        payment_link: expect.stringContaining(
          answer.payment_session_id
        ) as string,
      })
      expect(await heldAtStripe(store, answer)).toEqual([])
    })

    it("can be charged again after it was declined", async () => {
      const order = await placeDearerOrder(store)
      await store.stripe.setNextCard(INSUFFICIENT_FUNDS)
      const declined = await charge(store, order)

      const { outcome, payment_session_id } = await charge(store, order)

      expect([outcome, payment_session_id]).toEqual([
        "paid",
        declined.payment_session_id,
      ])
      expect(await heldAtStripe(store, declined)).toEqual([10000])
    })

    it("is charged once by two clicks at once", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)

      const answers = await Promise.allSettled([
        charge(store, order, { card }),
        charge(store, order, { card }),
      ])

      expect(
        answers.filter(({ status }) => status === "fulfilled")
      ).toHaveLength(1)
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it("is not charged for another amount or with another card than was confirmed", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)

      for (const wrong of [
        { card, amount: 99 },
        { card, amount: 101 },
        { card: { ...card, id: "pm_other" } },
      ]) {
        expect(await refusalOf(charge(store, order, wrong))).toMatchObject({
          status: 400,
          message: expect.stringContaining("Nothing was charged") as string,
        })
      }
      expect(await heldForOrder(store, order)).toEqual([])
    })

    it("is not charged for an order that owes nothing", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      await charge(store, order, { card })

      expect(await refusalOf(charge(store, order, { card }))).toMatchObject({
        status: 400,
      })
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it("cannot be charged once the customer has removed it", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      await order.customer.storefront.client.fetch(
        `/store/stripe-checkout/saved-cards/${card.id}`,
        { method: "DELETE" }
      )

      expect(await offerOf(store, order.orderId)).toBeNull()
      expect(
        (await refusalOf(charge(store, order, { card }))).message
      ).toContain("has removed the card")
    })

    it("cannot be charged once the order belongs to another customer", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      const eve = await signUp(store)
      const { customer } = await eve.storefront.store.customer.retrieve()
      await sql(
        store,
        `update "order" set customer_id = :customerId where id = :orderId returning id`,
        { customerId: customer.id, orderId: order.orderId }
      )

      expect(await offerOf(store, order.orderId)).toBeNull()
      expect(
        (await refusalOf(charge(store, order, { card }))).message
      ).toContain("has not agreed")
    })

    it("closes a page of the link that the customer has open", async () => {
      const order = await placeDearerOrder(store)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      const { acted } = await store.stripe.actDuringNext(
        { method: "POST", path: /payment_intents$/ },
        // Stripe's event about the page arrives before there is anything else in its place.
        async () =>
          waitUntil("the page's end to be reported", async () =>
            only(
              await sql(
                store,
                `select id from stripe_checkout_event where object_id = :page`,
                { page }
              )
            )
          )
      )

      expect(await charge(store, order)).toMatchObject({
        outcome: "paid",
        payment_session_id: link.payment_session_id,
      })

      const { checkout_sessions } = await store.stripe.ledger()
      expect(checkout_sessions.find(({ id }) => id === page)?.status).toBe(
        "expired"
      )
      await acted
      await waitUntilIdle(store)
      expect(await heldForOrder(store, order)).toEqual([10000])
      expect(await paymentOf(store, link.payment_session_id)).toMatchObject({
        amount: 100,
      })
    })

    it("is not charged where the customer was faster and has paid the link", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      const page = await openLink(store, await createPaymentLink(store, order))
      await store.stripe.webhooks.pause()
      await store.stripe.pay(page)

      expect(
        (await refusalOf(charge(store, order, { card }))).status
      ).toBeGreaterThanOrEqual(400)

      await store.stripe.webhooks.resume()
      await waitUntilIdle(store)
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it("leaves a link that cannot be paid a second time", async () => {
      const order = await placeDearerOrder(store)
      const { payment_session_id } = await charge(store, order)

      const { status } = await store.request(
        `/stripe-checkout/pay/${payment_session_id}`
      )

      expect(status).not.toBe(303)
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it.each(["http_500_after", "reset_after", "truncated"] as const)(
      "is known to be charged although Stripe's answer is lost (%s)",
      async (kind) => {
        const order = await placeDearerOrder(store)
        const card = await requireOffer(store, order)
        await store.stripe.failNext({ kind, method: "POST", path: /confirm$/ })

        expect((await charge(store, order, { card })).outcome).toBe("paid")

        expect(await heldForOrder(store, order)).toEqual([10000])
      }
    )

    it("is not charged where Stripe fails before, and may be tried again", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      await store.stripe.failNext({
        kind: "http_500_before",
        method: "POST",
        path: /confirm$/,
      })

      expect(await refusalOf(charge(store, order, { card }))).toMatchObject({
        message: "Stripe could not be reached.",
      })
      expect(await heldForOrder(store, order)).toEqual([])

      expect((await charge(store, order, { card })).outcome).toBe("paid")
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it("is found by the job where the process hears nothing more after Stripe has charged it", async () => {
      const order = await placeDearerOrder(store)
      const card = await requireOffer(store, order)
      await store.stripe.webhooks.pause()
      const { acted } = await store.stripe.actDuringNext(
        { method: "POST", path: /confirm$/, phase: "after" },
        async () => {
          // As after a crash, the PaymentIntent is in the row already.
          const rows = await sql<{ payment_intent_id: string | null }>(
            store,
            `select payment_intent_id from stripe_checkout_payment
              where order_id = :orderId and cart_id is null`,
            { orderId: order.orderId }
          )
          await store.stripe.failNext({
            kind: "http_500_before",
            method: "GET",
            path: "/v1/payment_intents",
            times: 4,
          })
          return only(rows).payment_intent_id
        }
      )
      const answer = await charge(store, order, { card })
      expect(await acted).toMatch(/^pi_/)
      await store.stripe.clearFaults()
      await sql(
        store,
        `update stripe_checkout_payment set next_sync_at = now()
          where payment_session_id = :id returning id`,
        { id: answer.payment_session_id }
      )

      await tick(store)

      await waitUntil("the payment in Medusa", () =>
        paymentOf(store, answer.payment_session_id)
      )
      await store.stripe.webhooks.resume()
      expect(await heldForOrder(store, order)).toEqual([10000])
    })

    it("is offered for no order of a guest", async () => {
      const purchase = await startPurchase(store)
      await store.stripe.pay(await openPage(purchase))
      const orderId = await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )

      expect(await offerOf(store, orderId)).toBeNull()
    })

    it("is not offered while Stripe is down, and the rest of the card is there", async () => {
      const { orderId } = await placeDearerOrder(store)
      await store.stripe.failNext({
        kind: "http_500_before",
        method: "GET",
        path: "/v1/payment_intents",
        times: 3,
      })

      expect(await offerOf(store, orderId)).toBeNull()
    })
  },
  { savedCards: "off_session" }
)
