import { Modules } from "@medusajs/framework/utils"
import {
  exchangeOneForTwo,
  placeSentOrder,
  type SentOrder,
} from "../../support/after-sales"
import { orderReads, sql } from "../../support/order-records"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
} from "../../support/payment-links"
import { checkoutSessionsOf } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { setEventsReadUntil, sweep, waitUntilIdle } from "../../support/sweep"

/** The customer could still pay what the order does not owe any more. */
export function findsOutdatedPaymentLinks(store: StripeStore): void {
  it("closes a payment link for an exchange that was canceled by a process that died before it emitted anything", async () => {
    const { order, exchangeId, link, page } = await openLinkOfExchange()
    await cancelExchangeWithoutEvent(order, exchangeId)
    await waitUntilIdle(store)
    expect(await statusOfPage(link, page)).toBe("open")
    await setEventsReadUntil(store, 120)

    await sweep(store)

    expect(await statusOfPage(link, page)).toBe("expired")
    expect((await store.request(link.url)).status).toBe(410)
    await orderReads(store, order.orderId, "approved")
  })

  it("checks no payment link of an order that has not changed since", async () => {
    const { link } = await openLinkOfExchange()
    await letTwoMinutesPass(link)
    const before = await lastSyncOf(link)

    await sweep(store)

    expect(await lastSyncOf(link)).toBe(before)
  })

  async function openLinkOfExchange() {
    const order = await placeSentOrder(store)
    const { id: exchangeId } = await exchangeOneForTwo(store, order)
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)
    // Stripe's events about it are read, so only Medusa's rows can lead to it.
    await sweep(store)
    await waitUntilIdle(store)
    return { order, exchangeId, link, page }
  }

  /** Core emits a workflow's events when it ends; this group never does. */
  async function cancelExchangeWithoutEvent(
    { orderId }: SentOrder,
    exchangeId: string
  ): Promise<void> {
    const orders = store.container.resolve(Modules.ORDER)
    await orders.cancelExchange(
      { exchange_id: exchangeId, order_id: orderId },
      { eventGroupId: "of-a-process-that-died" }
    )
  }

  /** Between the order's last change and the link's last synchronization. */
  async function letTwoMinutesPass({
    payment_session_id: id,
  }: PaymentLink): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment set synced_at = synced_at + interval '2 minutes'
        where payment_session_id = :id returning id`,
      { id }
    )
  }

  async function lastSyncOf({
    payment_session_id: id,
  }: PaymentLink): Promise<string> {
    const [row] = await sql<{ synced_at: Date }>(
      store,
      `select synced_at from stripe_checkout_payment where payment_session_id = :id`,
      { id }
    )
    return String(row?.synced_at.toISOString())
  }

  async function statusOfPage(
    { payment_session_id }: PaymentLink,
    page: string
  ): Promise<string | null | undefined> {
    const opened = await checkoutSessionsOf(store, payment_session_id)
    return opened.find(({ id }) => id === page)?.status
  }
}
