import type { HeldOrder } from "../support/held-order"
import { payUnnoticed } from "../support/linked-hold"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import { ordersOfCart, orderReads, sql } from "../support/order-records"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { only } from "../support/only"
import {
  intentOf,
  payAtStripe,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { tick } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** An order costs 120.00 EUR; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A payment link in a store that captures at once",
  (store) => {
    const events = recordPublicEvents(store)

    it("takes what an edit added, and the order reads paid", async () => {
      const order = await paidOrder()
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      expect(link.amount).toBe(100)

      await payLinkAt(store, link)

      await waitUntil(
        "the payment to be recorded",
        async () => (await outstandingOf(order)) === 0
      )
      await orderReads(store, order.orderId, "paid")
    })

    it("reports money that was taken although the order owes nothing, within two ticks", async () => {
      const order = await paidOrder()
      const link = await linkPaidTooLate(order)

      await tick(store)
      await tick(store)

      const found = await events.first(
        link.payment_session_id,
        "discrepancy_found"
      )
      expect(found).toMatchObject({ order_id: order.orderId, amount: 100 })
      expect(found.reason).toContain("refund it in Stripe's Dashboard")
      expect(await discrepanciesOf(link)).toEqual([
        { status: "open", reason_code: "captured_without_order" },
      ])
      expect(await failuresOf(link)).toBe(0)

      const { id } = await intentOf(store, link.payment_session_id)
      await store.stripe.dashboard.refund(id)
      await waitUntil("the discrepancy to be resolved", async () => {
        const [row] = await discrepanciesOf(link)
        return row?.status === "resolved"
      })
    })

    it("reports money that was taken for an order that was canceled meanwhile", async () => {
      const order = await paidOrder()
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await store.stripe.webhooks.pause()
      await store.stripe.pay(page)
      await store.admin.admin.order.cancel(order.orderId)

      await store.stripe.webhooks.resume()
      await tick(store)

      const found = await events.first(
        link.payment_session_id,
        "discrepancy_found"
      )
      expect(found.reason).toContain("The order is canceled")
      const { id } = await intentOf(store, link.payment_session_id)
      await store.stripe.dashboard.refund(id)
      await waitUntil("the discrepancy to be resolved", async () => {
        const [row] = await discrepanciesOf(link)
        return row?.status === "resolved"
      })
    })

    it("records captured money whose collection was removed, where the order owes exactly this amount", async () => {
      const order = await paidOrder()
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await store.stripe.webhooks.pause()
      await store.stripe.pay(page)
      await store.admin.client.fetch(
        `/admin/payment-collections/${link.payment_collection_id}`,
        { method: "DELETE" }
      )

      await store.stripe.webhooks.resume()

      await waitUntil(
        "the payment to be recorded",
        async () => (await outstandingOf(order)) === 0
      )
      await orderReads(store, order.orderId, "paid")
    })

    it("records money that was taken too late once the order owes as much again", async () => {
      const order = await paidOrder()
      const link = await linkPaidTooLate(order)
      await waitUntil("the discrepancy", async () => {
        const [row] = await discrepanciesOf(link)
        return row?.status === "open"
      })
      expect(await refusalOfLink(store, order)).toContain(
        "Nothing is outstanding"
      )

      await addShirts(store, order, 2)

      await waitUntil(
        "the money to be recorded",
        async () => (await outstandingOf(order)) === 100
      )
      const [row] = await discrepanciesOf(link)
      expect(row?.status).toBe("resolved")
      const rest = await createPaymentLink(store, order)
      expect(rest.amount).toBe(100)
      await payLinkAt(store, rest)
      await orderReads(store, order.orderId, "paid")
      expect(await outstandingOf(order)).toBe(0)
    })

    it("records what was paid although the storefront chose another provider meanwhile", async () => {
      const order = await paidOrder()
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)
      await store.storefront.client.fetch(
        `/store/payment-collections/${link.payment_collection_id}/payment-sessions`,
        { method: "POST", body: { provider_id: "pp_system_default" } }
      )

      await store.stripe.webhooks.resume()

      await waitUntil(
        "the payment to be recorded",
        async () => (await outstandingOf(order)) === 0
      )
      await orderReads(store, order.orderId, "paid")
    })

    it("reports money that was taken when the balance was marked as paid at the same moment", async () => {
      const order = await paidOrder()
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)
      await store.admin.client.fetch(
        `/admin/payment-collections/${link.payment_collection_id}/mark-as-paid`,
        { method: "POST", body: { order_id: order.orderId } }
      )

      await store.stripe.webhooks.resume()
      await tick(store)

      await waitUntil("the discrepancy", async () => {
        const [row] = await discrepanciesOf(link)
        return row?.status === "open"
      })
      expect(await outstandingOf(order)).toBe(0)
      const { id } = await intentOf(store, link.payment_session_id)
      await store.stripe.dashboard.refund(id)
      await waitUntil("the discrepancy to be resolved", async () => {
        const [row] = await discrepanciesOf(link)
        return row?.status === "resolved"
      })
      await orderReads(store, order.orderId, "paid")
    })

    async function paidOrder(): Promise<HeldOrder> {
      const purchase = await startPurchase(store)
      await purchase.browser.get(await payAtStripe(store, purchase))
      const orderId = await waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await orderReads(store, orderId, "paid")
      const { id } = await intentOf(store, purchase.session.id)
      return { ...purchase, orderId, paymentIntentId: id }
    }

    /** The customer pays while the merchant takes the added item out again. */
    async function linkPaidTooLate(order: HeldOrder): Promise<PaymentLink> {
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await store.stripe.webhooks.pause()
      await store.stripe.pay(page)
      await reduceToOneShirt(store, order)
      await store.stripe.webhooks.resume()
      return link
    }

    async function outstandingOf({ orderId }: HeldOrder): Promise<number> {
      const { order } = await store.admin.admin.order.retrieve(orderId, {
        fields: "summary",
      })
      return order.summary.pending_difference
    }

    async function discrepanciesOf(link: PaymentLink) {
      return sql<{ status: string; reason_code: string }>(
        store,
        `select status, reason_code from stripe_checkout_discrepancy
          where payment_session_id = :id order by created_at`,
        { id: link.payment_session_id }
      )
    }

    async function failuresOf(link: PaymentLink): Promise<number> {
      const [row] = await sql<{ sync_failures: number }>(
        store,
        `select sync_failures from stripe_checkout_payment
          where payment_session_id = :id`,
        { id: link.payment_session_id }
      )
      return Number(row?.sync_failures)
    }
  },
  { captureMethod: "automatic" }
)
