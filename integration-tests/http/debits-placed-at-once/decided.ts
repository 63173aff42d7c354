import { outstandingOf, refundDebit } from "../../support/bank-debits"
import { discrepanciesOf } from "../../support/discrepancy-records"
import { capturesOf, paymentOf, setStatus } from "../../support/held-order"
import { only } from "../../support/only"
import { readCard, readCardPayment } from "../../support/order-card"
import { orderReads, orderStatus, sql } from "../../support/order-records"
import { createPaymentLink, payLinkAt } from "../../support/payment-links"
import { placeDebitedOrder } from "../../support/placed-debit"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"
import { sweep, waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** An order costs 120.00 EUR. */
export function decidedDebits(store: StripeStore, events: PublicEvents): void {
  it("is paid once the bank has paid", async () => {
    const order = await placeDebitedOrder(store)

    await store.stripe.settleDebit(order.page, "succeeded")

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
    expect(await outstandingOf(store, order.orderId)).toBe(0)
    const captured = await events.first(order.session.id, "captured")
    expect(captured).toEqual(payloadFor(order))
  })

  it.each([
    ["succeeded", "paid"],
    ["failed", "payment_failed"],
  ] as const)(
    "finds that it has %s although no webhook says so",
    async (outcome, status) => {
      const order = await placeDebitedOrder(store)
      await store.stripe.webhooks.pause()

      await store.stripe.settleDebit(order.page, outcome)
      await sweep(store)

      await orderReads(store, order.orderId, status)
    }
  )

  it("keeps the order when the bank refuses, cancels the payment, and says why and what to do", async () => {
    const order = await placeDebitedOrder(store)

    await store.stripe.settleDebit(order.page, "failed")

    await orderReads(store, order.orderId, "payment_failed")
    await sweep(store)
    await waitUntilIdle(store)
    const { canceled_at } = await paymentOf(store, order.session.id)
    expect(canceled_at).not.toBeNull()
    expect(await outstandingOf(store, order.orderId)).toBe(120)
    const reported = only(events.about(order.session.id, "payment_failed"))
    expect(reported).toMatchObject({ order_id: order.orderId, amount: 120 })
    expect(reported.reason).toContain("insufficient funds")
    expect(reported.reason).toContain("payment link")
    const payment = await readCardPayment(store, order)
    expect(payment).toMatchObject({
      payment_status: "failed",
      reason_code: "money_refused",
    })
    expect(await discrepanciesOf(store, order.session.id)).toEqual([])
    await waitUntil("the notice", async () =>
      (await noticesAbout(order.orderId)).includes(
        "A placed order was not paid"
      )
    )
    only(await noticesAbout(order.orderId))
  })

  it("requests what the bank has refused by link, which is paid by card", async () => {
    const order = await placeDebitedOrder(store)
    await store.stripe.settleDebit(order.page, "failed")
    await orderReads(store, order.orderId, "payment_failed")
    const card = await readCard(store, order.orderId)
    expect(card.payment_link).toMatchObject({ allowed: true, amount: 120 })

    await payLinkAt(store, await createPaymentLink(store, order))

    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("reports money that the bank pays for an order which was canceled meanwhile", async () => {
    const order = await placeDebitedOrder(store)
    await store.admin.admin.order.cancel(order.orderId)
    await waitUntilIdle(store)
    expect(await discrepanciesOf(store, order.session.id)).toEqual([])

    await store.stripe.settleDebit(order.page, "succeeded")

    const found = await events.first(order.session.id, "discrepancy_found")
    expect(found.reason).toContain("The order is canceled")
    await refundDebit(store, order.session.id, order.page)
  })

  it("says nothing more when the bank refuses for a canceled order", async () => {
    const order = await placeDebitedOrder(store)
    await store.admin.admin.order.cancel(order.orderId)
    await waitUntilIdle(store)

    await store.stripe.settleDebit(order.page, "failed")
    await sweep(store)
    await waitUntilIdle(store)

    expect(events.about(order.session.id, "payment_failed")).toEqual([])
    expect(await orderStatus(store, order.orderId)).toBe("payment_pending")
    expect(await discrepanciesOf(store, order.session.id)).toEqual([])
  })

  async function noticesAbout(orderId: string): Promise<string[]> {
    const rows = await sql<{ title: string }>(
      store,
      `select data ->> 'title' as title from notification
        where resource_id = :orderId and deleted_at is null`,
      { orderId }
    )
    return rows.map(({ title }) => title)
  }
}
