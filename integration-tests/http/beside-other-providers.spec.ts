import type { HttpTypes } from "@medusajs/framework/types"
import { describeShopWithOtherProviders } from "../beside-others/describe-shop"
import { placeFreeCart } from "../beside-others/free-carts"
import { MEDUSAS_STRIPE } from "../beside-others/names"
import {
  chooseAtOnce,
  intentAtStripe,
  intentIn,
  type MedusasOrder,
  moneyFor,
  orderOf,
  placeOrderAtMedusasStripe,
  pluginsRequestsAbout,
  providersThatPaid,
  requestsOfThePlugin,
  sessionsOf,
} from "../beside-others/payments"
import { only } from "../support/only"
import { orderMetadata, orderReads, readRows } from "../support/order-records"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import {
  completeCart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../support/shopper"
import {
  openPage,
  pagesOf,
  payAtStripe,
  payFor,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { Browser } from "../support/browser"
import { PROVIDER_ID, type StripeStore } from "../support/stripe-store"
import { quiet, sweepAll } from "../support/sweep"

const SYSTEM = "pp_system_default"
const EVERYBODY = [PROVIDER_ID, MEDUSAS_STRIPE, SYSTEM]

describeShopWithOtherProviders("A shop with other providers", (store) => {
  beforeAll(async () => {
    // From here on the shop's own job has no reason to sweep beside the tests.
    await sweepAll(store)
  })

  describe("whose shopper chose several ways to pay at one moment", () => {
    it.each([
      ["first", EVERYBODY],
      ["last", [...EVERYBODY].reverse()],
    ])(
      "places the order with the page that was paid, asked for %s",
      async (_when, providerIds) => {
        const cart = await createCart(store)
        const sessions = await chooseAtOnce(store, cart, providerIds)
        expect([...sessions.keys()].sort()).toEqual([...EVERYBODY].sort())
        const purchase = purchaseOf(cart, sessions)

        await purchase.browser.get(await payAtStripe(store, purchase))

        const orderId = await orderOf(store, cart)
        await orderReads(store, orderId, "approved")
        expect(await providersThatPaid(store, orderId)).toEqual([PROVIDER_ID])
        const money = only(await moneyFor(store, sessions.values()))
        expect(money.metadata["payment_session_id"]).toBe(purchase.session.id)
        // Core has told its own provider that nobody waits for it any more.
        expect(await intentAtStripe(store, theirs(sessions))).toMatchObject({
          status: "canceled",
          amount_received: 0,
        })
      }
    )
  })

  describe("whose shopper chose two at one moment and paid with both", () => {
    it("keeps what was paid on Stripe's page only if that pays the order", async () => {
      const cart = await createCart(store)
      const sessions = await chooseAtOnce(store, cart, [
        MEDUSAS_STRIPE,
        PROVIDER_ID,
      ])
      const purchase = purchaseOf(cart, sessions)
      const page = await openPage(purchase)

      await store.stripe.confirmPaymentIntent(theirs(sessions))
      // Core asks whichever session came first, no matter which one was paid.
      await completeCart(store, cart)
      await store.stripe.pay(page)
      const orderId = await orderOf(store, cart)
      await quiet(store)
      await sweepAll(store)

      const provider = only(await providersThatPaid(store, orderId))
      const money = await moneyFor(store, [purchase.session])
      expect(money).toHaveLength(provider === PROVIDER_ID ? 1 : 0)
    })
  })

  describe("whose shopper changed their mind", () => {
    it.each([SYSTEM, MEDUSAS_STRIPE])(
      "closes Stripe's page when the order is paid with %s, and holds nothing twice",
      async (providerId) => {
        const purchase = await startPurchase(store)
        const page = await openPage(purchase)

        const session = await choose(purchase, providerId)
        await payAtMedusasStripe(session)
        const order = await placeOrder(store, purchase.cart)

        expect(await pagesOf(store, purchase.session.id)).toEqual([
          expect.objectContaining({ id: page, status: "expired" }),
        ])
        await expect(store.stripe.pay(page)).rejects.toThrow("expired")
        expect(await providersThatPaid(store, order.id)).toEqual([providerId])
        expect(
          (await moneyFor(store, [purchase.session, session])).length
        ).toBe(providerId === SYSTEM ? 0 : 1)
      }
    )

    it("places the order with Stripe's page when Medusa's own provider was chosen first", async () => {
      const cart = await createCart(store)
      const before = await startPaymentSession(store, cart, MEDUSAS_STRIPE)

      const purchase = await payFor(store, cart)
      await purchase.browser.get(await payAtStripe(store, purchase))

      const orderId = await orderOf(store, cart)
      expect(await providersThatPaid(store, orderId)).toEqual([PROVIDER_ID])
      expect(
        only(await moneyFor(store, [before, purchase.session])).status
      ).toBe("requires_capture")
      const { status } = await intentAtStripe(store, intentIn(before))
      expect(status).toBe("canceled")
    })
  })

  describe("leaves alone what Medusa's own provider does at the same Stripe account: it", () => {
    let theirOrder: MedusasOrder

    beforeAll(async () => {
      theirOrder = await placeOrderAtMedusasStripe(store)
    })

    it("stores their events as ignored, through hold, capture and refund", async () => {
      const { order, paymentIntentId } = theirOrder
      const payment = await paymentOf(order)

      await store.admin.admin.payment.capture(payment.id, {})
      await store.admin.admin.payment.refund(payment.id, { amount: 50 })
      await quiet(store)

      expect(await intentAtStripe(store, paymentIntentId)).toMatchObject({
        status: "succeeded",
        amount_received: 12_000,
      })
      const rows = await eventsAbout(store, paymentIntentId)
      expect(rows.map(({ type }) => type)).toEqual(
        expect.arrayContaining([
          "payment_intent.amount_capturable_updated",
          "payment_intent.succeeded",
          "charge.captured",
          "refund.created",
          "charge.refunded",
        ])
      )
      expect(new Set(rows.map(({ status }) => status))).toEqual(
        new Set(["ignored"])
      )
      expect(rows.every(({ reason }) => Boolean(reason))).toBe(true)
      expect(rows.every((row) => row.payment_session_id === null)).toBe(true)
    })

    it("sweeps past them, without a finding and without a word to Stripe about them", async () => {
      const { order, session, paymentIntentId } = theirOrder
      const held = await placeOrderAtMedusasStripe(store)
      const metadata = await orderMetadata(store, held.order.id)

      for (const _again of [1, 2]) {
        const reports = await sweepAll(store)
        expect(only(reports)).toMatchObject({
          status: "succeeded",
          repaired: 0,
          open_discrepancies: 0,
        })
      }

      expect(await allDiscrepancies(store)).toEqual([])
      expect(await orderMetadata(store, held.order.id)).toEqual(metadata)
      for (const id of [paymentIntentId, held.paymentIntentId]) {
        expect(await pluginsRequestsAbout(store, id)).toEqual([])
      }
      const bound = await readRows(
        store,
        `select id from stripe_checkout_payment
          where payment_session_id in (:theirs, :held) or order_id in (:order, :heldOrder)`,
        {
          theirs: session.id,
          held: held.session.id,
          order: order.id,
          heldOrder: held.order.id,
        }
      )
      expect(bound).toEqual([])
      expect(await intentAtStripe(store, held.paymentIntentId)).toMatchObject({
        status: "requires_capture",
        amount_capturable: 12_000,
      })
    })

    it("is well, and says so", async () => {
      const health = await store.admin.client.fetch<{
        status: string
        accounts: { open_discrepancies: number; problems: string[] }[]
      }>("/admin/stripe-checkout/health")

      const { open_discrepancies, problems } = only(health.accounts)
      expect({ open_discrepancies, problems }).toEqual({
        open_discrepancies: 0,
        problems: [],
      })
    })
  })

  describe("knows its own orders: it", () => {
    it.each([SYSTEM, MEDUSAS_STRIPE])(
      "never captures by a status what was paid with %s",
      async (providerId) => {
        const order = await placeOrderWith(providerId)
        const writing = (await requestsOfThePlugin(store)).length

        for (const order_status of ["approved", "ready_for_capture"]) {
          await store.admin.admin.order.update(order.id, {
            metadata: { order_status },
          })
        }
        await sweepAll(store)
        await quiet(store)

        expect(await orderMetadata(store, order.id)).toMatchObject({
          order_status: "ready_for_capture",
        })
        expect((await paymentOf(order)).captured_at).toBeNull()
        const operations = await readRows(
          store,
          `select id from stripe_checkout_operation where order_id = :id`,
          { id: order.id }
        )
        expect(operations).toEqual([])
        const since = (await requestsOfThePlugin(store)).slice(writing)
        expect(since.filter(({ method }) => method !== "GET")).toEqual([])
      }
    )
  })

  describe("gives a cart away that costs nothing: it", () => {
    it.each([
      ["without a payment session", null],
      ["although Stripe's page was chosen", PROVIDER_ID],
    ])(
      "places the order %s, and asks Stripe nothing",
      async (_how, providerId) => {
        const before = (await requestsForShoppers(store)).length

        const { cart, order } = await placeFreeCart(store, providerId)

        await quiet(store)
        expect((await requestsForShoppers(store)).slice(before)).toEqual([])
        expect(order.total).toBe(0)
        expect(await providersThatPaid(store, order.id)).toEqual([])
        expect(
          (await sessionsOf(store, cart)).filter(
            ({ status }) => status !== "pending"
          )
        ).toEqual([])
      }
    )
  })

  async function choose(
    { cart }: Purchase,
    providerId: string
  ): Promise<HttpTypes.StorePaymentSession> {
    const { cart: fresh } = await store.storefront.store.cart.retrieve(
      cart.id,
      {
        fields: "+payment_collection.id",
      }
    )
    return startPaymentSession(store, fresh, providerId)
  }

  /** Whoever has no PaymentIntent needs none. */
  async function payAtMedusasStripe(
    session: HttpTypes.StorePaymentSession
  ): Promise<void> {
    if (session.provider_id !== MEDUSAS_STRIPE) return
    await store.stripe.confirmPaymentIntent(intentIn(session))
  }

  async function placeOrderWith(
    providerId: string
  ): Promise<HttpTypes.StoreOrder> {
    const cart = await createCart(store)
    await payAtMedusasStripe(await startPaymentSession(store, cart, providerId))
    return placeOrder(store, cart)
  }

  async function paymentOf({
    id,
  }: Pick<HttpTypes.StoreOrder, "id">): Promise<HttpTypes.AdminPayment> {
    const { order } = await store.admin.admin.order.retrieve(id, {
      fields: "+payment_collections.payments.*",
    })
    const payments = order.payment_collections.flatMap(
      (collection) => collection.payments ?? []
    )
    return only(payments)
  }

  function purchaseOf(
    cart: Purchase["cart"],
    sessions: Map<string, HttpTypes.StorePaymentSession>
  ): Purchase {
    const session = only(
      [...sessions.values()].filter((one) => one.provider_id === PROVIDER_ID)
    )
    return {
      cart,
      session,
      link: String(session.data["url"]),
      browser: new Browser(store),
    }
  }
})

function theirs(sessions: Map<string, HttpTypes.StorePaymentSession>): string {
  const session = sessions.get(MEDUSAS_STRIPE)
  if (!session) throw new Error("Medusa's own provider was not chosen.")
  return intentIn(session)
}

type EventRow = {
  readonly type: string
  readonly status: string
  readonly reason: string | null
  readonly payment_session_id: string | null
}

/** What Stripe told of a PaymentIntent and of its Charge and refunds, as the plugin keeps it. */
async function eventsAbout(
  store: StripeStore,
  paymentIntentId: string
): Promise<EventRow[]> {
  const events = await store.stripe.events()
  const ids = events
    .filter(({ data }) => JSON.stringify(data).includes(paymentIntentId))
    .map(({ id }) => id)
  return readRows<EventRow>(
    store,
    `select type, status, reason, payment_session_id from stripe_checkout_event
      where event_id = any(:ids)`,
    { ids }
  )
}

async function allDiscrepancies(store: StripeStore): Promise<unknown[]> {
  return readRows(store, `select * from stripe_checkout_discrepancy`)
}
