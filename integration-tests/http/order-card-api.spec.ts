import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { placeHeldOrder } from "../support/held-order"
import type { PaymentDescription } from "../../src/api/admin/stripe-checkout/orders/responses"
import { requestsForShoppers } from "../support/requests-for-shoppers"
import { only } from "../support/only"
import {
  administratorId,
  captureByCard,
  capturedInMedusa,
  cardPath,
  isStatementBlocked,
  logInAsShopper,
  synchronizeByCard,
  readCard,
  readCardPayment,
  refusalOf,
  releaseByCard,
  setStatusByCard,
} from "../support/order-card"
import { orderReads, orderStatus } from "../support/order-records"
import { createCart, placeOrder, startPaymentSession } from "../support/shopper"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("The order card's API", (store) => {
  afterEach(async () => {
    await store.stripe.webhooks.resume()
  })

  it("shows status approved and 120.00 EUR held", async () => {
    const order = await placeHeldOrder(store)

    const card = await readCard(store, order.orderId)

    expect(card).toMatchObject({
      order_id: order.orderId,
      order_status: "approved",
      allowed_statuses: ["ready_for_capture"],
      status_effects: { ready_for_capture: "capture" },
      is_pending: false,
    })
    expect(only(card.payments)).toMatchObject({
      payment_session_id: order.session.id,
      payment_intent_id: order.paymentIntentId,
      state: "authorized",
      payment_status: "held",
      paid_by_other_payment: false,
      currency_code: "eur",
      amounts: { held: 120, captured: 0, released: 0, refunded: 0 },
      capture_before: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      dashboard_url: `https://dashboard.stripe.com/test/payments/${order.paymentIntentId}`,
      is_test_mode: true,
      actions: {
        capture: { allowed: true, reason: null, amount: 120 },
        release: { allowed: true, reason: null },
      },
      reason: "The money is held and can be captured.",
      operations: [
        { kind: "tag_payment_intent", source: "system", status: "succeeded" },
        { kind: "place_order", source: "system", status: "succeeded" },
      ],
    })
  })

  it("shows what Stripe reported of the payment, and leaves out what said nothing new", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.idle()

    const reported = await waitUntil("the events to be settled", async () => {
      const { events } = await readCardPayment(store, order)
      return events.length > 0 &&
        events.every(({ status }) => status === "processed")
        ? events
        : null
    })

    expect(reported).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: "checkout.session.completed",
          source: "webhook",
          reason_code: expect.stringMatching(/^[a-z_]+$/) as string,
        }),
      ])
    )
    const times = reported.map(({ received_at }) => received_at)
    expect(times).toEqual([...times].sort().reverse())
  })

  it("sends Stripe no request to answer", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.idle()
    const before = (await requestsForShoppers(store)).length

    await readCard(store, order.orderId)

    expect(await requestsForShoppers(store)).toHaveLength(before)
  })

  it("captures 30 of 120 at Stripe and in Medusa when an admin requests 30", async () => {
    const order = await placeHeldOrder(store)

    const { results } = await captureByCard(store, order, { amount: 30 })

    expect(only(results)).toMatchObject({
      payment_session_id: order.session.id,
      status: "succeeded",
    })
    expect(await intentOf(store, order.session.id)).toMatchObject({
      status: "succeeded",
      amount_received: 3000,
    })
    expect(await capturedInMedusa(store, order)).toEqual([30])

    const payment = await readCardPayment(store, order)
    expect(payment).toMatchObject({
      payment_status: "partially_captured",
      amounts: { held: 0, captured: 30, released: 90, refunded: 0 },
      capture_before: null,
      actions: {
        capture: { allowed: false, reason: "nothing_held", amount: 0 },
        release: { allowed: false, reason: "nothing_held" },
      },
    })
    expect(only(requestsOf(payment))).toMatchObject({
      kind: "capture",
      amount: 30,
      status: "succeeded",
      actor: await administratorId(store),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    })
  })

  it("captures once when called twice with the same request id", async () => {
    const order = await placeHeldOrder(store)
    const request = { amount: 30, request_id: "a-double-click" }

    const results = await Promise.all([
      captureByCard(store, order, request),
      captureByCard(store, order, request),
    ])

    expect(results.map((answer) => only(answer.results).status)).toEqual([
      "succeeded",
      "succeeded",
    ])
    expect((await intentOf(store, order.session.id)).amount_received).toBe(3000)
    expect(await capturedInMedusa(store, order)).toEqual([30])
    expect(requestsOf(await readCardPayment(store, order))).toHaveLength(1)
  })

  it("names the invalid field", async () => {
    const order = await placeHeldOrder(store)

    const refusals = await Promise.all(
      [{ amount: -1 }, { amount: "30" }, { amonut: 30 }].map((request) =>
        refusalOf(captureByCard(store, order, request))
      )
    )

    expect(refusals.map(({ status }) => status)).toEqual([400, 400, 400])
    expect(refusals.map(({ message }) => message)).toEqual([
      "Invalid request: amount must be more than zero.",
      expect.stringMatching(/^Invalid request: .*'amount'/),
      "Invalid request: Unrecognized fields: 'amonut'",
    ])
    expect(requestsOf(await readCardPayment(store, order))).toEqual([])
  })

  it("releases the hold, and the order becomes authorization_released", async () => {
    const order = await placeHeldOrder(store)

    const { results } = await releaseByCard(store, order)

    expect(only(results).status).toBe("succeeded")
    expect((await intentOf(store, order.session.id)).status).toBe("canceled")
    await orderReads(store, order.orderId, "authorization_released")
    const payment = await readCardPayment(store, order)
    expect(payment).toMatchObject({
      payment_status: "released",
      amounts: { held: 0, captured: 0, released: 120, refunded: 0 },
    })
    expect(only(requestsOf(payment))).toMatchObject({
      kind: "release",
      amount: 120,
      status: "succeeded",
    })
    expect(await refusalOf(captureByCard(store, order))).toEqual({
      status: 400,
      message: "No money is held for this order.",
    })
  })

  it("rejects a status that is not allowed now and names the allowed ones", async () => {
    const order = await placeHeldOrder(store)

    const refusal = await refusalOf(setStatusByCard(store, order, "shipped"))

    expect(refusal.status).toBe(400)
    expect(refusal.message).toContain('cannot become "shipped"')
    expect(refusal.message).toContain('"ready_for_capture"')
    expect(await orderStatus(store, order.orderId)).toBe("approved")
  })

  it("sets ready_for_capture, and the money is captured", async () => {
    const order = await placeHeldOrder(store)

    expect(await setStatusByCard(store, order, "ready_for_capture")).toEqual({
      order_status: "ready_for_capture",
    })

    await orderReads(store, order.orderId, "paid")
    expect((await intentOf(store, order.session.id)).amount_received).toBe(
      12000
    )
    const card = await waitUntil(
      "the card to show no pending request",
      async () => {
        const read = await readCard(store, order.orderId)
        return !read.is_pending && read
      }
    )
    expect(card).toMatchObject({ order_status: "paid", allowed_statuses: [] })
    const payment = only(card.payments)
    expect(payment).toMatchObject({
      payment_status: "captured",
      amounts: { held: 0, captured: 120, released: 0, refunded: 0 },
    })
    expect(only(requestsOf(payment))).toMatchObject({
      kind: "capture",
      amount: 120,
      status: "succeeded",
      requested_by_status: "ready_for_capture",
      actor: await administratorId(store),
    })
  })

  it("rejects the second of two concurrent status changes because the status has changed in the meantime", async () => {
    const order = await placeHeldOrder(store)
    const database = store.container.resolve(
      ContainerRegistrationKeys.PG_CONNECTION
    )
    const first = await database.transaction()
    await first.raw(
      `update "order" set metadata = '{"order_status": "under_review"}' where id = ?`,
      [order.orderId]
    )

    const second = refusalOf(setStatusByCard(store, order, "ready_for_capture"))
    await waitUntil("the second request to wait for the first", async () =>
      isStatementBlocked(store)
    )
    await first.commit()

    const { status, message } = await second
    expect(status).toBe(409)
    expect(message).toContain("Somebody has changed the order's status")
    expect(await orderStatus(store, order.orderId)).toBe("under_review")
  })

  it("synchronizes on request and picks up a capture made in Stripe's Dashboard", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.idle()
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.capture(order.paymentIntentId)

    await synchronizeByCard(store, order)

    expect(await readCardPayment(store, order)).toMatchObject({
      payment_status: "captured",
      amounts: { captured: 120 },
    })
    expect(await capturedInMedusa(store, order)).toEqual([120])
  })

  it("distinguishes a failed capture, with the issuer's reason, from an untouched hold", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({
      code: "card_declined",
      declineCode: "insufficient_funds",
    })

    const { results } = await captureByCard(store, order)

    expect(only(results).status).toBe("failed")
    const payment = await readCardPayment(store, order)
    expect(payment).toMatchObject({
      payment_status: "capture_failed",
      amounts: { held: 120 },
      actions: { capture: { allowed: true } },
    })
    expect(only(requestsOf(payment)).reason).toBe(only(results).reason)
  })

  it("returns an empty list for an order that was paid another way", async () => {
    const cart = await createCart(store)
    await startPaymentSession(store, cart, "pp_system_default")
    const { id } = await placeOrder(store, cart)

    expect(await readCard(store, id)).toMatchObject({
      payments: [],
      allowed_statuses: [],
      is_pending: false,
    })
  })

  it("answers 404 for an order that does not exist", async () => {
    expect(await refusalOf(readCard(store, "order_nobodys"))).toEqual({
      status: 404,
      message: "There is no order order_nobodys.",
    })
  })

  it("rejects shoppers and anonymous requests", async () => {
    const order = await placeHeldOrder(store)
    const shopper = await logInAsShopper(store)

    for (const headers of [{}, { authorization: `Bearer ${shopper}` }]) {
      const { orderId } = order
      const body = {}
      const replies = await Promise.all([
        store.request(cardPath(orderId), { headers }),
        ...["capture", "release", "status", "synchronize", "payment-link"].map(
          (action) =>
            store.request(`${cardPath(orderId)}/${action}`, { headers, body })
        ),
      ])
      expect(replies.map(({ status }) => status)).toEqual(
        replies.map(() => 401)
      )
    }
    expect((await intentOf(store, order.session.id)).status).toBe(
      "requires_capture"
    )
  })
})

function requestsOf({
  operations,
}: PaymentDescription): PaymentDescription["operations"] {
  return operations.filter(({ source }) => source !== "system")
}
