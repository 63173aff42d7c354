import {
  claimTwoForOne,
  exchangeOneForTwo,
  placeSentOrder,
  receiveReturn,
  requestReturn,
} from "../support/after-sales"
import { Browser } from "../support/browser"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { readCard } from "../support/order-card"
import { orderReads, sql } from "../support/order-records"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
} from "../support/payment-links"
import { checkoutSessionsOf, intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

type AnOrder = Pick<HeldOrder, "orderId">

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("A payment link after an order was sent", (store) => {
  describe("for an exchange", () => {
    it("requests exactly what the new items cost more, and the order is paid", async () => {
      const order = await placeSentOrder(store)
      await exchangeOneForTwo(store, order)

      const link = await createPaymentLink(store, order)

      expect(link.amount).toBe(200)
      await payLinkAt(store, link)
      await heldByLink(link, 20000)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await outstandingOf(order)).toBe(0)
    })

    it("requests less once the old item is back, while the customer is on Stripe's page", async () => {
      const order = await placeSentOrder(store)
      const { returnId } = await exchangeOneForTwo(store, order)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await receiveReturn(store, order, returnId)

      await expires(link, page)
      expect(await createPaymentLink(store, order)).toMatchObject({
        url: link.url,
        amount: 100,
      })
      await payLinkAt(store, link)
      await heldByLink(link, 10000)
    })

    it("takes no card any more once the exchange is canceled", async () => {
      const order = await placeSentOrder(store)
      const { id } = await exchangeOneForTwo(store, order)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await store.admin.admin.exchange.cancel(id)

      await expires(link, page)
      await isClosed(link)
      await orderReads(store, order.orderId, "approved")
    })
  })

  describe("for a claim", () => {
    it("requests what the customer gets beyond the claim", async () => {
      const order = await placeSentOrder(store)
      await claimTwoForOne(store, order)

      const link = await createPaymentLink(store, order)

      expect(link.amount).toBe(200)
      await payLinkAt(store, link)
      await setStatusOnceHeld(order, link)
      await orderReads(store, order.orderId, "paid")
      expect(await outstandingOf(order)).toBe(0)
    })

    it("takes no card any more once the claim is canceled", async () => {
      const order = await placeSentOrder(store)
      const id = await claimTwoForOne(store, order)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await store.admin.admin.claim.cancel(id)

      await expires(link, page)
      await isClosed(link)
    })
  })

  describe("for a return", () => {
    it("requests less once the item is back, under the same address", async () => {
      const order = await placeSentOrder(store)
      await addShirts(store, order, 2)
      const link = await createPaymentLink(store, order)
      expect(link.amount).toBe(200)
      const page = await openLink(store, link)

      await receiveReturn(store, order, await requestReturn(store, order))

      await expires(link, page)
      await payLinkAt(store, link)
      await heldByLink(link, 10000)
    })

    it("is closed while the customer is on Stripe's page when nothing is owed any more", async () => {
      const order = await placeSentOrder(store)
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)

      await receiveReturn(store, order, await requestReturn(store, order))

      await expires(link, page)
      await isClosed(link)
      await orderReads(store, order.orderId, "approved")
    })
  })

  describe("for money that is not held any more", () => {
    it("requests the full sum again after the hold lapsed, and the order is paid", async () => {
      const order = await placeHeldOrder(store)
      await store.stripe.lapseAuthorization(order.paymentIntentId)
      await orderReads(store, order.orderId, "authorization_lapsed")

      await paysInFull(order)
    })

    it("requests the full sum again after the hold was released, and the order is paid", async () => {
      const order = await placeHeldOrder(store)
      await store.admin.client.fetch(
        `/admin/stripe-checkout/orders/${order.orderId}/release`,
        { method: "POST", body: {} }
      )
      await orderReads(store, order.orderId, "authorization_released")

      await paysInFull(order)
    })
  })

  describe("for a draft order", () => {
    it("is paid, and the order is approved and can be captured", async () => {
      const draft = await createDraft()

      const link = await createPaymentLink(store, draft)

      expect(link.amount).toBe(100)
      await payLinkAt(store, link)
      await orderReads(store, draft.orderId, "approved")
      await store.admin.admin.draftOrder.convertToOrder(draft.orderId)
      await setStatus(store, draft, "ready_for_capture")
      await orderReads(store, draft.orderId, "paid")
      expect(await outstandingOf(draft)).toBe(0)
    })

    it("requests the new amount when the draft is edited while the customer is on Stripe's page", async () => {
      const draft = await createDraft()
      const link = await createPaymentLink(store, draft)
      const page = await openLink(store, link)
      const { draftOrder } = store.admin.admin

      await draftOrder.beginEdit(draft.orderId)
      await draftOrder.addItems(draft.orderId, {
        items: [{ variant_id: store.seed.variantId, quantity: 1 }],
      })
      await draftOrder.confirmEdit(draft.orderId)

      await expires(link, page)
      await payLinkAt(store, link)
      await heldByLink(link, 20000)
    })
  })

  describe("requested and opened more than once", () => {
    it("is one link with one Checkout Session for twenty requests and twenty clicks at once", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)

      const links = await Promise.all(
        Array.from({ length: 20 }, () => createPaymentLink(store, order))
      )
      const link = only(uniqueByUrl(links))
      const pages = await Promise.all(
        Array.from({ length: 20 }, () => openLink(store, link))
      )

      expect(new Set(pages).size).toBe(1)
      only(await checkoutSessionsOf(store, link.payment_session_id))
      expect(await openCollectionsOf(order)).toEqual([100])
    })

    it("takes the money once although the customer pays in two tabs", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const [first, second] = [
        await openLink(store, link),
        await openLink(store, link),
      ]

      const outcomes = await Promise.allSettled([
        store.stripe.pay(first),
        store.stripe.pay(second),
      ])

      expect(second).toBe(first)
      expect(outcomes.map(({ status }) => status).sort()).toEqual([
        "fulfilled",
        "rejected",
      ])
      await heldByLink(link, 10000)
      const answer = await new Browser(store).get(link.url)
      expect(answer.headers.get("location")).toContain(
        "/stripe-checkout/return"
      )
    })

    it("takes no money in a tab that shows the amount before an edit", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const old = await openLink(store, link)
      await addShirts(store, order, 1)
      const now = await openLink(store, link)

      await store.stripe.pay(now)

      await expect(store.stripe.pay(old)).rejects.toThrow("expired")
      await heldByLink(link, 20000)
      expect((await readCard(store, order.orderId)).payment_link).toMatchObject(
        { allowed: false, reason: "covered_by_hold" }
      )
    })
  })

  function uniqueByUrl(links: readonly PaymentLink[]): PaymentLink[] {
    return [...new Map(links.map((link) => [link.url, link])).values()]
  }

  async function paysInFull(order: HeldOrder): Promise<void> {
    const link = await createPaymentLink(store, order)
    expect(link.amount).toBe(120)
    await payLinkAt(store, link)
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(order)).toBe(0)
  }

  /** What is paid later needs a new change of status. */
  async function setStatusOnceHeld(
    order: HeldOrder,
    link: PaymentLink
  ): Promise<void> {
    await waitUntilRecorded(link)
    await setStatus(store, order, "ready_for_capture")
  }

  async function heldByLink(link: PaymentLink, minor: number): Promise<void> {
    await waitUntilRecorded(link)
    expect(await intentOf(store, link.payment_session_id)).toMatchObject({
      status: "requires_capture",
      amount_capturable: minor,
    })
  }

  async function waitUntilRecorded(link: PaymentLink): Promise<void> {
    await waitUntil("the payment in Medusa", async () => {
      const rows = await sql(
        store,
        `select id from payment where payment_session_id = :id`,
        { id: link.payment_session_id }
      )
      return rows.length
    })
  }

  async function expires(link: PaymentLink, page: string): Promise<void> {
    await waitUntil("the Checkout Session to expire", async () => {
      const sessions = await checkoutSessionsOf(store, link.payment_session_id)
      return sessions.find(({ id }) => id === page)?.status === "expired"
    })
  }

  async function isClosed(link: PaymentLink): Promise<void> {
    expect((await new Browser(store).get(link.url)).status).toBe(410)
  }

  async function createDraft(): Promise<AnOrder> {
    const { draft_order } = await store.admin.admin.draftOrder.create({
      email: "ada@example.com",
      region_id: store.seed.regionId,
      sales_channel_id: store.seed.salesChannelId,
      items: [{ variant_id: store.seed.variantId, quantity: 1 }],
      shipping_methods: [],
    })
    return { orderId: draft_order.id }
  }

  async function outstandingOf({ orderId }: AnOrder): Promise<number> {
    const { order } = await store.admin.admin.order.retrieve(orderId, {
      fields: "summary",
    })
    return order.summary.pending_difference
  }

  /** The amounts of the collections that request money and have none. */
  async function openCollectionsOf({ orderId }: AnOrder): Promise<number[]> {
    const rows = await sql<{ amount: string }>(
      store,
      `select c.amount from order_payment_collection l
         join payment_collection c on c.id = l.payment_collection_id
        where l.order_id = :orderId and c.status in ('not_paid', 'awaiting')
          and l.deleted_at is null and c.deleted_at is null`,
      { orderId }
    )
    return rows.map(({ amount }) => Number(amount))
  }
})
