import { Modules } from "@medusajs/framework/utils"
import { eventsAbout } from "../support/event-records"
import {
  capturesOf,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import { only } from "../support/only"
import {
  operationsOf,
  orderReads,
  ordersOfCart,
  sql,
  synchronize,
} from "../support/order-records"
import { recordPublicEvents, payloadFor } from "../support/public-events"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { stripeEvent } from "../support/stripe-event"
import { describeStripeStore, WEBHOOK_SECRET } from "../support/stripe-store"
import { waitUntilIdle, sweep, sweepAll } from "../support/sweep"
import { signPayload } from "../stripe-emulator/webhooks/sign"

const EU = "pp_stripe-checkout_eu"
const EU_SECRET = "whsec_of_the_second_account"

describeStripeStore(
  "A store with two accounts and custom rules",
  (store, expectDifference) => {
    const events = recordPublicEvents(store)

    beforeAll(async () => {
      // From here on the store's own job has no reason to sweep during the tests.
      await sweepAll(store)
    })

    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
    })

    it("shows one line and the merchant's own page settings", async () => {
      const purchase = await startPurchase(store)

      await store.stripe.pay(await openPage(purchase))

      const page = only(await checkoutSessionsOf(store, purchase.session.id))
      expect(page).toMatchObject({
        phone_number_collection: { enabled: true },
        submit_type: "book",
        amount_total: 12000,
        line_items: [{ description: "Your order", amount_total: 12000 }],
      })
      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        statement_descriptor_suffix: "LINEN",
        capture_method: "manual",
      })
    })

    describe("keeps its accounts separate: it", () => {
      it("authorizes and captures in the second account through that account's webhook", async () => {
        const order = await placeHeldOrder(store, { providerId: EU })
        await store.stripe.webhooks.idle()

        await complete(order)
        await orderReads(store, order.orderId, "paid")

        expect(await capturesOf(store, order)).toEqual([120])
        const accounts = await eventsAbout(store, order.session.id)
        expect(
          new Set(accounts.map(({ stripe_account }) => stripe_account))
        ).toEqual(new Set(["eu"]))
        const published = await events.first(order.session.id, "captured")
        expect(published).toEqual(payloadFor(order, { account: "eu" }))
      })

      it.each([
        ["the first account's secret at the second's address", "/eu", "first"],
        ["the second account's secret at the first's address", "", "second"],
      ])("rejects an event that is signed with %s", async (_what, path, by) => {
        const secret = by === "first" ? WEBHOOK_SECRET : EU_SECRET
        const answer = await send(stripeEvent(), { path, secret })

        expect(answer.status).toBe(400)
      })

      it("ignores one account's event about the other account's payment", async () => {
        const purchase = await startPurchase(store)
        const id = "evt_of_the_wrong_account"
        expectDifference({
          invariant: "I12",
          about: id,
          because: "the spec signs it with the account's own secret",
        })
        const before = (await requestsForShoppers(store)).length

        const payload = stripeEvent({
          id,
          type: "payment_intent.succeeded",
          object: {
            id: "pi_of_eu",
            object: "payment_intent",
            metadata: { payment_session_id: purchase.session.id },
          },
        })
        await send(payload, { path: "/eu", secret: EU_SECRET })

        const [row] = await sql(
          store,
          `select stripe_account, status, payment_session_id from stripe_checkout_event
            where event_id = :id`,
          { id }
        )
        expect(row).toEqual({
          stripe_account: "eu",
          status: "ignored",
          payment_session_id: null,
        })
        expect((await requestsForShoppers(store)).length).toBe(before)
      })

      it("sweeps each account", async () => {
        const [ours, second] = await payWithoutWebhooks()

        const reports = await sweepAll(store)

        expect(reports).toMatchObject([
          { account: "default", status: "succeeded" },
          { account: "eu", status: "succeeded" },
        ])
        only(await ordersOfCart(store, ours.cart.id))
        only(await ordersOfCart(store, second.cart.id))
      })

      it("sweeps one account even though the other one's events cannot be read", async () => {
        const [ours, second] = await payWithoutWebhooks()
        // The first account is queried first, with two requests.
        await store.stripe.failNext({
          kind: "http_500_before",
          path: "/v1/events",
          times: 2,
        })

        const reports = await sweepAll(store)

        expect(reports).toMatchObject([
          { account: "default", status: "failed" },
          { account: "eu", status: "succeeded" },
        ])
        only(await ordersOfCart(store, second.cart.id))
        // Its objects could still be listed.
        only(await ordersOfCart(store, ours.cart.id))
      })
    })

    describe("captures on Medusa's own order states: it", () => {
      it("captures once when an order is completed", async () => {
        const order = await placeHeldOrder(store)

        await complete(order)
        await orderReads(store, order.orderId, "paid")
        await synchronize(store, order.session.id)

        expect(await capturesOf(store, order)).toEqual([120])
        expect(await operationsOf(store, order.orderId)).toMatchObject([
          { kind: "capture", status: "succeeded" },
        ])
      })

      it("captures once when an order is shipped and nothing when it is only packed", async () => {
        const order = await placeHeldOrder(store)
        const { items, fulfillmentId } = await pack(order)
        await synchronize(store, order.session.id)
        expect(await capturesOf(store, order)).toEqual([])

        await store.admin.admin.order.createShipment(
          order.orderId,
          fulfillmentId,
          { items }
        )
        await orderReads(store, order.orderId, "paid")
        await complete(order)
        await synchronize(store, order.session.id)

        expect(await capturesOf(store, order)).toEqual([120])
      })

      it("captures for a completed order whose event was lost", async () => {
        const order = await placeHeldOrder(store)
        await sweep(store)
        await store.container
          .resolve(Modules.ORDER)
          .completeOrder(order.orderId)

        await sweep(store)

        expect(await capturesOf(store, order)).toEqual([120])
      })

      it("captures nothing for a status that other stores capture on", async () => {
        const order = await placeHeldOrder(store)

        await setStatus(store, order, "ready_for_capture")
        await synchronize(store, order.session.id)

        expect(await operationsOf(store, order.orderId)).toEqual([])
        expect(await capturesOf(store, order)).toEqual([])
      })
    })

    it("releases the hold when the order's status requests it", async () => {
      const order = await placeHeldOrder(store)

      await setStatus(store, order, "called_off")
      await orderReads(store, order.orderId, "authorization_released")

      expect((await intentOf(store, order.session.id)).status).toBe("canceled")
      const published = await events.first(
        order.session.id,
        "authorization_released"
      )
      expect(published).toEqual(payloadFor(order))
    })

    describe("captures before a hold lapses: it", () => {
      it("captures a hold that is about to lapse, in the sweep alone", async () => {
        const order = await placeHeldOrder(store)
        await lapsesInTenHours(order)

        await sweep(store)

        await orderReads(store, order.orderId, "paid")
        expect(await capturesOf(store, order)).toEqual([120])
        expect(await operationsOf(store, order.orderId)).toMatchObject([
          { kind: "capture", status: "succeeded" },
        ])
      })

      it("reports that the hold was about to lapse", async () => {
        const order = await placeHeldOrder(store)
        await lapsesInTenHours(order)

        await sweep(store)
        await events.first(order.session.id, "captured")

        expect(
          events.about(order.session.id, "authorization_expiring")
        ).toHaveLength(1)
      })

      it("captures nothing for a canceled order", async () => {
        const order = await placeHeldOrder(store)
        await store.admin.admin.order.cancel(order.orderId)
        await lapsesInTenHours(order)

        await sweep(store)

        expect((await intentOf(store, order.session.id)).status).toBe(
          "canceled"
        )
      })
    })

    it("captures once everything is shipped, and not for a part of it", async () => {
      const order = await placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })
      await fulfill(order, 1)
      expect(await fulfillmentStatusOf(order)).toBe("partially_fulfilled")
      await shipAll(order)
      expect(await fulfillmentStatusOf(order)).toBe("partially_shipped")

      await waitUntilIdle(store)
      await synchronize(store, order.session.id)

      expect((await intentOf(store, order.session.id)).status).toBe(
        "requires_capture"
      )
      await fulfill(order, 1)
      expect(await fulfillmentStatusOf(order)).toBe("partially_shipped")
      await synchronize(store, order.session.id)
      expect(await operationsOf(store, order.orderId)).toEqual([])
      await shipAll(order)
      expect(await fulfillmentStatusOf(order)).toBe("shipped")
      await orderReads(store, order.orderId, "paid")
    })

    it("captures for an order that is shipped once goods are removed, and whose event was lost", async () => {
      const order = await placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })
      await fulfill(order, 1)
      await shipAll(order)
      await waitUntilIdle(store)
      await sweep(store)

      await removeOneWithoutEvent(order)
      expect(await fulfillmentStatusOf(order)).toBe("shipped")
      expect(await capturesOf(store, order)).toEqual([])
      await sweep(store)

      expect(await capturesOf(store, order)).toEqual([120])
    })

    async function removeOneWithoutEvent({ orderId }: HeldOrder) {
      const { order } = await store.admin.admin.order.retrieve(orderId)
      const details = { reference_id: only(order.items).id, quantity: 1 }
      const orders = store.container.resolve(Modules.ORDER)
      const change = await orders.createOrderChange({
        order_id: orderId,
        actions: [{ action: "ITEM_REMOVE", details }],
      })
      await orders.confirmOrderChange(change.id)
    }

    async function fulfill({ orderId }: HeldOrder, quantity: number) {
      const { order } = await store.admin.admin.order.retrieve(orderId)
      const { id } = only(order.items)
      await store.admin.admin.order.createFulfillment(orderId, {
        items: [{ id, quantity }],
      })
    }

    /** Every fulfillment that was not shipped yet. */
    async function shipAll({ orderId }: HeldOrder) {
      const { order } = await store.admin.admin.order.retrieve(orderId, {
        fields: "items.*,fulfillments.*,fulfillments.items.*",
      })
      const { id } = only(order.items)
      for (const fulfillment of order.fulfillments ?? []) {
        if (fulfillment.shipped_at) continue
        await store.admin.admin.order.createShipment(orderId, fulfillment.id, {
          items: [{ id, quantity: 1 }],
        })
      }
    }

    async function fulfillmentStatusOf({ orderId }: HeldOrder) {
      const { order } = await store.admin.admin.order.retrieve(orderId)
      return order.fulfillment_status
    }

    async function complete({ orderId }: HeldOrder): Promise<void> {
      await store.admin.client.fetch(`/admin/orders/${orderId}/complete`, {
        method: "POST",
        body: {},
      })
    }

    async function pack({ orderId }: HeldOrder) {
      const { order } = await store.admin.admin.order.retrieve(orderId)
      const items = order.items.map(({ id, quantity }) => ({ id, quantity }))
      await store.admin.admin.order.createFulfillment(orderId, { items })
      const packed = await store.admin.admin.order.retrieve(orderId, {
        fields: "+fulfillments.id",
      })
      const fulfillmentId = only(packed.order.fulfillments ?? []).id
      return { items, fulfillmentId }
    }

    /** One purchase for each account, without a webhook for either. */
    async function payWithoutWebhooks(): Promise<[Purchase, Purchase]> {
      await store.stripe.webhooks.pause()
      const ours = await startPurchase(store)
      const second = await startPurchase(store, { providerId: EU })
      await payAtStripe(store, ours)
      await payAtStripe(store, second)
      return [ours, second]
    }

    async function lapsesInTenHours({ session }: HeldOrder): Promise<void> {
      await waitUntilIdle(store)
      await sql(
        store,
        `update stripe_checkout_payment
            set capture_before = now() + interval '10 hours'
          where payment_session_id = :id returning id`,
        { id: session.id }
      )
    }

    function send(
      payload: string,
      { path, secret }: { path: string; secret: string }
    ) {
      return store.request(`/hooks/stripe-checkout${path}`, {
        body: payload,
        headers: { "stripe-signature": signPayload(payload, [secret]) },
      })
    }
  },
  {
    accounts: {
      eu: { apiKey: "sk_test_second", webhookSecret: EU_SECRET },
    },
    orderStatus: {
      captureOn: [
        { orderStatus: "completed" },
        { fulfillmentStatus: ["shipped"] },
      ],
      releaseOn: ["called_off"],
    },
    captureDeadline: { action: "capture" },
    lineItems: "total",
    checkout: {
      phone_number_collection: { enabled: true },
      submit_type: "book",
      payment_intent_data: { statement_descriptor_suffix: "LINEN" },
    },
  }
)
