import { Modules } from "@medusajs/framework/utils"
import { locationOf, textOf } from "../support/browser"
import { placeHeldOrder, setStatus } from "../support/held-order"
import { only } from "../support/only"
import {
  orderReads,
  ordersOfCart,
  sql,
  synchronize,
} from "../support/order-records"
import { type Cart, completeCart } from "../support/shopper"
import {
  collectionOf,
  intentOf,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  payFor,
  type Purchase,
  raiseTheTotal,
  startPurchase,
} from "../support/stripe-checkout"
import {
  describeStripeStore,
  PROVIDER_ID,
  STOREFRONT_URL,
} from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore(
  "A cart that changes after the redirect to Stripe",
  (store) => {
    afterEach(async () => {
      await store.stripe.webhooks.resume()
      await store.stripe.clearFaults()
    })

    const addAnotherShirt = async ({ cart }: Purchase) => {
      const { variantId: variant_id } = store.seed
      const changed = await store.storefront.store.cart.createLineItem(
        cart.id,
        {
          variant_id,
          quantity: 1,
        }
      )
      expect(changed.cart.total).toBe(220)
      return changed.cart
    }

    const changeBack = async (cart: Cart) => {
      const added = only(
        (cart.items ?? []).filter(({ quantity }) => quantity === 2)
      )
      const { cart: changed } =
        await store.storefront.store.cart.updateLineItem(cart.id, added.id, {
          quantity: 1,
        })
      expect(changed.total).toBe(120)
    }

    const isSynchronizing = async ({ session }: Purchase) => {
      const held = await store.stripe.held()
      const leased = await sql(
        store,
        `select p.id from stripe_checkout_payment p
           join stripe_checkout_purchase pu on pu.id = p.purchase_id
          where p.payment_session_id = :id and pu.lease_until > now()`,
        { id: session.id }
      )
      return held.length > 0 && leased.length > 0
    }

    const openSessions = async ({ cart }: Purchase) => {
      const rows = await sql<{ id: string }>(
        store,
        `select s.id from payment_session s
         join cart_payment_collection l using (payment_collection_id)
        where l.cart_id = :cartId and s.deleted_at is null and l.deleted_at is null`,
        { cartId: cart.id }
      )
      return rows.map(({ id }) => id)
    }

    it("can no longer be paid at the old total", async () => {
      const purchase = await startPurchase(store)
      const page = await openPage(purchase)

      await addAnotherShirt(purchase)

      const old = only(await checkoutSessionsOf(store, purchase.session.id))
      expect(old).toMatchObject({ id: page, status: "expired" })
      await expect(store.stripe.pay(page)).rejects.toThrow()
    })

    it("is reported as changed by the old pay link", async () => {
      const purchase = await startPurchase(store)
      await openPage(purchase)
      await addAnotherShirt(purchase)

      const answer = await purchase.browser.get(purchase.link)

      expect(answer.status).toBe(409)
      expect(textOf(answer.body)).toContain("Your cart has changed")
    })

    it("can be paid at the new total with a new payment session", async () => {
      const purchase = await startPurchase(store)
      await openPage(purchase)
      const cart = await addAnotherShirt(purchase)

      const renewed = await payFor(store, cart)
      await payAtStripe(store, renewed)

      await waitUntil("the order", () => ordersOfCart(store, cart.id))
      expect(await intentOf(store, renewed.session.id)).toMatchObject({
        amount_capturable: 22000,
      })
    })

    it("has its hold released and is not placed when the shopper pays the old total at the same moment", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      const returnAddress = await payAtStripe(store, purchase)
      await addAnotherShirt(purchase)

      await store.stripe.webhooks.resume()

      await waitUntil("the hold to be released", async () => {
        const { status } = await intentOf(store, purchase.session.id)
        return status === "canceled"
      })
      expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
      const back = locationOf(await purchase.browser.get(returnAddress))
      expect(back).toBe(
        `${STOREFRONT_URL}/de/checkout?step=payment&reason=released`
      )
    })

    it("is placed with the existing payment once it is changed back, even though its payment session is gone", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      // Otherwise the first change might reach Stripe before the second one is made.
      await store.stripe.failNext({
        kind: "http_500_before",
        path: "/v1/",
        times: 50,
      })
      await changeBack(await addAnotherShirt(purchase))
      expect(await openSessions(purchase)).toEqual([])

      await store.stripe.clearFaults()
      await store.stripe.webhooks.resume()

      await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await synchronize(store, purchase.session.id)
      const { payment_intents } = await store.stripe.ledger()
      const bound = await openSessions(purchase)
      expect(
        only(
          payment_intents.filter(
            ({ metadata }) => metadata["payment_session_id"] === only(bound)
          )
        )
      ).toMatchObject({ status: "requires_capture", amount_capturable: 12000 })
    })

    it("keeps its hold when it is changed back while Stripe is slow to answer", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      // The first is read by the change itself, which gives up; the second by the synchronization that follows.
      await store.stripe.failNext({
        kind: "timeout_before",
        method: "GET",
        path: "/v1/checkout/sessions",
        times: 2,
      })
      const changed = await addAnotherShirt(purchase)
      await waitUntil("the changed cart to be judged", () =>
        isSynchronizing(purchase)
      )

      await changeBack(changed)
      await store.stripe.releaseHeld()
      await store.stripe.webhooks.resume()

      await waitUntil("the order", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      const { payment_intents } = await store.stripe.ledger()
      expect(
        payment_intents
          .filter(({ metadata }) => metadata["cart_id"] === purchase.cart.id)
          .map(({ status }) => status)
      ).toEqual(["requires_capture"])
    })

    it("can be paid again after such a hold was released", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      const cart = await addAnotherShirt(purchase)
      await synchronize(store, purchase.session.id)

      const renewed = await payFor(store, cart)
      await payAtStripe(store, renewed)
      await store.stripe.webhooks.resume()

      await waitUntil("the order", () => ordersOfCart(store, cart.id))
      expect((await intentOf(store, purchase.session.id)).status).toBe(
        "canceled"
      )
    })

    it("keeps the hold of its placed order when the payment session is replaced", async () => {
      const order = await placeHeldOrder(store)

      const replaced = await store.request(
        `/store/payment-collections/${await collectionOf(store, order)}/payment-sessions`,
        { body: { provider_id: PROVIDER_ID } }
      )
      expect(replaced.status).toBe(200)
      await synchronize(store, order.session.id)

      expect(await intentOf(store, order.session.id)).toMatchObject({
        status: "requires_capture",
        amount_capturable: 12000,
      })
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
    })

    it("can still be changed while Stripe is down, and the old Checkout Session is expired later", async () => {
      const purchase = await startPurchase(store)
      const page = await openPage(purchase)
      await store.stripe.failNext({
        kind: "reset_before",
        path: "/v1/",
        times: 5,
      })

      await addAnotherShirt(purchase)
      await store.stripe.clearFaults()
      expect(
        only(await checkoutSessionsOf(store, purchase.session.id)).status
      ).toBe("open")
      await synchronize(store, purchase.session.id)

      expect(
        only(await checkoutSessionsOf(store, purchase.session.id))
      ).toMatchObject({
        id: page,
        status: "expired",
      })
    })

    it("cannot be completed at a higher total with a payment for the lower one", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      await raiseTheTotal(store, purchase)

      const answer = await store.request(
        `/store/carts/${purchase.cart.id}/complete`,
        { method: "POST" }
      )

      expect(answer).toMatchObject({
        status: 400,
        body: { code: "stripe_checkout_amount_mismatch" },
      })
      expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
      await store.stripe.dashboard.cancel(
        (await intentOf(store, purchase.session.id)).id
      )
    })

    it.each(["timeout_before", "timeout_after"] as const)(
      "cannot be paid with a Checkout Session that is being opened during the change (%s)",
      async (kind) => {
        const purchase = await startPurchase(store)
        await store.stripe.failNext({
          kind,
          method: "POST",
          path: "/v1/checkout/sessions",
        })
        const click = purchase.browser.get(purchase.link)
        await waitUntil(
          "the Checkout Session to be requested at Stripe",
          async () => only(await store.stripe.held())
        )

        await addAnotherShirt(purchase)
        await store.stripe.releaseHeld()

        expect((await click).status).toBe(409)
        expect(
          only(await checkoutSessionsOf(store, purchase.session.id)).status
        ).toBe("expired")
      }
    )

    it("is completed with the paid session even though another session exists beside it", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      const payments = store.container.resolve(Modules.PAYMENT)
      const collection = await collectionOf(store, purchase)
      await payments.createPaymentSession(collection, {
        provider_id: "pp_system_default",
        currency_code: "eur",
        amount: 120,
        data: {},
      })

      await synchronize(store, purchase.session.id)

      expect(await ordersOfCart(store, purchase.cart.id)).toHaveLength(1)
      const answer = await completeCart(store, purchase.cart)
      expect(answer.type).toBe("order")
      const { payments: paid } = await payments.retrievePaymentCollection(
        collection,
        { relations: ["payments"] }
      )
      expect(paid?.map(({ provider_id }) => provider_id)).toEqual([PROVIDER_ID])
    })
  }
)
