import { eventsAbout } from "../support/event-records"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink } from "../support/linked-hold"
import { only } from "../support/only"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { placePaidOrder, refundInAdmin } from "../support/paid-order"
import { createPaymentLink } from "../support/payment-links"
import { listPayments } from "../support/payment-list"
import { disputesOf, DISPUTED_CARD } from "../support/disputes"
import { cartOf, signUp } from "../support/sign-up"
import { seedRegion, type SeededRegion } from "../support/seed-region"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payAtStripe,
  payFor,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore, PROVIDER_ID } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const UK_KEY = "sk_test_second"

/** 90.00 GBP are held when an order is placed in Britain, 120.00 EUR in the euro area. */
describeStripeStore(
  "A store whose payments in pounds go to a second account",
  (store) => {
    let britain: SeededRegion

    beforeAll(async () => {
      britain = await seedRegion(store, {
        currencyCode: "gbp",
        country: "gb",
        shirt: 80,
        delivery: 10,
      })
      // The storefront knows one provider, whatever account is paid.
      await store.admin.admin.region.update(britain.regionId, {
        payment_providers: [PROVIDER_ID],
      })
    })

    afterEach(async () => {
      await store.stripe.webhooks.resume()
      await store.stripe.restoreKey(UK_KEY)
    })

    it("opens the page, captures and refunds there, through the top level's provider", async () => {
      const order = await placeHeldOrder(store, { region: britain })
      expect(await accountsOf(order)).toEqual({ row: "uk", events: ["uk"] })
      expect((await paymentOf(store, order.session.id)).provider_id).toBe(
        PROVIDER_ID
      )

      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      await refundInAdmin(store, order, 40)

      expect(await capturesOf(store, order)).toEqual([90])
      const { payment_intents, refunds } = await store.stripe.ledger()
      const intent = payment_intents.find(
        ({ id }) => id === order.paymentIntentId
      )
      expect(intent).toMatchObject({ amount_received: 9000, currency: "gbp" })
      expect(
        refunds
          .filter(({ payment_intent }) => payment_intent === intent?.id)
          .map(({ amount }) => amount)
      ).toEqual([4000])
    })

    it("pays everything else into the first one", async () => {
      const order = await placeHeldOrder(store)

      expect(await accountsOf(order)).toEqual({
        row: "default",
        events: ["default"],
      })
    })

    it("leaves nothing to the first account's key", async () => {
      const purchase = await startPurchase(store, { region: britain })
      const page = await openPage(purchase)
      await store.stripe.loseKey("invalid", UK_KEY)

      const order = await placeHeldOrder(store)
      expect((await intentOf(store, order.session.id)).status).toBe(
        "requires_capture"
      )

      await store.stripe.restoreKey(UK_KEY)
      expect(
        only(await checkoutSessionsOf(store, purchase.session.id)).id
      ).toBe(page)
    })

    it("is captured by Medusa's own button as well", async () => {
      const order = await placeHeldOrder(store, { region: britain })
      const { id } = await paymentOf(store, order.session.id)

      await store.admin.admin.payment.capture(id, {})

      await orderReads(store, order.orderId, "paid")
      expect(await intentOf(store, order.session.id)).toMatchObject({
        status: "succeeded",
        amount_received: 9000,
      })
    })

    it("releases the hold of a canceled order there", async () => {
      const order = await placeHeldOrder(store, { region: britain })

      await store.admin.admin.order.cancel(order.orderId)

      await waitUntil("the hold to be released", async () => {
        const { status } = await intentOf(store, order.session.id)
        return status === "canceled"
      })
    })

    it("requests what is still owed there, although the region offers the first account's provider only", async () => {
      const order = await placeHeldOrder(store, { region: britain })
      await addBritishShirt(order)

      const balance = await holdByLink(store, order)

      expect(await accountsOf(balance)).toMatchObject({ row: "uk" })
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, balance)).toEqual([80])
    })

    it("requests it of the first account where somebody says so", async () => {
      const order = await placeHeldOrder(store, { region: britain })
      await addBritishShirt(order)

      const link = await createPaymentLink(store, order, {
        account: "default",
      })

      const session = { id: link.payment_session_id }
      expect(await accountsOf({ session })).toMatchObject({ row: "default" })
    })

    it("places the order that was paid for after its payment session was deleted", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store, { region: britain })
      await payAtStripe(store, purchase)
      await payFor(store, purchase.cart)

      await store.stripe.webhooks.resume()

      const orderId = await waitUntil("the order to be placed", async () =>
        (await ordersOfCart(store, purchase.cart.id)).at(0)
      )
      await orderReads(store, orderId, "approved")
      await waitUntilIdle(store)
      const rows = await sql<{ stripe_account: string; state: string }>(
        store,
        `select stripe_account, state from stripe_checkout_payment
          where cart_id = :id and state = 'authorized'`,
        { id: purchase.cart.id }
      )
      expect(only(rows).stripe_account).toBe("uk")
    })

    it("creates the customer of a signed-in shopper there", async () => {
      const grace = await signUp(store)
      const { id } = await cartOf(grace)
      await sql(
        store,
        `update cart set currency_code = 'gbp' where id = :id returning id`,
        { id }
      )
      const { cart } = await grace.storefront.store.cart.retrieve(id)
      const purchase = await payFor(grace, cart)
      await openPage(purchase)

      const page = only(await checkoutSessionsOf(store, purchase.session.id))
      expect(page.customer).toMatch(/^cus_/)
      const holders = await sql<{ provider_id: string; has_customer: boolean }>(
        store,
        `select provider_id, data ->> 'stripe_customer_id' is not null as has_customer
           from account_holder where email = :email order by provider_id`,
        { email: grace.email }
      )
      expect(holders).toEqual([
        { provider_id: PROVIDER_ID, has_customer: false },
        { provider_id: "pp_stripe-checkout_uk", has_customer: true },
      ])
    })

    it("shows the account in the list, and keeps a dispute with its payment", async () => {
      const order = await placePaidOrder(store, {
        region: britain,
        card: DISPUTED_CARD,
      })

      await waitUntil("the dispute", async () =>
        (await disputesOf(store, order)).at(0)
      )

      const { payments } = await listPayments(store, { limit: 100 })
      expect(
        payments.find(
          ({ payment_session_id }) => payment_session_id === order.session.id
        )
      ).toMatchObject({ account: "uk" })
    })

    async function accountsOf({
      session,
    }: {
      readonly session: { readonly id: string }
    }) {
      const [row] = await sql<{ stripe_account: string }>(
        store,
        `select stripe_account from stripe_checkout_payment
          where payment_session_id = :id`,
        { id: session.id }
      )
      const events = await eventsAbout(store, session.id)
      const names = events.map(({ stripe_account }) => stripe_account)
      return { row: row?.stripe_account, events: [...new Set(names)] }
    }

    async function addBritishShirt({ orderId }: HeldOrder): Promise<void> {
      const { orderEdit } = store.admin.admin
      await orderEdit.initiateRequest({ order_id: orderId })
      await orderEdit.addItems(orderId, {
        items: [{ variant_id: britain.variantId, quantity: 1 }],
      })
      await orderEdit.confirm(orderId)
    }
  },
  {
    accounts: {
      uk: {
        apiKey: UK_KEY,
        webhookSecret: "whsec_of_the_second_account",
        for: { currencies: ["gbp"] },
      },
    },
  }
)
