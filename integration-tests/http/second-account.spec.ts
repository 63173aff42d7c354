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
  readRows,
  synchronize,
} from "../support/order-records"
import { hearPublicEvents, payloadFor } from "../support/public-events"
import {
  intentOf,
  openPage,
  pagesOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { stripeEvent } from "../support/stripe-event"
import { describeStripeStore, WEBHOOK_SECRET } from "../support/stripe-store"
import { quiet, sweep, sweepAll } from "../support/sweep"
import { signPayload } from "../stripe-emulator/webhooks/sign"

const EU = "pp_stripe-checkout_eu"
const EU_SECRET = "whsec_of_the_second_account"

describeStripeStore(
  "A shop with two accounts and rules of its own",
  (store, expectDifference) => {
    const events = hearPublicEvents(store)

    beforeAll(async () => {
      // From here on the shop's own job has no reason to sweep beside the tests.
      await sweepAll(store)
    })

    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()
      await store.stripe.webhooks.idle()
    })

    it("shows one line, and the page as the merchant wants it", async () => {
      const purchase = await startPurchase(store)

      await store.stripe.pay(await openPage(purchase))

      const page = only(await pagesOf(store, purchase.session.id))
      expect(page).toMatchObject({
        phone_number_collection: { enabled: true },
        submit_type: "addOrderTransaction",
        amount_total: 12000,
        line_items: [{ description: "Your order", amount_total: 12000 }],
      })
      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        statement_descriptor_suffix: "LINEN",
        capture_method: "manual",
      })
    })

    describe("keeps the accounts apart: it", () => {
      it("takes and captures money in the second account by its own webhook", async () => {
        const order = await placeHeldOrder(store, { providerId: EU })
        await store.stripe.webhooks.idle()

        await complete(order)
        await orderReads(store, order.orderId, "paid")

        expect(await capturesOf(store, order)).toEqual([120])
        const accounts = await eventsAbout(store, order.session.id)
        expect(new Set(accounts.map(({ account }) => account))).toEqual(
          new Set(["eu"])
        )
        const told = await events.first(order.session.id, "captured")
        expect(told).toEqual(payloadFor(order, { account: "eu" }))
      })

      it.each([
        ["the first account's secret at the second's address", "/eu", "first"],
        ["the second account's secret at the first's address", "", "second"],
      ])("refuses an event that is signed with %s", async (_what, path, by) => {
        const secret = by === "first" ? WEBHOOK_SECRET : EU_SECRET
        const answer = await send(stripeEvent(), { path, secret })

        expect(answer.status).toBe(400)
      })

      it("ignores an event of one account about a payment of the other", async () => {
        const purchase = await startPurchase(store)
        const id = "evt_of_the_wrong_account"
        expectDifference({
          invariant: "I12",
          about: id,
          because: "the spec has signed it with the account's own secret",
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

        const [row] = await readRows(
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

      it("sweeps each", async () => {
        const [ours, theirs] = await paidUnheard()

        const reports = await sweepAll(store)

        expect(reports).toMatchObject([
          { account: "default", status: "succeeded" },
          { account: "eu", status: "succeeded" },
        ])
        only(await ordersOfCart(store, ours.cart.id))
        only(await ordersOfCart(store, theirs.cart.id))
      })

      it("sweeps one although the other cannot be asked for its events", async () => {
        const [ours, theirs] = await paidUnheard()
        // The first account is asked first, and asks twice.
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
        only(await ordersOfCart(store, theirs.cart.id))
        // Its objects could be asked for.
        only(await ordersOfCart(store, ours.cart.id))
      })
    })

    describe("captures by Medusa's own states: it", () => {
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

      it("captures once when an order is shipped, and nothing when it is only packed", async () => {
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

      it("captures nothing for a status that other shops capture on", async () => {
        const order = await placeHeldOrder(store)

        await setStatus(store, order, "ready_for_capture")
        await synchronize(store, order.session.id)

        expect(await operationsOf(store, order.orderId)).toEqual([])
        expect(await capturesOf(store, order)).toEqual([])
      })
    })

    it("gives the hold back when the order's status says so", async () => {
      const order = await placeHeldOrder(store)

      await setStatus(store, order, "called_off")
      await orderReads(store, order.orderId, "authorization_released")

      expect((await intentOf(store, order.session.id)).status).toBe("canceled")
      const told = await events.first(
        order.session.id,
        "authorization_released"
      )
      expect(told).toEqual(payloadFor(order))
    })

    describe("captures before a hold lapses: it", () => {
      it("captures what is about to lapse, by the sweep alone", async () => {
        const order = await placeHeldOrder(store)
        await lapsesInTenHours(order)

        await sweep(store)

        await orderReads(store, order.orderId, "paid")
        expect(await capturesOf(store, order)).toEqual([120])
        expect(await operationsOf(store, order.orderId)).toMatchObject([
          { kind: "capture", status: "succeeded" },
        ])
      })

      it("says that the hold was about to lapse", async () => {
        const order = await placeHeldOrder(store)
        await lapsesInTenHours(order)

        await sweep(store)
        await events.first(order.session.id, "captured")

        expect(
          events.about(order.session.id, "authorization_expiring")
        ).toHaveLength(1)
      })

      it("captures nothing of a canceled order", async () => {
        const order = await placeHeldOrder(store)
        await store.admin.admin.order.cancel(order.orderId)
        await lapsesInTenHours(order)

        await sweep(store)

        expect((await intentOf(store, order.session.id)).status).toBe(
          "canceled"
        )
      })
    })

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

    /** One for each account, and no webhook about either. */
    async function paidUnheard(): Promise<[Purchase, Purchase]> {
      await store.stripe.webhooks.pause()
      const ours = await startPurchase(store)
      const theirs = await startPurchase(store, { providerId: EU })
      await payAtStripe(store, ours)
      await payAtStripe(store, theirs)
      return [ours, theirs]
    }

    async function lapsesInTenHours({ session }: HeldOrder): Promise<void> {
      await quiet(store)
      await readRows(
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
      submit_type: "addOrderTransaction",
      payment_intent_data: { statement_descriptor_suffix: "LINEN" },
    },
  }
)
