import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import {
  debitedLink,
  outstandingOf,
  refundDebit,
} from "../../support/bank-debits"
import { type HeldOrder, setStatus } from "../../support/held-order"
import { only } from "../../support/only"
import {
  addShirts,
  reduceToOneShirt,
  setAddedShirts,
} from "../../support/order-balance"
import { readCard, readCardPayment } from "../../support/order-card"
import { orderReads, orderStatus } from "../../support/order-records"
import {
  createPaymentLink,
  type PaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../../support/payment-links"
import type { PublicEvents } from "../../support/public-events"
import type { Purchase } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import {
  makeRetriesDue,
  tick,
  waitForFailedSync,
  waitUntilIdle,
} from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
export function debitsOfPaymentLinks(
  store: StripeStore,
  events: PublicEvents
): void {
  it("counts as on its way and not as paid", async () => {
    const { order, link } = await debitedLink(store)

    await cardReads(order, link, "processing")
    const card = await readCard(store, order.orderId)
    expect(card.payment_link).toMatchObject({
      allowed: false,
      reason: "covered_by_hold",
      amount: 0,
    })
    expect(await refusalOfLink(store, order)).toContain("in process")
    expect(await outstandingOf(store, order.orderId)).toBe(220)
    expect(await orderStatus(store, order.orderId)).toBe("approved")
    const { amounts } = await paymentOnCard(order, link)
    expect(amounts).toEqual({
      held: 0,
      captured: 0,
      released: 0,
      refunded: 0,
    })
  })

  it("pays the balance once the bank has paid, beside the order's hold", async () => {
    const { order, link, page } = await debitedLink(store)
    await cardReads(order, link, "processing")

    await store.stripe.settleDebit(page, "succeeded")

    await cardReads(order, link, "captured")
    await waitUntil(
      "the balance to be recorded",
      async () => (await outstandingOf(store, order.orderId)) === 120
    )
    expect(await orderStatus(store, order.orderId)).toBe("approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("that failed leaves the order as it was, and the same link is paid by card", async () => {
    const { order, link, page } = await debitedLink(store)
    await cardReads(order, link, "processing")

    await store.stripe.settleDebit(page, "failed")

    await cardReads(order, link, "failed")
    const card = await readCard(store, order.orderId)
    expect(card.payment_link).toMatchObject({ allowed: true, amount: 100 })
    expect(card.order_status).toBe("approved")
    expect(await outstandingOf(store, order.orderId)).toBe(220)
    await waitUntilIdle(store)
    expect(
      only(events.about(link.payment_session_id, "payment_failed"))
    ).toMatchObject({ order_id: order.orderId, amount: 100 })

    await payLinkAt(store, link)
    await cardReads(order, link, "held")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("that failed is requested again under the same address", async () => {
    const { order, link, page } = await debitedLink(store)
    await store.stripe.settleDebit(page, "failed")
    await cardReads(order, link, "failed")

    const again = await createPaymentLink(store, order)

    expect(again).toMatchObject({ url: link.url, amount: 100 })
  })

  it("that fails after the item was taken out again closes the link", async () => {
    const { order, link, page } = await debitedLink(store)
    await cardReads(order, link, "processing")
    await reduceToOneShirt(store, order)
    await waitUntilIdle(store)

    await store.stripe.settleDebit(page, "failed")

    const reported = await events.first(
      link.payment_session_id,
      "payment_failed"
    )
    expect(reported).toMatchObject({ amount: 100 })
    await waitUntil("nothing to be requested", async () => {
      const { payment_link: offer } = await readCard(store, order.orderId)
      return offer.reason === "covered_by_hold"
    })
    expect((await store.request(link.url)).status).toBe(410)
    await orderReads(store, order.orderId, "approved")
  })

  it("that fails is reported although the link cannot be adjusted yet, because somebody edits the order", async () => {
    const { order, link, page } = await debitedLink(store, { shirts: 2 })
    await cardReads(order, link, "processing")
    await setAddedShirts(store, order, 1)
    await waitUntilIdle(store)
    const unlock = await lockOrder(order)

    await store.stripe.settleDebit(page, "failed")
    await waitForFailedSync(store, link.payment_session_id)
    await unlock()
    await makeRetriesDue(store)
    await tick(store)

    await waitUntilIdle(store)
    only(events.about(link.payment_session_id, "payment_failed"))
    expect(await createPaymentLink(store, order)).toMatchObject({
      url: link.url,
      amount: 100,
    })
  })

  it("that succeeds after the order's total rose is counted, and only the rest is requested", async () => {
    const { order, link, page } = await debitedLink(store)
    await cardReads(order, link, "processing")
    await addShirts(store, order, 1)
    await waitUntilIdle(store)

    await store.stripe.settleDebit(page, "succeeded")

    await waitUntil(
      "the debit to be recorded",
      async () => (await outstandingOf(store, order.orderId)) === 220
    )
    const rest = await createPaymentLink(store, order)
    expect(rest.amount).toBe(100)
    await payLinkAt(store, rest)
    await cardReads(order, rest, "held")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await outstandingOf(store, order.orderId)).toBe(0)
  })

  it("that succeeds for an order that was canceled meanwhile is reported for a refund", async () => {
    const { order, link, page } = await debitedLink(store)
    await cardReads(order, link, "processing")
    await store.admin.admin.order.cancel(order.orderId)
    await waitUntilIdle(store)

    await store.stripe.settleDebit(page, "succeeded")

    const found = await events.first(
      link.payment_session_id,
      "discrepancy_found"
    )
    expect(found.reason).toContain("The order is canceled")
    await refundDebit(store, link.payment_session_id, page)
  })

  function paymentOnCard(
    { orderId }: Pick<HeldOrder, "orderId">,
    link: PaymentLink
  ) {
    const session = { id: link.payment_session_id } as Purchase["session"]
    return readCardPayment(store, { orderId, session })
  }

  async function cardReads(
    order: HeldOrder,
    link: PaymentLink,
    expected: string
  ): Promise<void> {
    await waitUntil(`the card to read ${expected}`, async () => {
      const { payment_status } = await paymentOnCard(order, link)
      return (
        payment_status === expected || Promise.reject(new Error(payment_status))
      )
    })
  }

  /** As core does during an edit. */
  async function lockOrder({ orderId }: HeldOrder) {
    const locking = store.container.resolve(Modules.LOCKING)
    const ownerId = randomUUID()
    await locking.acquire(orderId, { ownerId, expire: 60 })
    return () => locking.release(orderId, { ownerId })
  }
}
