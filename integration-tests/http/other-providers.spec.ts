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
import { orderMetadata, orderReads, sql } from "../support/order-records"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import {
  completeCart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../support/shopper"
import {
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  payFor,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { Browser } from "../support/browser"
import { PROVIDER_ID, type StripeStore } from "../support/stripe-store"
import { waitUntilIdle, sweepAll } from "../support/sweep"
import { keepsStripeCustomers } from "./other-providers/moved-customers"

const SYSTEM = "pp_system_default"
const ALL_PROVIDERS = [PROVIDER_ID, MEDUSAS_STRIPE, SYSTEM]

describeShopWithOtherProviders("A store with other providers", (store) => {
  beforeAll(async () => {
    // From here on the store's own job has no reason to sweep during the tests.
    await sweepAll(store)
  })

  describe("whose shopper selects several payment methods at once", () => {
    it.each([
      ["first", ALL_PROVIDERS],
      ["last", [...ALL_PROVIDERS].reverse()],
    ])(
      "places the order with the paid Checkout Session when Stripe was selected %s",
      async (_when, providerIds) => {
        const cart = await createCart(store)
        const sessions = await chooseAtOnce(store, cart, providerIds)
        expect([...sessions.keys()].sort()).toEqual([...ALL_PROVIDERS].sort())
        const purchase = purchaseOf(cart, sessions)

        await purchase.browser.get(await payAtStripe(store, purchase))

        const orderId = await orderOf(store, cart)
        await orderReads(store, orderId, "approved")
        expect(await providersThatPaid(store, orderId)).toEqual([PROVIDER_ID])
        const money = only(await moneyFor(store, sessions.values()))
        expect(money.metadata["payment_session_id"]).toBe(purchase.session.id)
        // Core has canceled the payment session of its own provider.
        expect(
          await intentAtStripe(store, medusasIntentIn(sessions))
        ).toMatchObject({
          status: "canceled",
          amount_received: 0,
        })
      }
    )
  })

  describe("whose shopper selects two payment methods at once and pays with both", () => {
    it("keeps the payment from Stripe's page only if it is the one that pays for the order", async () => {
      const cart = await createCart(store)
      const sessions = await chooseAtOnce(store, cart, [
        MEDUSAS_STRIPE,
        PROVIDER_ID,
      ])
      const purchase = purchaseOf(cart, sessions)
      const page = await openPage(purchase)

      await store.stripe.confirmPaymentIntent(medusasIntentIn(sessions))
      // Core calls the provider of the first session, whichever one was paid.
      await completeCart(store, cart)
      await store.stripe.pay(page)
      const orderId = await orderOf(store, cart)
      await waitUntilIdle(store)
      await sweepAll(store)

      const provider = only(await providersThatPaid(store, orderId))
      const money = await moneyFor(store, [purchase.session])
      expect(money).toHaveLength(provider === PROVIDER_ID ? 1 : 0)
    })
  })

  describe("whose shopper switches payment methods", () => {
    it.each([SYSTEM, MEDUSAS_STRIPE])(
      "expires the Checkout Session when the order is paid with %s, and holds the money only once",
      async (providerId) => {
        const purchase = await startPurchase(store)
        const page = await openPage(purchase)

        const session = await choose(purchase, providerId)
        await payAtMedusasStripe(session)
        const order = await placeOrder(store, purchase.cart)

        expect(await checkoutSessionsOf(store, purchase.session.id)).toEqual([
          expect.objectContaining({ id: page, status: "expired" }),
        ])
        await expect(store.stripe.pay(page)).rejects.toThrow("expired")
        expect(await providersThatPaid(store, order.id)).toEqual([providerId])
        expect(
          (await moneyFor(store, [purchase.session, session])).length
        ).toBe(providerId === SYSTEM ? 0 : 1)
      }
    )

    it("places the order with the payment from Stripe's page when Medusa's own provider was selected first", async () => {
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

  describe("next to Medusa's own Stripe provider on the same Stripe account", () => {
    let theirOrder: MedusasOrder

    beforeAll(async () => {
      theirOrder = await placeOrderAtMedusasStripe(store)
    })

    it("stores that provider's events as ignored, from hold to capture to refund", async () => {
      const { order, paymentIntentId } = theirOrder
      const payment = await paymentOf(order)

      await store.admin.admin.payment.capture(payment.id, {})
      await store.admin.admin.payment.refund(payment.id, { amount: 50 })
      await waitUntilIdle(store)

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
      expect(rows.every(({ reason_code }) => Boolean(reason_code))).toBe(true)
      expect(rows.every((row) => row.payment_session_id === null)).toBe(true)
    })

    it("skips that provider's payments in a sweep, reports no discrepancy and sends Stripe no request about them", async () => {
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
      const bound = await sql(
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

    it("reports itself as healthy", async () => {
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

  describe("whose customers have paid with Medusa's own Stripe provider", () => {
    keepsStripeCustomers(store)
  })

  describe("with an order that was paid another way", () => {
    it.each([SYSTEM, MEDUSAS_STRIPE])(
      "never captures a payment made with %s because of an order status",
      async (providerId) => {
        const order = await placeOrderWith(providerId)
        const writing = (await requestsOfThePlugin(store)).length

        for (const order_status of ["approved", "ready_for_capture"]) {
          await store.admin.admin.order.update(order.id, {
            metadata: { order_status },
          })
        }
        await sweepAll(store)
        await waitUntilIdle(store)

        expect(await orderMetadata(store, order.id)).toMatchObject({
          order_status: "ready_for_capture",
        })
        expect((await paymentOf(order)).captured_at).toBeNull()
        const operations = await sql(
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

  describe("with a cart that costs nothing", () => {
    it.each([
      ["without a payment session", null],
      ["even though Stripe was selected", PROVIDER_ID],
    ])(
      "places the order %s, and sends Stripe no request",
      async (_how, providerId) => {
        const before = (await requestsForShoppers(store)).length

        const { cart, order } = await placeFreeCart(store, providerId)

        await waitUntilIdle(store)
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

  /** Only Medusa's own Stripe provider needs a confirmed PaymentIntent. */
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

function medusasIntentIn(
  sessions: Map<string, HttpTypes.StorePaymentSession>
): string {
  const session = sessions.get(MEDUSAS_STRIPE)
  if (!session) throw new Error("Medusa's own provider was not chosen.")
  return intentIn(session)
}

type EventRow = {
  readonly type: string
  readonly status: string
  readonly reason_code: string | null
  readonly payment_session_id: string | null
}

/** The plugin's rows for Stripe's events about a PaymentIntent, its Charge and its refunds. */
async function eventsAbout(
  store: StripeStore,
  paymentIntentId: string
): Promise<EventRow[]> {
  const events = await store.stripe.events()
  const ids = events
    .filter(({ data }) => JSON.stringify(data).includes(paymentIntentId))
    .map(({ id }) => id)
  return sql<EventRow>(
    store,
    `select type, status, reason_code, payment_session_id from stripe_checkout_event
      where event_id = any(:ids)`,
    { ids }
  )
}

async function allDiscrepancies(store: StripeStore): Promise<unknown[]> {
  return sql(store, `select * from stripe_checkout_discrepancy`)
}
