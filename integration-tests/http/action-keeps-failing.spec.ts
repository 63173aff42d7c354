import type { HealthDescription } from "../../src/api/admin/stripe-checkout/health/responses"
import { placeHeldOrder, setStatus } from "../support/held-order"
import { only } from "../support/only"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import { readCard } from "../support/order-card"
import { orderReads, orderStatus, sql } from "../support/order-records"
import { createPaymentLink, openLink } from "../support/payment-links"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import {
  makeRetriesDue,
  tick,
  waitForFailedSync,
  waitUntilIdle,
} from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("While an action at Stripe keeps failing", (store) => {
  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
  })

  it("the card and the health show the money of a capture as held, and the capture as pending", async () => {
    const order = await placeHeldOrder(store)
    await stripeRefuses("capture")
    await setStatus(store, order, "ready_for_capture")
    await failsForTenMinutes(order.session.id)

    const card = await readCard(store, order.orderId)
    expect(card).toMatchObject({
      order_status: "ready_for_capture",
      is_pending: true,
    })
    const payment = only(card.payments)
    expect(payment).toMatchObject({
      state: "authorized",
      payment_status: "held",
      amounts: { held: 120, captured: 0, released: 0, refunded: 0 },
      actions: { capture: { allowed: false, reason: "already_requested" } },
    })
    const requested = only(
      payment.operations.filter(({ kind }) => kind === "capture")
    )
    expect(requested.status).toBe("pending")
    expect(requested.attempts).toBeGreaterThan(1)
    expect(await rowOf(order.session.id)).toEqual({
      state: "authorized",
      held: 120,
      captured: 0,
    })
    await healthNames("cannot be synchronized: 1")

    await stripeRecovers()
    await orderReads(store, order.orderId, "paid")
    const paid = only((await readCard(store, order.orderId)).payments)
    expect(paid.amounts).toMatchObject({ held: 0, captured: 120 })
    expect((await health()).status).toBe("ok")
  })

  it("a capture whose response is lost again and again is shown as captured as soon as Stripe says so", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.pause()
    await store.stripe.failNext({
      kind: "http_500_after",
      method: "POST",
      path: /\/capture$/,
      times: 50,
    })

    await setStatus(store, order, "ready_for_capture")

    await waitUntil("the row to show the capture", async () => {
      const { captured } = await rowOf(order.session.id)
      return captured === 120
    })
    await orderReads(store, order.orderId, "paid")
    const { amount_received } = await intentOf(store, order.session.id)
    expect(amount_received).toBe(12000)
  })

  it("the card shows money that is held for nothing, with the reason", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)
    await store.stripe.webhooks.pause()
    await store.stripe.pay(page)
    await reduceToOneShirt(store, order)
    await stripeRefuses("cancel")
    await store.stripe.webhooks.resume()
    await failsForTenMinutes(link.payment_session_id)

    expect(await rowOf(link.payment_session_id)).toEqual({
      state: "authorized",
      held: 100,
      captured: 0,
    })
    const card = await readCard(store, order.orderId)
    const payment = card.payments.find(
      ({ payment_session_id: id }) => id === link.payment_session_id
    )
    expect(payment).toMatchObject({
      state: "authorized",
      amounts: { held: 100, captured: 0, released: 0, refunded: 0 },
    })
    expect(payment?.reason).toContain("owes nothing more")
    await healthNames("cannot be synchronized: 1")
    expect(await orderStatus(store, order.orderId)).toBe("approved")

    await stripeRecovers()
    await waitUntil("the hold to be released", async () => {
      const { status } = await intentOf(store, link.payment_session_id)
      return status === "canceled"
    })
    await orderReads(store, order.orderId, "approved")
    await waitUntilIdle(store)
    const { accounts } = await health()
    expect(accounts.flatMap(({ problems }) => problems)).toEqual([])
  })

  async function stripeRefuses(action: "capture" | "cancel"): Promise<void> {
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: new RegExp(`/${action}$`),
      times: 500,
    })
  }

  /** Two attempts fail; the first one is dated back. */
  async function failsForTenMinutes(paymentSessionId: string): Promise<void> {
    await waitForFailedSync(store, paymentSessionId)
    await makeRetriesDue(store)
    await tick(store)
    await waitUntilIdle(store)
    await sql(
      store,
      `update stripe_checkout_payment
          set sync_failed_since = sync_failed_since - interval '10 minutes'
        where payment_session_id = :id returning id`,
      { id: paymentSessionId }
    )
  }

  async function stripeRecovers(): Promise<void> {
    await store.stripe.clearFaults()
    await makeRetriesDue(store)
    await tick(store)
  }

  async function rowOf(paymentSessionId: string) {
    const [row] = await sql<{
      state: string
      amount_capturable: string
      amount_captured: string
    }>(
      store,
      `select state, amount_capturable, amount_captured
         from stripe_checkout_payment where payment_session_id = :id`,
      { id: paymentSessionId }
    )
    return {
      state: row?.state,
      held: Number(row?.amount_capturable),
      captured: Number(row?.amount_captured),
    }
  }

  async function health(): Promise<HealthDescription> {
    return store.admin.client.fetch("/admin/stripe-checkout/health")
  }

  async function healthNames(problem: string): Promise<void> {
    const { status, accounts } = await health()
    expect(status).toBe("attention")
    expect(accounts.flatMap(({ problems }) => problems).join(" ")).toContain(
      problem
    )
  }
})
