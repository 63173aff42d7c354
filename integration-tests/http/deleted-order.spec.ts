import { Modules } from "@medusajs/framework/utils"
import { Browser } from "../support/browser"
import { discrepanciesOf } from "../support/discrepancy-records"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { holdByLink } from "../support/linked-hold"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { orderReads, sql, synchronize } from "../support/order-records"
import { createPaymentLink, openLink } from "../support/payment-links"
import {
  checkoutSessionsOf,
  intentOf,
  payAtStripe,
  startPurchase,
} from "../support/stripe-checkout"
import { describeUnauditedStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"

// Not audited: to the auditor, a deleted order is none, and the money has lost its order on purpose.
describeUnauditedStripeStore(
  "An order that somebody has deleted in Medusa",
  (store) => {
    it("is not placed a second time by a refund at Stripe", async () => {
      const order = await placeHeldOrder(store)
      await store.stripe.dashboard.capture(order.paymentIntentId)
      await orderReads(store, order.orderId, "paid")
      await deleteOrder(order)

      await store.stripe.dashboard.refund(order.paymentIntentId, 5000)
      await settle(order)

      expect(await ordersInMedusa(order)).toEqual([order.orderId])
      expect(await discrepanciesOf(store, order.session.id)).toEqual([])
    })

    it("is not placed a second time although its payment row does not know it", async () => {
      const order = await placeHeldOrder(store)
      await store.stripe.dashboard.capture(order.paymentIntentId)
      await orderReads(store, order.orderId, "paid")
      await deleteOrder(order)
      await sql(
        store,
        `update stripe_checkout_payment set order_id = null
          where payment_session_id = :id returning id`,
        { id: order.session.id }
      )

      await store.stripe.dashboard.refund(order.paymentIntentId, 5000)
      await settle(order)

      expect(await ordersInMedusa(order)).toEqual([order.orderId])
    })

    it("has its hold released", async () => {
      const order = await placeHeldOrder(store)
      await deleteOrder(order)

      await settle(order)

      expect((await intentOf(store, order.session.id)).status).toBe("canceled")
      expect(await ordersInMedusa(order)).toEqual([order.orderId])
    })

    it("has both of its holds released, and its payment link takes no card any more", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const balance = await holdByLink(store, order)
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await deleteOrder(order)

      await settle(order)
      await waitUntilIdle(store)

      for (const { session } of [order, balance]) {
        expect((await intentOf(store, session.id)).status).toBe("canceled")
      }
      expect(
        only(await checkoutSessionsOf(store, link.payment_session_id))
      ).toMatchObject({ id: page, status: "expired" })
      expect((await new Browser(store).get(link.url)).status).toBe(410)
    })

    it("is not deleted because it resembles an interrupted completion of a cart", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await startPurchase(store)
      await payAtStripe(store, purchase)
      const lookalike = await createLookalike(purchase.cart.id)

      await synchronize(store, purchase.session.id)
      await store.stripe.webhooks.resume()

      expect(
        only(await discrepanciesOf(store, purchase.session.id))
      ).toMatchObject({
        kind: "lookalike_order",
        status: "open",
        reason_params: { display_id: lookalike.display_id },
      })
      const orders = store.container.resolve(Modules.ORDER)
      expect((await orders.retrieveOrder(lookalike.id)).status).toBe("pending")
      expect(await ordersInMedusa(purchase)).toHaveLength(1)
    })

    async function deleteOrder({ orderId }: HeldOrder): Promise<void> {
      await waitUntilIdle(store)
      await store.container.resolve(Modules.ORDER).softDeleteOrders([orderId])
    }

    async function settle({ session }: HeldOrder): Promise<void> {
      await waitUntilIdle(store)
      await synchronize(store, session.id)
      await sweep(store)
    }

    /** All that were ever placed from the cart, deleted or not. */
    async function ordersInMedusa({
      cart,
    }: Pick<HeldOrder, "cart">): Promise<string[]> {
      const rows = await sql<{ id: string }>(
        store,
        `select o.id from "order" o join order_cart l on l.order_id = o.id
          where l.cart_id = :id order by o.created_at`,
        { id: cart.id }
      )
      return rows.map(({ id }) => id)
    }

    /** A completion of the cart died a minute ago; an order like the cart's is as old. */
    async function createLookalike(cartId: string) {
      const [cart] = await sql<{ email: string; variant_id: string }>(
        store,
        `select c.*, l.variant_id from cart c join cart_line_item l on l.cart_id = c.id
          where c.id = :cartId`,
        { cartId }
      )
      const columns = [
        "email",
        "customer_id",
        "sales_channel_id",
        "region_id",
        "currency_code",
        "metadata",
      ]
      const shared = Object.fromEntries(
        Object.entries(cart ?? {}).filter(([name]) => columns.includes(name))
      )
      const orders = store.container.resolve(Modules.ORDER)
      const [order] = await orders.createOrders([
        {
          ...shared,
          items: [
            {
              title: "Shirt",
              variant_id: cart?.variant_id ?? "",
              quantity: 1,
              unit_price: 100,
            },
          ],
        },
      ] as never)
      if (!order) throw new Error("The order was not created.")
      await sql(
        store,
        `update "order" set created_at = now() - interval '60 seconds'
          where id = :id returning id`,
        { id: order.id }
      )
      await sql(
        store,
        `insert into workflow_execution
           (id, workflow_id, transaction_id, run_id, state, context, created_at)
         values ('wf_died', 'complete-cart', 'died', 'died', 'invoking',
                 jsonb_build_object('data', jsonb_build_object('payload', jsonb_build_object('id', :cartId::text))),
                 now() - interval '61 seconds') returning id`,
        { cartId }
      )
      return { id: order.id, display_id: String(order.display_id) }
    }
  }
)
