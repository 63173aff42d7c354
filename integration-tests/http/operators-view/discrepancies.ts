import { discrepanciesOf } from "../../support/discrepancy-records"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { administratorId, refusalOf } from "../../support/order-card"
import { ordersOfCart } from "../../support/order-records"
import {
  checkDiscrepancy,
  findDiscrepancies,
  listDiscrepancies,
  readAsStranger,
  resolveDiscrepancy,
} from "../../support/operations-api"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { ageLastSync, sweep, waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

export function listsDiscrepancies(store: StripeStore): void {
  it("an open one comes with both sides' amounts, the reason and what to do", async () => {
    const purchase = await captureForChangedCart()
    const { id } = await intentOf(store, purchase.session.id)

    const found = only(await findDiscrepancies(store, purchase.session.id))

    expect(found).toMatchObject({
      status: "open",
      kind: "manual_review",
      reason_code: "captured_without_order",
      advice_code: "refund_in_dashboard",
      currency_code: "eur",
      medusa: { captured: 0, refunded: 0 },
      stripe: { held: 0, captured: 120, refunded: 0 },
      payment: {
        payment_session_id: purchase.session.id,
        payment_intent_id: id,
        cart_id: purchase.cart.id,
        order_id: null,
        order_display_id: null,
        account: "default",
        is_test_mode: true,
        dashboard_url: `https://dashboard.stripe.com/test/payments/${id}`,
      },
      resolved_at: null,
      resolved_by: null,
      note: null,
    })
    expect(found.reason).toContain("refund it in Stripe's Dashboard")
    await refundInDashboard(purchase)
  })

  it("a person resolves it with a note, and it is not opened again while nothing changes", async () => {
    const purchase = await captureForChangedCart()
    const { id } = only(await findDiscrepancies(store, purchase.session.id))
    const note = "Ada paid by bank transfer, refund #7 is on its way."

    const { discrepancy } = await resolveDiscrepancy(store, id, { note })
    await ageLastSync(store, purchase.session.id)
    const { open_discrepancies } = await sweep(store)

    expect(open_discrepancies).toBe(0)
    expect(discrepancy).toMatchObject({
      id,
      status: "resolved",
      resolved_by: await administratorId(store),
      note,
      advice_code: "nothing",
    })
    expect(Date.parse(discrepancy.resolved_at ?? "")).toBeGreaterThan(
      Date.now() - 60_000
    )
    expect(await findDiscrepancies(store, purchase.session.id)).toEqual([])
    expect(await discrepanciesOf(store, purchase.session.id)).toHaveLength(1)
    await refundInDashboard(purchase)
  })

  it("it is opened again when the amounts are others than those that were resolved", async () => {
    const purchase = await captureForChangedCart()
    const { id } = only(await findDiscrepancies(store, purchase.session.id))
    await resolveDiscrepancy(store, id, { note: "Half of it is refunded." })

    await refundInDashboard(purchase, 50)

    const again = await waitUntil("the new discrepancy", async () => {
      const [first] = await findDiscrepancies(store, purchase.session.id)
      return first
    })
    expect(again).toMatchObject({
      stripe: { captured: 120, refunded: 50 },
      resolved_by: null,
    })
    await refundInDashboard(purchase, 70)
  })

  it("nobody resolves it twice, without a note, or one that does not exist", async () => {
    const purchase = await captureForChangedCart()
    const { id } = only(await findDiscrepancies(store, purchase.session.id))

    for (const body of [{}, { note: " " }, { note: "x".repeat(1001) }]) {
      const refusal = await refusalOf(resolveDiscrepancy(store, id, body))
      expect(refusal.status).toBe(400)
    }
    const answers = await Promise.allSettled([
      resolveDiscrepancy(store, id, { note: "Settled by Ada." }),
      resolveDiscrepancy(store, id, { note: "Settled by Ben." }),
    ])
    const settled = answers.filter(({ status }) => status === "fulfilled")
    expect(settled).toHaveLength(1)
    const late = await refusalOf(resolveDiscrepancy(store, id, { note: "Me." }))
    expect(late).toEqual({
      status: 409,
      message: "The discrepancy is no longer open; it is resolved.",
    })
    const none = await refusalOf(
      resolveDiscrepancy(store, "scdis_none", { note: "Me." })
    )
    expect(none.status).toBe(404)
    await refundInDashboard(purchase)
  })

  it("checking again resolves it by itself once both sides agree", async () => {
    const purchase = await captureForChangedCart()
    const { id } = only(await findDiscrepancies(store, purchase.session.id))
    const before = await checkDiscrepancy(store, id)
    await store.stripe.webhooks.pause()
    await refundAtStripe(purchase)

    const { discrepancy, result } = await checkDiscrepancy(store, id)

    expect(before).toMatchObject({
      discrepancy: { id, status: "open" },
      result: { outcome: "in_sync", reason_code: "captured_without_order" },
    })
    expect(discrepancy).toMatchObject({
      id,
      status: "resolved",
      resolved_by: null,
    })
    expect(result).toMatchObject({ outcome: "in_sync", state: "captured" })
  })

  it("they are filtered by status, kind, account and payment, and come in pages", async () => {
    const older = await captureForChangedCart()
    const newer = await captureForChangedCart()

    const first = await listDiscrepancies(store, {
      kind: "manual_review",
      account: "default",
      limit: "1",
    })
    const second = await listDiscrepancies(store, {
      limit: "1",
      cursor: first.next_cursor ?? "",
    })

    expect(only(first.discrepancies).payment?.payment_session_id).toBe(
      newer.session.id
    )
    expect(only(second.discrepancies).payment?.payment_session_id).toBe(
      older.session.id
    )
    for (const query of [
      { kind: "refund_failed" },
      { account: "eu" },
      { q: "pi_unknown" },
      { status: "repaired", kind: "manual_review" },
    ]) {
      const { discrepancies } = await listDiscrepancies(store, query)
      expect(discrepancies).toEqual([])
    }
    for (const query of [{ status: "closed" }, { limit: "0" }, { q: "Ada" }]) {
      const refusal = await refusalOf(listDiscrepancies(store, query))
      expect(refusal.status).toBe(400)
    }
    await refundInDashboard(older)
    await refundInDashboard(newer)
  })

  it("those of an order are found by its number", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await ageLastSync(store, order.session.id)
    await sweep(store)
    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )

    const { discrepancies } = await listDiscrepancies(store, {
      status: "repaired",
      q: `#${placed.display_id}`,
    })

    expect(only(discrepancies)).toMatchObject({
      kind: "record_capture",
      reason_code: "event_missed",
      advice_code: "nothing",
      payment: {
        order_id: order.orderId,
        order_display_id: placed.display_id,
      },
    })
  })

  it("they are for administrators only", async () => {
    const { status } = await readAsStranger(store, "discrepancies")

    expect(status).toBe(401)
  })

  /** Paid at the moment when an item was added to the cart, and captured in the Dashboard. */
  async function captureForChangedCart(): Promise<Purchase> {
    const purchase = await startPurchase(store)
    await store.stripe.webhooks.pause()
    await payAtStripe(store, purchase)
    const { id } = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(id)
    const { variantId: variant_id } = store.seed
    await store.storefront.store.cart.createLineItem(purchase.cart.id, {
      variant_id,
      quantity: 1,
    })
    await store.stripe.webhooks.resume()
    await waitUntil("the discrepancy", async () => {
      const found = await findDiscrepancies(store, purchase.session.id)
      return found.length
    })
    await waitUntilIdle(store)
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    return purchase
  }

  async function refundInDashboard(
    purchase: Purchase,
    amount?: number
  ): Promise<void> {
    await refundAtStripe(purchase, amount)
    await waitUntilIdle(store)
  }

  async function refundAtStripe(
    { session }: Purchase,
    amount?: number
  ): Promise<void> {
    const { id } = await intentOf(store, session.id)
    await store.stripe.dashboard.refund(
      id,
      ...(amount === undefined ? [] : [amount * 100])
    )
  }
}
