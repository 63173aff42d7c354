import { Browser, locationOf, textOf } from "../support/browser"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import { readCard } from "../support/order-card"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import { orderReads, sql } from "../support/order-records"
import {
  createPaymentLink,
  openLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import {
  checkoutSessionsOf,
  intentOf,
  payAtStripe,
  type Purchase,
} from "../support/stripe-checkout"
import { describeStripeStore, STOREFRONT_URL } from "../support/stripe-store"
import { tick, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("A payment link for what an order still owes", (store) => {
  const events = recordPublicEvents(store)

  it("requests what an edit added, takes the money without a page of the storefront, and makes the order whole", async () => {
    const order = await dearerOrder()

    await waitUntil("the card to offer it", async () => {
      const card = await readCard(store, order.orderId)
      return card.payment_link.amount === 100
    })

    const link = await createPaymentLink(store, order)

    expect(link).toMatchObject({ amount: 100, currency_code: "eur" })
    await payLinkAt(store, link)
    await waitUntil("the payment in Medusa", () =>
      paymentOf(store, link.payment_session_id)
    )
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(
      await capturesOf(store, {
        session: { id: link.payment_session_id } as never,
      })
    ).toEqual([100])
  })

  it("requests what the order's transactions leave, where core's summary miscounts them", async () => {
    const order = await dearerOrder()
    await sql(
      store,
      `update order_summary
          set totals = totals || '{"transaction_total": -10, "pending_difference": 230, "raw_pending_difference": {"value": "230", "precision": 20}}'
        where order_id = :orderId returning id`,
      order
    )

    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 100 })
  })

  it("leads whoever paid to the order's confirmation in the storefront", async () => {
    const link = await createPaymentLink(store, await dearerOrder())
    const browser = new Browser(store)

    const returnPage = await payAtStripe(store, {
      link: link.url,
      browser,
      session: { id: link.payment_session_id },
    } as Purchase)

    expect(locationOf(await browser.get(returnPage))).toMatch(
      new RegExp(`^${STOREFRONT_URL}/de/order/order_[^/]+/confirmed$`)
    )
  })

  it("is created once, however often and concurrently it is requested", async () => {
    const order = await dearerOrder()

    const links = await Promise.all(
      Array.from({ length: 8 }, () => createPaymentLink(store, order))
    )
    const again = await createPaymentLink(store, order)

    expect(new Set([...links, again].map(({ url }) => url)).size).toBe(1)
    expect(await openCollectionsOf(order)).toEqual([100])
    await waitUntilIdle(store)
    const emitted = events.about(
      again.payment_session_id,
      "payment_link_created"
    )
    expect(only(emitted)).toMatchObject({
      amount: 100,
      currency_code: "eur",
      order_id: order.orderId,
      cart_id: null,
    })
  })

  it("requests the rest after a part was captured", async () => {
    const order = await placeHeldOrder(store)
    await capture(order, 40)

    expect(await createPaymentLink(store, order)).toMatchObject({ amount: 80 })
  })

  it("requests everything once the hold was released", async () => {
    const order = await placeHeldOrder(store)
    await release(order)

    const link = await createPaymentLink(store, order)

    expect(link.amount).toBe(120)
    await payLinkAt(store, link)
    await orderReads(store, order.orderId, "approved")
  })

  it("is refused with the reason while everything is held, once nothing is owed, and for a canceled order", async () => {
    const held = await placeHeldOrder(store)
    expect(await refusalOfLink(store, held)).toContain("already held")
    await capture(held)
    expect(await refusalOfLink(store, held)).toContain("Nothing is outstanding")

    const canceled = await placeHeldOrder(store)
    await store.admin.admin.order.cancel(canceled.orderId)
    expect(await refusalOfLink(store, canceled)).toContain("was canceled")
    expect(await refusalOfLink(store, { orderId: "order_unknown" })).toContain(
      "no such order"
    )
  })

  it("is refused where the region does not have the provider", async () => {
    const order = await dearerOrder()
    await sql(
      store,
      `update region_payment_provider set deleted_at = now()
        where payment_provider_id like 'pp_stripe-checkout_%' returning id`
    )

    const refusal = await refusalOfLink(store, order)

    await sql(
      store,
      `update region_payment_provider set deleted_at = null
        where payment_provider_id like 'pp_stripe-checkout_%' returning id`
    )
    expect(refusal).toContain("not enabled")
  })

  it("requests the new amount under the same address when the balance changes, and closes what was open at Stripe", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const first = await openLink(store, link)

    await addShirts(store, order, 1)

    await waitUntil("the old Checkout Session to expire", async () =>
      isExpired(link, first)
    )
    const replaced = await createPaymentLink(store, order)
    expect(replaced).toMatchObject({ url: link.url, amount: 200 })
    await payLinkAt(store, link)
    expect((await intentOf(store, link.payment_session_id)).amount).toBe(20000)
  })

  it("is closed when the balance is gone, and says so", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)

    await reduceToOneShirt(store, order)

    await waitUntil("the Checkout Session to expire", async () =>
      isExpired(link, page)
    )
    await waitUntil(
      "the collection to be gone",
      async () => (await openCollectionsOf(order)).length === 0
    )
    const answer = await new Browser(store).get(link.url)
    expect(answer.status).toBe(410)
    expect(textOf(answer.body)).toContain("no longer valid")
  })

  it("says that the order was canceled, and takes no card for it any more", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)

    await store.admin.admin.order.cancel(order.orderId)

    await waitUntil("the Checkout Session to expire", async () =>
      isExpired(link, page)
    )
    const answer = await new Browser(store).get(link.url)
    expect(answer.status).toBe(410)
    expect(textOf(answer.body)).toContain("This order was canceled")
  })

  it("expires what is open at Stripe when its collection is deleted", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)

    await store.admin.client.fetch(
      `/admin/payment-collections/${link.payment_collection_id}`,
      { method: "DELETE" }
    )

    await waitUntil("the Checkout Session to expire", async () =>
      isExpired(link, page)
    )
  })

  it("never leaves two Checkout Sessions that request the same balance", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const first = await openLink(store, link)
    await sql(
      store,
      `delete from order_payment_collection
        where payment_collection_id = :id returning id`,
      { id: link.payment_collection_id }
    )

    const second = await createPaymentLink(store, order)
    await openLink(store, second)

    expect(second.url).not.toBe(link.url)
    expect(await isExpired(link, first)).toBe(true)
  })

  it("releases money that comes although the order does not owe it any more, and keeps the order's own hold", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)
    await store.stripe.webhooks.pause()
    await store.stripe.pay(page)

    await reduceToOneShirt(store, order)
    await store.stripe.webhooks.resume()
    await tick(store)

    await waitUntil("the surplus hold to be released", async () =>
      isCanceled(link)
    )
    const event = await events.first(
      link.payment_session_id,
      "authorization_released"
    )
    expect(event.reason).toContain("owes nothing more")
    expect((await intentOf(store, order.session.id)).status).toBe(
      "requires_capture"
    )
    await orderReads(store, order.orderId, "approved")
    expect(await failuresOf(link)).toBe(0)
  })

  it("keeps a hold whose collection was removed, where the order owes exactly this amount", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)
    await store.stripe.webhooks.pause()
    await store.stripe.pay(page)
    await sql(
      store,
      `delete from order_payment_collection
        where payment_collection_id = :id returning id`,
      { id: link.payment_collection_id }
    )

    await store.stripe.webhooks.resume()

    await waitUntil("the money to be bound again", async () => {
      const rows = await sql<{ payment_id: string | null }>(
        store,
        `select payment_id from stripe_checkout_payment
          where replaces_payment_session_id = :id and payment_id is not null`,
        { id: link.payment_session_id }
      )
      return rows.length
    })
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
  })

  async function dearerOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    return order
  }

  async function capture(
    { orderId }: HeldOrder,
    amount?: number
  ): Promise<void> {
    await store.admin.client.fetch(
      `/admin/stripe-checkout/orders/${orderId}/capture`,
      { method: "POST", body: amount === undefined ? {} : { amount } }
    )
  }

  async function release({ orderId }: HeldOrder): Promise<void> {
    await store.admin.client.fetch(
      `/admin/stripe-checkout/orders/${orderId}/release`,
      { method: "POST", body: {} }
    )
  }

  async function isExpired(
    { payment_session_id }: { payment_session_id: string },
    page: string
  ): Promise<boolean> {
    const sessions = await checkoutSessionsOf(store, payment_session_id)
    return sessions.find(({ id }) => id === page)?.status === "expired"
  }

  async function isCanceled(link: {
    payment_session_id: string
  }): Promise<boolean> {
    const { status } = await intentOf(store, link.payment_session_id)
    return status === "canceled"
  }

  async function failuresOf(link: {
    payment_session_id: string
  }): Promise<number> {
    const [row] = await sql<{ sync_failures: number }>(
      store,
      `select sync_failures from stripe_checkout_payment
        where payment_session_id = :id`,
      { id: link.payment_session_id }
    )
    return Number(row?.sync_failures)
  }

  /** The amounts of the collections that request money and have none. */
  async function openCollectionsOf({ orderId }: HeldOrder): Promise<number[]> {
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
