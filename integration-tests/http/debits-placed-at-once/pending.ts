import { readAccountHealth } from "../../support/account-health"
import { locationOf } from "../../support/browser"
import { debit, outstandingOf } from "../../support/bank-debits"
import { discrepanciesOf } from "../../support/discrepancy-records"
import { capturesOf, paymentOf, setStatus } from "../../support/held-order"
import { only } from "../../support/only"
import { addShirts, reduceToOneShirt } from "../../support/order-balance"
import {
  readCard,
  readCardPayment,
  refusalOf,
  releaseByCard,
  setStatusByCard,
} from "../../support/order-card"
import {
  orderReads,
  ordersOfCart,
  orderStatus,
  sql,
} from "../../support/order-records"
import {
  createPaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../../support/payment-links"
import {
  type DebitedOrder,
  placeDebitedOrder,
} from "../../support/placed-debit"
import type { PublicEvents } from "../../support/public-events"
import { PLENTY, setStock } from "../../support/sold-out"
import { startPurchase } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  makeRetriesDue,
  sweep,
  tick,
  waitForFailedSync,
  waitUntilIdle,
} from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** An order costs 120.00 EUR; a shirt more costs 100.00 EUR. */
export function pendingDebits(store: StripeStore, events: PublicEvents): void {
  it("places it once, with a payment that is not captured, and the shopper sees it confirmed", async () => {
    const order = await placeDebitedOrder(store)

    await waitUntilIdle(store)
    only(await ordersOfCart(store, order.cart.id))
    expect(await capturesOf(store, order)).toEqual([])
    expect((await paymentOf(store, order.session.id)).canceled_at).toBeNull()
    expect(await outstandingOf(store, order.orderId)).toBe(120)
    const { body } = await store.request(
      `/store/stripe-checkout/payments/${order.session.id}?cart_id=${order.cart.id}`
    )
    expect(body).toMatchObject({ state: "confirmed" })
    expect(events.about(order.session.id, "captured")).toEqual([])
    const address = locationOf(await order.browser.get(order.link))
    expect(address).not.toContain("/c/pay/")
  })

  it("counts the debit as on its way, and says that the bank decides", async () => {
    const order = await placeDebitedOrder(store)

    const card = await readCard(store, order.orderId)
    expect(card.payment_link).toMatchObject({ allowed: false, amount: 0 })
    expect(await refusalOfLink(store, order)).toContain("in process")
    expect(only(card.payments)).toMatchObject({
      payment_status: "processing",
      reason_code: "money_pending",
      amounts: { held: 0, captured: 0, released: 0, refunded: 0 },
    })
  })

  it("is no alarm, however often it is swept, and its age is known", async () => {
    const order = await placeDebitedOrder(store)
    await makePaymentDue(order)

    await tick(store)
    await sweep(store)
    await waitUntilIdle(store)

    expect(await discrepanciesOf(store, order.session.id)).toEqual([])
    const { backlog, problems } = await readAccountHealth(store)
    expect(backlog.payments_pending).toBeGreaterThan(0)
    expect(Date.parse(backlog.oldest_payment_pending_at ?? "")).not.toBeNaN()
    expect(problems.filter((text) => text.includes("overdue"))).toEqual([])
    expect(await orderStatus(store, order.orderId)).toBe("payment_pending")
  })

  it("keeps a capture that a status requests until the bank has paid", async () => {
    const order = await placeDebitedOrder(store)

    await setStatus(store, order, "ready_for_capture")

    await waitUntil("the request to wait for the bank", async () => {
      const { operations } = await readCardPayment(store, order)
      return operations.some(
        ({ kind, reason_code, status }) =>
          kind === "capture" &&
          status === "pending" &&
          reason_code === "capture_waits_for_bank"
      )
    })
    await store.stripe.settleDebit(order.page, "succeeded")
    await orderReads(store, order.orderId, "paid")
    expect(await requestOf(order)).toBe("succeeded")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("offers on the card what may follow, as for held money", async () => {
    const order = await placeDebitedOrder(store)
    const card = await readCard(store, order.orderId)
    expect(card.allowed_statuses).toEqual(["ready_for_capture"])

    await setStatusByCard(store, order, "ready_for_capture")
    await store.stripe.settleDebit(order.page, "failed")

    await orderReads(store, order.orderId, "payment_failed")
    expect(await requestOf(order)).toBe("rejected")
  })

  it("lets nobody capture or release what the bank has not paid", async () => {
    const order = await placeDebitedOrder(store)
    const { id } = await paymentOf(store, order.session.id)

    const captured = await refusalOf(store.admin.admin.payment.capture(id, {}))

    expect(captured.message).toContain("the bank has not decided yet")
    expect(await capturesOf(store, order)).toEqual([])
    const released = await refusalOf(releaseByCard(store, order))
    expect(released.status).toBe(400)
    await waitUntilIdle(store)
    expect(await orderStatus(store, order.orderId)).toBe("payment_pending")
  })

  it("requests by link only what the debit will not cover after an edit", async () => {
    const order = await placeDebitedOrder(store)
    await addShirts(store, order, 1)
    await waitUntilIdle(store)

    const link = await createPaymentLink(store, order)

    expect(link.amount).toBe(100)
    await payLinkAt(store, link)
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "payment_pending")
    expect(await outstandingOf(store, order.orderId)).toBe(120)
    await store.stripe.settleDebit(order.page, "succeeded")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("is paid by the debit alone when an edit is taken back", async () => {
    const order = await placeDebitedOrder(store)
    await addShirts(store, order, 1)
    await waitUntilIdle(store)
    await reduceToOneShirt(store, order)
    await waitUntilIdle(store)

    // Core cancels the payment of an edited order, until it is repaired.
    await waitUntil("the payment to be restored", async () => {
      return !(await paymentOf(store, order.session.id)).canceled_at
    })
    await store.stripe.settleDebit(order.page, "succeeded")

    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("is retried while an item is sold out, and placed as soon as there is one", async () => {
    const purchase = await startPurchase(store)
    await setStock(store, 0)
    try {
      await debit(store, purchase)
      await waitForFailedSync(store, purchase.session.id)
      await events.first(purchase.session.id, "order_not_placeable")

      await setStock(store, PLENTY)
      await makeRetriesDue(store)
      await tick(store)

      const orderId = await waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await orderReads(store, orderId, "payment_pending")
    } finally {
      await setStock(store, PLENTY)
    }
  })

  async function requestOf(order: DebitedOrder): Promise<string> {
    const { operations } = await readCardPayment(store, order)
    return only(
      operations.filter(
        ({ kind, source }) => kind === "capture" && source === "rule"
      )
    ).status
  }

  async function makePaymentDue({ session }: DebitedOrder): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_payment set next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: session.id }
    )
  }
}
