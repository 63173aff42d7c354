import type {
  BulkPreviewAnswer,
  BulkRequestAnswer,
  BulkRequestDescription,
  BulkRequestsAnswer,
  BulkResultsAnswer,
} from "../../src/api/admin/stripe-checkout/bulk-requests/responses"
import { letRunAtOnce } from "../support/background"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import {
  administratorId,
  captureByCard,
  refusalOf,
} from "../support/order-card"
import { operationsOf, orderReads, sql } from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

const PATH = "/admin/stripe-checkout/bulk-requests"
const AT_ONCE = 4

describeStripeStore("A bulk request", (store) => {
  afterEach(() => {
    letRunAtOnce(store.container, AT_ONCE)
  })

  it("is previewed: what is held, what is requested already, and where nothing is", async () => {
    const [held, requested] = await placeOrders(2)
    const captured = await placeHeldOrder(store)
    await captureByCard(store, captured)
    letRunAtOnce(store.container, 0)
    await start("capture", [requested])

    const { preview } = await post<BulkPreviewAnswer>("preview", {
      kind: "capture",
      order_ids: [...idsOf([held, requested, captured]), "order_unknown"],
    })

    expect(preview).toEqual({
      kind: "capture",
      orders: 2,
      payments: 2,
      held: [{ currency_code: "eur", amount: 240 }],
      already_requested: 1,
      orders_without_hold: [captured.orderId, "order_unknown"],
    })
    letRunAtOnce(store.container, AT_ONCE)
    await orderReads(store, requested.orderId, "paid")
  })

  it("captures what is held for each order, and says what came of each", async () => {
    const orders = await placeOrders(3)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })

    const { id, ...begun } = await start("capture", orders)
    expect(begun).toMatchObject({
      kind: "capture",
      actor: await administratorId(store),
      total: 3,
      rejected: 0,
      stopped: 0,
    })

    expect(await end(id)).toMatchObject({
      status: "finished",
      succeeded: 2,
      failed: 1,
      pending: 0,
      amounts: [{ currency_code: "eur", amount: 240 }],
    })
    const { results, count } = await resultsOf(id)
    expect(count).toBe(3)
    expect(results.map(({ order_id }) => order_id).sort()).toEqual(
      idsOf(orders).sort()
    )
    for (const { order_id, order_display_id, status, amount } of results) {
      const { order } = await store.admin.admin.order.retrieve(order_id)
      expect(order_display_id).toBe(order.display_id)
      const isFailed = status === "failed"
      expect(amount).toBe(isFailed ? null : 120)
      await orderReads(store, order_id, isFailed ? "capture_failed" : "paid")
    }
    const failed = await resultsOf(id, "?status=failed")
    expect(failed.count).toBe(1)
    expect(failed.results).toMatchObject([
      { status: "failed", reason_code: "external_error" },
    ])
  })

  it("releases what is held for each order", async () => {
    const orders = await placeOrders(2)

    const { id } = await start("release", orders)

    expect(await end(id)).toMatchObject({
      kind: "release",
      status: "finished",
      succeeded: 2,
      amounts: [{ currency_code: "eur", amount: 240 }],
    })
    for (const { session, orderId } of orders) {
      expect((await intentOf(store, session.id)).status).toBe("canceled")
      await orderReads(store, orderId, "authorization_released")
    }
  })

  it("begins with what lapses soonest", async () => {
    const [later, soonest] = await placeOrders(2)
    await sql(
      store,
      `update stripe_checkout_payment set capture_before = capture_before - interval '2 days'
        where order_id = :id returning id`,
      { id: soonest.orderId }
    )

    const { id } = await start("capture", [later, soonest])
    await end(id)

    const { results } = await resultsOf(id)
    expect(results.map(({ order_id }) => order_id)).toEqual([
      soonest.orderId,
      later.orderId,
    ])
  })

  it("takes nothing more once it is stopped, and goes on when it is resumed", async () => {
    const orders = await placeOrders(3)
    letRunAtOnce(store.container, 0)
    const { id } = await start("capture", orders)

    const { bulk_request: stopped } = await change(id, "stop")

    expect(stopped).toMatchObject({ status: "stopped", stopped: 3, pending: 0 })
    letRunAtOnce(store.container, AT_ONCE)
    const [first] = orders
    const [operation] = await operationsOf(store, first.orderId)
    expect(operation).toMatchObject({
      status: "rejected",
      reason_code: "bulk_stopped",
      reason_params: { actor: await administratorId(store) },
    })
    for (const { session } of orders) {
      expect((await intentOf(store, session.id)).amount_received).toBe(0)
    }

    await change(id, "resume")
    expect(await end(id)).toMatchObject({ status: "finished", succeeded: 3 })
    for (const { session } of orders) {
      expect((await intentOf(store, session.id)).amount_received).toBe(12_000)
    }
  })

  it("carries out to its end what is at Stripe when it is stopped", async () => {
    const orders = await placeOrders(2)
    letRunAtOnce(store.container, 1)
    await store.stripe.failNext({
      kind: "slow",
      method: "POST",
      path: /\/capture$/,
      seconds: 1.5,
    })

    const { id } = await start("capture", orders)
    await waitUntil("a capture to begin", async () => {
      const begun = await sql(
        store,
        `select id from stripe_checkout_operation where bulk_id = :id and begun_at is not null`,
        { id }
      )
      return begun.length === 1
    })
    await change(id, "stop")

    expect(await end(id)).toMatchObject({
      status: "stopped",
      succeeded: 1,
      stopped: 1,
    })
    const received = await Promise.all(
      orders.map(async ({ session }) => intentOf(store, session.id))
    )
    expect(
      received.map(({ amount_received }) => amount_received).sort()
    ).toEqual([0, 12_000])
  })

  it("acts once when it comes twice under one id, and is refused when the id was for something else", async () => {
    const [order, other] = await placeOrders(2)
    const first = await start("capture", [order], "bulk-4711")

    const again = await start("capture", [order], "bulk-4711")
    expect(again.id).toBe(first.id)
    await end(first.id)

    const refusals = [
      await refusalOf(start("release", [order], "bulk-4711")),
      await refusalOf(start("capture", [other], "bulk-4711")),
    ]
    expect(refusals).toEqual(
      refusals.map(() => ({
        status: 409,
        message:
          'The request id "bulk-4711" was used before, for something else. Use a new id for a new request.',
      }))
    )
    expect((await intentOf(store, order.session.id)).amount_received).toBe(
      12_000
    )
    expect((await intentOf(store, other.session.id)).amount_received).toBe(0)
  })

  it("is found again in the list, the newest first", async () => {
    const [one, other] = await placeOrders(2)
    const first = await start("capture", [one])
    const second = await start("release", [other])
    await end(first.id)
    await end(second.id)

    const { bulk_requests } =
      await store.admin.client.fetch<BulkRequestsAnswer>(PATH)

    expect(bulk_requests.slice(0, 2)).toMatchObject([
      { id: second.id, kind: "release", status: "finished", succeeded: 1 },
      { id: first.id, kind: "capture", status: "finished", succeeded: 1 },
    ])
  })

  it("is refused where nothing is held, where it is unknown, and where it says nothing", async () => {
    const refusal = async (body: object, path?: string) =>
      refusalOf(post(path ?? "", body))

    expect(
      await refusal({ kind: "capture", order_ids: ["order_unknown"] })
    ).toEqual({
      status: 400,
      message: "No money is held for any of these orders.",
    })
    expect(await refusal({}, "scbulk_unknown/stop")).toEqual({
      status: 404,
      message: 'There is no bulk request "scbulk_unknown".',
    })
    expect((await refusal({ kind: "capture", order_ids: [] })).message).toBe(
      "Invalid request: order_ids must not be empty."
    )
    expect(
      (await refusal({ kind: "take", order_ids: ["order_1"] })).message
    ).toBe(
      "Invalid request: Expected: 'capture, release' for field 'kind', but got: 'take'"
    )
    const many = Array.from({ length: 5_001 }, (_, index) => `order_${index}`)
    expect((await refusal({ kind: "capture", order_ids: many })).message).toBe(
      "Invalid request: order_ids must name at most 5000 orders."
    )
  })

  type Orders<Count extends number> = Count extends 2
    ? [HeldOrder, HeldOrder]
    : [HeldOrder, HeldOrder, HeldOrder]

  async function placeOrders<Count extends 2 | 3>(
    count: Count
  ): Promise<Orders<Count>> {
    const orders: HeldOrder[] = []
    while (orders.length < count) {
      orders.push(await placeHeldOrder(store))
    }
    return orders as Orders<Count>
  }

  const idsOf = (orders: readonly HeldOrder[]) =>
    orders.map(({ orderId }) => orderId)

  async function start(
    kind: "capture" | "release",
    orders: readonly HeldOrder[],
    request_id?: string
  ): Promise<BulkRequestDescription> {
    const { bulk_request } = await post<BulkRequestAnswer>("", {
      kind,
      order_ids: idsOf(orders),
      request_id,
    })
    return bulk_request
  }

  const change = async (id: string, what: "stop" | "resume") =>
    post<BulkRequestAnswer>(`${id}/${what}`, {})

  async function end(id: string): Promise<BulkRequestDescription> {
    return waitUntil("the bulk request to end", async () => {
      const { bulk_request } =
        await store.admin.client.fetch<BulkRequestAnswer>(`${PATH}/${id}`)
      return bulk_request.status !== "running" && bulk_request
    })
  }

  const resultsOf = async (id: string, query = "") =>
    store.admin.client.fetch<BulkResultsAnswer>(`${PATH}/${id}/results${query}`)

  const post = async <Answer>(path: string, body: object) =>
    store.admin.client.fetch<Answer>(path ? `${PATH}/${path}` : PATH, {
      method: "POST",
      body,
    })
})
