import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { refusalOf } from "../../support/order-card"
import { sql } from "../../support/order-records"
import {
  findWithoutOrder,
  listWithoutOrder,
  readWithoutOrder,
  releaseWithoutOrder,
  retryPlacement,
} from "../../support/payments-without-order"
import { PLENTY, SOLD_OUT, paySoldOut, setStock } from "../../support/sold-out"
import {
  intentOf,
  payAtStripe,
  startPurchase,
} from "../../support/stripe-checkout"
import { tick } from "../../support/sweep"
import type { StripeStore } from "../../support/stripe-store"

/** What the merchant sees of it: the list and the health report. */
export function isListed(store: StripeStore): void {
  it("is listed with its amount, the reason and both ways out", async () => {
    const purchase = await paySoldOut(store)
    const { id } = await intentOf(store, purchase.session.id)

    const listed = await readWithoutOrder(store, purchase)

    expect(listed).toMatchObject({
      payment_intent_id: id,
      cart_id: purchase.cart.id,
      email: "ada@example.com",
      account: "default",
      state: "authorized",
      currency_code: "eur",
      amount: 120,
      held: 120,
      captured: 0,
      refunded: 0,
      reason_code: "external_error",
      reason_params: { message: expect.stringContaining(SOLD_OUT) as string },
      dashboard_url: `https://dashboard.stripe.com/test/payments/${id}`,
      is_test_mode: true,
      actions: {
        retry: { allowed: true, reason: null },
        release: { allowed: true, reason: null },
      },
    })
    const since = Date.parse(listed.failing_since ?? "")
    expect(Math.abs(Date.now() - since)).toBeLessThan(60_000)
    expect(Date.parse(listed.release_due_at ?? "") - since).toBe(72 * 3_600_000)
    expect(Date.parse(listed.capture_before ?? "")).toBeGreaterThan(Date.now())
    await setStock(store, PLENTY)
    await retryPlacement(store, purchase)
  })

  it("is listed within a tick when no webhook arrived and the shopper did not return", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await setStock(store, 0)
    await payAtStripe(store, purchase)
    expect(await findWithoutOrder(store, purchase)).toEqual([])
    await sql(
      store,
      `update stripe_checkout_payment set next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: purchase.session.id }
    )

    await tick(store)

    await readWithoutOrder(store, purchase)
    await setStock(store, PLENTY)
    await retryPlacement(store, purchase)
  })

  it("comes in pages, the newest first", async () => {
    const older = await paySoldOut(store)
    const newer = await paySoldOut(store)

    const first = await listWithoutOrder(store, { limit: "1" })
    const second = await listWithoutOrder(store, { limit: "1", offset: "1" })

    expect(first).toMatchObject({ count: 2, limit: 1, offset: 0 })
    expect(second).toMatchObject({ count: 2, limit: 1, offset: 1 })
    expect(only(first.payments).payment_session_id).toBe(newer.session.id)
    expect(only(second.payments).payment_session_id).toBe(older.session.id)
    for (const query of [{ limit: "0" }, { limit: "1000" }, { offset: "-1" }]) {
      const refusal = await refusalOf(listWithoutOrder(store, query))
      expect(refusal.status).toBe(400)
    }
    await releaseWithoutOrder(store, older)
    await releaseWithoutOrder(store, newer)
  })

  it("is neither an order's money nor listed for a shopper", async () => {
    const order = await placeHeldOrder(store)

    const answer = await store.request(
      "/admin/stripe-checkout/payments-without-order"
    )

    expect(answer.status).toBe(401)
    expect(await findWithoutOrder(store, order)).toEqual([])
  })

  it("is named in the health report, with its reason and what to do", async () => {
    const purchase = await paySoldOut(store)

    const { accounts } = await store.admin.client.fetch<{
      accounts: { problems: string[] }[]
    }>("/admin/stripe-checkout/health")

    const problems = only(accounts).problems.filter((problem) =>
      problem.includes("could not be placed")
    )
    expect(only(problems)).toContain(SOLD_OUT)
    expect(only(problems)).toContain("payments-without-order")
    await releaseWithoutOrder(store, purchase)
  })
}
