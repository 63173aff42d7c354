import { Modules } from "@medusajs/framework/utils"
import { Browser } from "../support/browser"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, payUnnoticed, recordedHold } from "../support/linked-hold"
import { addShirts } from "../support/order-balance"
import { capturedInMedusa, readCard } from "../support/order-card"
import { orderReads, orderStatus, sql } from "../support/order-records"
import { pendingOf } from "../support/paid-order"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { checkoutSessionsOf, intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, tick, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A payment link beside what else Medusa offers",
  (store) => {
    afterEach(async () => {
      await store.stripe.webhooks.resume()
      await store.stripe.clearFaults()
    })

    it("is closed once the balance is marked as paid", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await markAsPaid(order, link)

      await expires(link, page)
      expect((await new Browser(store).get(link.url)).status).toBe(410)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await pendingOf(store, order)).toBe(0)
    })

    it("releases what was paid at the moment the balance was marked as paid", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)
      await markAsPaid(order, link)

      await store.stripe.webhooks.resume()
      await tick(store)

      await isReleased(link)
      expect((await intentOf(store, order.session.id)).status).toBe(
        "requires_capture"
      )
    })

    it("requests less once the merchant has given a credit", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await giveCredit(order, 40)

      await expires(link, page)
      expect((await createPaymentLink(store, order)).amount).toBe(60)
      await payLinkAt(store, link)
      await recordedHold(store, link)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await pendingOf(store, order)).toBe(0)
    })

    it("leaves nothing to pay when a credit covers all of it", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await giveCredit(order, 100)

      await expires(link, page)
      expect(await refusalOfLink(store, order)).toContain("already held")
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await capturedInMedusa(store, order)).toEqual([120])
    })

    it("keeps the money of a shopper whose storefront chose another provider meanwhile", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)
      await store.storefront.client.fetch(
        `/store/payment-collections/${link.payment_collection_id}/payment-sessions`,
        { method: "POST", body: { provider_id: "pp_system_default" } }
      )

      await store.stripe.webhooks.resume()

      await reachesTheOrder(order, 2)
    })

    it("keeps the money of a shopper whose payment session was deleted meanwhile", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)
      await store.container
        .resolve(Modules.PAYMENT)
        .deletePaymentSession(link.payment_session_id)

      await store.stripe.webhooks.resume()

      await reachesTheOrder(order, 2)
    })

    it("keeps the money of a shopper while the merchant requests the balance again", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await payUnnoticed(store, link)

      expect(await refusalOfLink(store, order)).toContain("already held")

      await store.stripe.webhooks.resume()
      await reachesTheOrder(order, 2)
    })

    it("is closed when the draft order is deleted while the customer is on Stripe's page", async () => {
      const draft = await createDraft()
      const link = await createPaymentLink(store, draft)
      const page = await openLink(store, link)

      await store.admin.admin.draftOrder.delete(draft.orderId)
      await sweep(store)

      await expires(link, page)
      expect((await new Browser(store).get(link.url)).status).toBe(410)
    })

    it("releases what was paid for a draft order that is deleted", async () => {
      const draft = await createDraft()
      const { link } = await holdByLink(store, draft)

      await store.admin.admin.draftOrder.delete(draft.orderId)
      await sweep(store)

      await isReleased(link)
    })

    it("releases what was paid while the draft order was deleted", async () => {
      const draft = await createDraft()
      const link = await createPaymentLink(store, draft)
      await payUnnoticed(store, link)
      await store.admin.admin.draftOrder.delete(draft.orderId)

      await store.stripe.webhooks.resume()
      await tick(store)

      await isReleased(link)
    })

    it("leaves the status of a draft order that the merchant chose", async () => {
      const draft = await createDraft()
      await setStatus(store, draft, "by_phone")

      await holdByLink(store, draft)

      await waitUntilIdle(store)
      expect(await orderStatus(store, draft.orderId)).toBe("by_phone")
    })

    it("asks for a new decision where the order was moved on before it was paid", async () => {
      const draft = await createDraft()
      await setStatus(store, draft, "ready_for_capture")

      await holdByLink(store, draft)

      await orderReads(store, draft.orderId, "approved")
      await waitUntilIdle(store)
      await setStatus(store, draft, "ready_for_capture")
      await orderReads(store, draft.orderId, "paid")
    })

    it("is paid for a completed and archived order", async () => {
      const order = await dearerOrder()
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "partially_paid")
      await store.admin.admin.order.complete(order.orderId, {})
      await store.admin.admin.order.archive(order.orderId)

      await holdByLink(store, order)

      await orderReads(store, order.orderId, "approved")
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await pendingOf(store, order)).toBe(0)
    })

    it("is not created for less than Stripe accepts, and an open one takes no card any more", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await giveCredit(order, 99.7)

      await expires(link, page)
      expect(await refusalOfLink(store, order)).toContain("0.50 EUR")
      const answer = await new Browser(store).get(link.url)
      expect([410, 422]).toContain(answer.status)
      await waitUntilIdle(store)
      expect(await failuresOf(link)).toBe(0)
      expect((await readCard(store, order.orderId)).payment_link).toMatchObject(
        {
          allowed: false,
          reason: "amount_too_small",
        }
      )
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "partially_paid")
    })

    async function dearerOrder(): Promise<HeldOrder> {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      return order
    }

    async function markAsPaid(
      { orderId }: HeldOrder,
      { payment_collection_id }: PaymentLink
    ): Promise<void> {
      await store.admin.client.fetch(
        `/admin/payment-collections/${payment_collection_id}/mark-as-paid`,
        { method: "POST", body: { order_id: orderId } }
      )
    }

    async function giveCredit(
      { orderId }: HeldOrder,
      amount: number
    ): Promise<void> {
      await store.admin.client.fetch(`/admin/orders/${orderId}/credit-lines`, {
        method: "POST",
        body: { amount, reference: "goodwill", reference_id: "goodwill" },
      })
    }

    /** Held, recorded, and captured with the order's other payments. */
    async function reachesTheOrder(
      order: HeldOrder,
      payments: number
    ): Promise<void> {
      await waitUntil("the balance to be covered", async () => {
        const { payment_link } = await readCard(store, order.orderId)
        return payment_link.reason === "covered_by_hold"
      })
      await waitUntilIdle(store)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await pendingOf(store, order)).toBe(0)
      const rows = await sql(
        store,
        `select id from stripe_checkout_payment
        where order_id = :orderId and amount_captured > 0`,
        order
      )
      expect(rows).toHaveLength(payments)
    }

    async function isReleased(link: PaymentLink): Promise<void> {
      await waitUntil("the hold to be released", async () => {
        const { status } = await intentOf(store, link.payment_session_id)
        return status === "canceled"
      })
    }

    async function expires(link: PaymentLink, page: string): Promise<void> {
      await waitUntil("the Checkout Session to expire", async () => {
        const sessions = await checkoutSessionsOf(
          store,
          link.payment_session_id
        )
        return sessions.find(({ id }) => id === page)?.status === "expired"
      })
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

    async function createDraft(): Promise<{ readonly orderId: string }> {
      const { draft_order } = await store.admin.admin.draftOrder.create({
        email: "ada@example.com",
        region_id: store.seed.regionId,
        sales_channel_id: store.seed.salesChannelId,
        items: [{ variant_id: store.seed.variantId, quantity: 1 }],
        shipping_methods: [],
      })
      return { orderId: draft_order.id }
    }
  }
)
