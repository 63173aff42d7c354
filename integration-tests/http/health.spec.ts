import { readAccountHealth } from "../support/account-health"
import { whileNobodySynchronizes } from "../support/held-lease"
import { placeHeldOrder } from "../support/held-order"
import { orderReads, sql } from "../support/order-records"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The plugin's health", (store) => {
  it("counts a payment that should have been synchronized more than a minute ago", async () => {
    const { session } = await placeHeldOrder(store)
    const makeDueBefore = async (seconds: number) =>
      sql(
        store,
        `update stripe_checkout_payment
            set next_sync_at = now() - :seconds * interval '1 second'
          where payment_session_id = :id returning id`,
        { id: session.id, seconds }
      )
    const overdue = async () =>
      (await readAccountHealth(store)).backlog.payments_overdue
    const before = await overdue()

    await whileNobodySynchronizes(store, session.id, async () => {
      await makeDueBefore(50)
      expect(await overdue()).toBe(before)
      await makeDueBefore(70)
      expect(await overdue()).toBe(before + 1)
    })
  })

  it("asks for manual review as long as a discrepancy is open", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await orderReads(store, order.orderId, "paid")
    const before = await readAccountHealth(store)
    const isOpen = async (count: number) =>
      waitUntil(
        `${count} more open discrepancies`,
        async () =>
          (await readAccountHealth(store)).open_discrepancies ===
          before.open_discrepancies + count
      )

    await store.stripe.setNextRefundOutcome("failed", "lost_or_stolen_card")
    await store.stripe.dashboard.refund(order.paymentIntentId)

    await isOpen(1)
    const { problems } = await readAccountHealth(store)
    expect(problems).toContainEqual(
      expect.stringContaining("need manual review")
    )
    await store.stripe.dashboard.refund(order.paymentIntentId)
    await isOpen(0)
  })
})
