import { locationOf } from "../../support/browser"
import {
  debit,
  outstandingOf,
  refundDebit,
  startDebit,
} from "../../support/bank-debits"
import { only } from "../../support/only"
import {
  ordersOfCart,
  orderReads,
  orderStatus,
} from "../../support/order-records"
import { findInView } from "../../support/payment-list"
import { payloadFor, type PublicEvents } from "../../support/public-events"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payAtStripe,
  payFor,
  type Purchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { sweep, tick, waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

/** An order costs 120.00 EUR. */
export function debitsOfCarts(store: StripeStore, events: PublicEvents): void {
  it("is processing until the bank answers: no order is placed, and the pay link opens nothing else", async () => {
    const { purchase } = await startDebit(store)

    await shopperSees(purchase, "processing")
    await tick(store)
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    const address = locationOf(await purchase.browser.get(purchase.link))
    expect(address).toContain("/stripe-checkout/return")
    only(await checkoutSessionsOf(store, purchase.session.id))
  })

  it("is listed as pending until the bank answers, without an order and with its amount", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")

    const listed = await findInView(store, "pending", purchase)

    expect(listed).toMatchObject({
      order_id: null,
      payment_status: "processing",
      amount: 120,
    })
    await store.stripe.settleDebit(page, "succeeded")
    await shopperSees(purchase, "confirmed")
    expect(await findInView(store, "pending", purchase)).toBeUndefined()
  })

  it("places the order once the bank has paid, and the order is paid", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")

    await store.stripe.settleDebit(page, "succeeded")

    await shopperSees(purchase, "confirmed")
    const orderId = only(await ordersOfCart(store, purchase.cart.id))
    await orderReads(store, orderId, "paid")
    expect(await outstandingOf(store, orderId)).toBe(0)
    const captured = await events.first(purchase.session.id, "captured")
    expect(captured).toEqual(payloadFor({ ...purchase, orderId }))
  })

  it("places the order although no webhook reports that the bank has paid", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")
    await store.stripe.webhooks.pause()

    await store.stripe.settleDebit(page, "succeeded")
    await sweep(store)

    const orderId = await orderOf(purchase)
    await orderReads(store, orderId, "paid")
  })

  it("reports once that the bank refused, with the amount and Stripe's reason", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")

    await store.stripe.settleDebit(page, "failed")

    await shopperSees(purchase, "failed")
    await sweep(store)
    await waitUntilIdle(store)
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    const reported = only(events.about(purchase.session.id, "payment_failed"))
    expect(reported).toEqual(
      payloadFor(purchase, {
        payment_id: null,
        reason: expect.stringContaining("insufficient funds") as string,
      })
    )
  })

  it("that failed can be paid by card with the same pay link", async () => {
    const { purchase, page } = await startDebit(store)
    await store.stripe.settleDebit(page, "failed")
    await shopperSees(purchase, "failed")

    const returned = await payAtStripe(store, purchase)
    await purchase.browser.get(returned)

    const orderId = await orderOf(purchase)
    await orderReads(store, orderId, "approved")
    await shopperSees(purchase, "confirmed")
    const [failed, paid] = await checkoutSessionsOf(store, purchase.session.id)
    expect(failed).toMatchObject({ id: page, payment_status: "unpaid" })
    expect(paid).toMatchObject({ status: "complete" })
  })

  it("that failed can be debited again, and each failure is reported", async () => {
    const { purchase, page } = await startDebit(store)
    await store.stripe.settleDebit(page, "failed")
    await shopperSees(purchase, "failed")

    const second = await debit(store, purchase)
    await shopperSees(purchase, "processing")
    await store.stripe.settleDebit(second, "failed")

    await shopperSees(purchase, "failed")
    await waitUntilIdle(store)
    expect(events.about(purchase.session.id, "payment_failed")).toHaveLength(2)
  })

  it("that fails while no webhook arrives is noticed when the shopper follows the pay link", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")
    await store.stripe.webhooks.pause()
    await store.stripe.settleDebit(page, "failed")

    const first = locationOf(await purchase.browser.get(purchase.link))
    await purchase.browser.get(first)

    expect(await openPage(purchase)).not.toBe(page)
  })

  it("is reported for a refund when the shopper has paid by card meanwhile", async () => {
    const { purchase, page } = await startDebit(store)
    await shopperSees(purchase, "processing")
    const impatient = await payFor(store, purchase.cart)
    await impatient.browser.get(await payAtStripe(store, impatient))
    const orderId = await orderOf(purchase)
    await orderReads(store, orderId, "approved")

    await store.stripe.settleDebit(page, "succeeded")

    const found = await events.first(purchase.session.id, "discrepancy_found")
    expect(found).toMatchObject({ amount: 120 })
    only(await ordersOfCart(store, purchase.cart.id))
    expect(await orderStatus(store, orderId)).toBe("approved")
    await refundDebit(store, purchase.session.id, page)
  })

  it("that the bank takes back after it has paid leaves the order as it is: a dispute is answered in Stripe's Dashboard", async () => {
    const { purchase, page } = await startDebit(store)
    await store.stripe.settleDebit(page, "succeeded")
    const orderId = await orderOf(purchase)
    await orderReads(store, orderId, "paid")
    const { id } = await intentOf(store, purchase.session.id)

    await store.stripe.dashboard.dispute(id)
    await waitUntilIdle(store)
    await sweep(store)

    await orderReads(store, orderId, "paid")
    expect(await outstandingOf(store, orderId)).toBe(0)
    expect(events.about(purchase.session.id, "payment_failed")).toEqual([])
  })

  async function shopperSees(
    { session, cart }: Purchase,
    expected: string
  ): Promise<void> {
    await waitUntil(`the shopper to see ${expected}`, async () => {
      const { body } = await store.request(
        `/store/stripe-checkout/payments/${session.id}?cart_id=${cart.id}`
      )
      return (
        (body as { state: string }).state === expected ||
        Promise.reject(new Error(JSON.stringify(body)))
      )
    })
  }

  async function orderOf({ cart }: Purchase): Promise<string> {
    return waitUntil("the order to be placed", async () =>
      only(await ordersOfCart(store, cart.id))
    )
  }
}
