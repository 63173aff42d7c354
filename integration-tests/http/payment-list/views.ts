import {
  ageCapturesAndRefunds,
  type HeldOrder,
  placeHeldOrder,
} from "../../support/held-order"
import { only } from "../../support/only"
import { captureByCard, readCardPayment } from "../../support/order-card"
import { orderReads, synchronize } from "../../support/order-records"
import { placePaidOrder, refundInAdmin } from "../../support/paid-order"
import { createPaymentLink, payLinkAt } from "../../support/payment-links"
import {
  countIn,
  countPayments,
  findInView,
  letHoldEndIn,
  listedIn,
} from "../../support/payment-list"
import { retryPlacement } from "../../support/payments-without-order"
import { PLENTY, paySoldOut, setStock, SOLD_OUT } from "../../support/sold-out"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

/** Each view, by what happened to an order. */
export function sortsPaymentsIntoViews(store: StripeStore): void {
  it("shows a held payment with its order, its customer and its deadline", async () => {
    const order = await placeHeldOrder(store)
    const before = await countIn(store, "to_capture")

    const listed = await findInView(store, "to_capture", order)

    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )
    expect(before).toBeGreaterThan(0)
    expect(listed).toMatchObject({
      payment_session_id: order.session.id,
      payment_intent_id: order.paymentIntentId,
      order_id: order.orderId,
      display_id: placed.display_id,
      email: "ada@example.com",
      account: "default",
      state: "authorized",
      payment_status: "held",
      currency_code: "eur",
      amount: 120,
      captured: 0,
      refunded: 0,
      capturable: 120,
      reason_code: "money_held",
      reason: "The money is held and can be captured.",
      dashboard_url: `https://dashboard.stripe.com/test/payments/${order.paymentIntentId}`,
      is_test_mode: true,
    })
    const { capture_before } = await readCardPayment(store, order)
    expect(listed?.capture_before).toBe(capture_before)
    expect(Date.parse(listed?.authorized_at ?? "")).toBeGreaterThanOrEqual(
      Date.parse(listed?.created_at ?? "")
    )
  })

  it("shows what is to be captured first at the top, and drops it once it is captured", async () => {
    const later = await placeHeldOrder(store)
    const sooner = await placeHeldOrder(store)
    await letHoldEndIn(store, later, 60)
    await letHoldEndIn(store, sooner, 50)

    const listed = await listedIn(store, { view: "to_capture" })
    await captureByCard(store, sooner)

    expect(listed.indexOf(sooner.session.id)).toBe(
      listed.indexOf(later.session.id) - 1
    )
    expect(await findInView(store, "to_capture", sooner)).toBeUndefined()
    expect(await findInView(store, "all", sooner)).toMatchObject({
      payment_status: "captured",
      captured: 120,
      capturable: 0,
      capture_before: null,
    })
  })

  it("shows a capture that failed with the issuer's reason, until it succeeds", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({
      code: "card_declined",
      declineCode: "insufficient_funds",
    })

    const { reason } = only((await captureByCard(store, order)).results)

    await orderReads(store, order.orderId, "capture_failed")
    expect(await findInView(store, "capture_failed", order)).toMatchObject({
      payment_status: "capture_failed",
      capturable: 120,
      reason,
    })
    await captureByCard(store, order)
    expect(await findInView(store, "capture_failed", order)).toBeUndefined()
  })

  it("shows a refund that failed, also for review, until it is made again", async () => {
    const order = await placePaidOrder(store)
    await refundInAdmin(store, order, 120)
    await orderReads(store, order.orderId, "refunded")
    await ageCapturesAndRefunds(store, order)
    const counted = await countPayments(store)

    await store.stripe.settleRefund(
      await refundIdOf(order),
      "failed",
      "expired_or_canceled_card"
    )

    await waitUntil("the failed refund to be listed", async () => {
      return await findInView(store, "refund_failed", order)
    })
    expect(await findInView(store, "needs_review", order)).toMatchObject({
      payment_status: "captured",
      reason_code: "refund_failed",
    })
    const now = await countPayments(store)
    // In two views, and one payment all the same.
    expect(now.needs_attention).toBe(counted.needs_attention + 1)
    await refundInAdmin(store, order, 120)
    await orderReads(store, order.orderId, "refunded")
    await synchronize(store, order.session.id)
    expect(await findInView(store, "refund_failed", order)).toBeUndefined()
    expect(await findInView(store, "needs_review", order)).toBeUndefined()
    expect(await findInView(store, "all", order)).toMatchObject({
      payment_status: "refunded",
      refunded: 120,
    })
  })

  it("shows a hold that ends within the day, and no other", async () => {
    const soon = await placeHeldOrder(store)
    const later = await placeHeldOrder(store)

    await letHoldEndIn(store, soon, 23)
    await letHoldEndIn(store, later, 25)

    expect(await findInView(store, "expiring", soon)).toMatchObject({
      payment_status: "held",
    })
    expect(await findInView(store, "expiring", later)).toBeUndefined()
    await captureByCard(store, soon)
    expect(await findInView(store, "expiring", soon)).toBeUndefined()
  })

  it("shows a hold that lapsed until its order is paid in another way", async () => {
    const order = await placeHeldOrder(store)

    await store.stripe.lapseAuthorization(order.paymentIntentId)

    // The list reads what the pass records after it has written the order's status.
    const lapsed = await waitUntil("the lapsed hold to be listed", async () => {
      return await findInView(store, "lapsed", order)
    })
    expect(lapsed).toMatchObject({
      state: "canceled",
      payment_status: "lapsed",
      capturable: 0,
      capture_before: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    })
    expect(await findInView(store, "to_capture", order)).toBeUndefined()
    await payLinkAt(store, await createPaymentLink(store, order))
    await orderReads(store, order.orderId, "approved")
    expect(await findInView(store, "lapsed", order)).toBeUndefined()
    expect(await findInView(store, "all", order)).toBeDefined()
  })

  it("shows a paid cart that Medusa cannot place with its shopper and the reason, until it is placed", async () => {
    const purchase = await paySoldOut(store)

    expect(await findInView(store, "not_placeable", purchase)).toMatchObject({
      order_id: null,
      display_id: null,
      cart_id: purchase.cart.id,
      email: "ada@example.com",
      payment_status: "held",
      capturable: 120,
      reason: expect.stringContaining(SOLD_OUT) as string,
      authorized_at: null,
    })
    expect(await findInView(store, "to_capture", purchase)).toBeUndefined()
    await setStock(store, PLENTY)
    await retryPlacement(store, purchase)
    expect(await findInView(store, "not_placeable", purchase)).toBeUndefined()
    expect(await findInView(store, "to_capture", purchase)).toBeDefined()
  })

  it("counts each view, and says which of them need attention", async () => {
    const order = await placeHeldOrder(store)
    await letHoldEndIn(store, order, 5)

    const { needs_attention, views } = await countPayments(store)

    expect(views.map((view) => [view.view, view.needs_attention])).toEqual([
      ["to_capture", false],
      ["capture_failed", true],
      ["refund_failed", true],
      ["expiring", true],
      ["lapsed", true],
      ["not_placeable", true],
      ["disputed", true],
      ["in_review", true],
      ["needs_review", true],
      ["pending", false],
    ])
    for (const { view, count, is_count_exact } of views) {
      expect(is_count_exact).toBe(true)
      expect(await listedIn(store, { view })).toHaveLength(count)
    }
    expect(needs_attention).toBeGreaterThan(0)
    await captureByCard(store, order)
  })

  async function refundIdOf(order: HeldOrder): Promise<string> {
    const { refunds } = await store.stripe.ledger()
    return only(
      refunds.filter(
        ({ payment_intent }) => payment_intent === order.paymentIntentId
      )
    ).id
  }
}
