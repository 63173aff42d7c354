import { placeHeldOrder, setStatus } from "../support/held-order"
import { only } from "../support/only"
import {
  captureByCard,
  readCard,
  refusalOf,
  releaseByCard,
  setStatusByCard,
  synchronizeByCard,
} from "../support/order-card"
import { operationsOf, orderReads } from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("A request for an order's money", (store) => {
  it("is refused when its id was used for another amount, another action or another order", async () => {
    const order = await placeHeldOrder(store)
    const other = await placeHeldOrder(store)
    const request = { amount: 30, request_id: "erp-4711" }
    await captureByCard(store, order, request)

    const refusals = [
      await refusalOf(captureByCard(store, order, { ...request, amount: 40 })),
      await refusalOf(captureByCard(store, order, { request_id: "erp-4711" })),
      await refusalOf(releaseByCard(store, order, { request_id: "erp-4711" })),
      await refusalOf(captureByCard(store, other, request)),
    ]

    expect(refusals).toEqual(
      refusals.map(() => ({
        status: 409,
        message: `The request id "erp-4711" was used before, for the capture of 30.00 EUR of order ${order.orderId}. Use a new id for a new request.`,
      }))
    )
    expect(await operationsOf(store, order.orderId)).toHaveLength(1)
    expect((await intentOf(store, other.session.id)).amount_received).toBe(0)
  })

  it("is answered as before when the same request comes again under the same id", async () => {
    const order = await placeHeldOrder(store)
    const request = { amount: 30, request_id: "erp-4712" }
    const first = await captureByCard(store, order, request)

    const again = await captureByCard(store, order, { ...request, amount: 30 })

    expect(only(first.results).status).toBe("succeeded")
    expect(again).toEqual(first)
    expect((await intentOf(store, order.session.id)).amount_received).toBe(3000)
  })

  it("is carried out once when two different ones under the same id come at the same moment", async () => {
    const order = await placeHeldOrder(store)
    const request_id = "erp-4713"

    const outcomes = await Promise.allSettled([
      captureByCard(store, order, { amount: 30, request_id }),
      releaseByCard(store, order, { request_id }),
    ])

    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      "fulfilled",
      "rejected",
    ])
    expect(await operationsOf(store, order.orderId)).toHaveLength(1)
  })

  it("is answered with 404 for an order that does not exist", async () => {
    const nobody = { orderId: "order_nobodys" }

    const refusals = await Promise.all(
      [
        captureByCard(store, nobody),
        releaseByCard(store, nobody),
        setStatusByCard(store, nobody, "ready_for_capture"),
        synchronizeByCard(store, nobody),
        readCard(store, nobody.orderId),
      ].map((request) => refusalOf(request))
    )

    expect(refusals).toEqual(
      refusals.map(() => ({
        status: 404,
        message: "There is no order order_nobodys.",
      }))
    )
  })

  it("is refused with the real reason when it is a status", async () => {
    const order = await placeHeldOrder(store)
    const reasonFor = async (status: string) => {
      const { message, ...refusal } = await refusalOf(
        setStatusByCard(store, order, status)
      )
      expect(refusal.status).toBe(400)
      return message
    }

    expect(await reasonFor("Ready For Capture")).toBe(
      'The order\'s status is "approved" and cannot become "Ready For Capture". Did you mean "ready_for_capture"? Allowed now: "ready_for_capture".'
    )
    expect(await reasonFor("x".repeat(5000))).toBe(
      "Invalid request: status must not be longer than 200 characters."
    )
    await setStatus(store, order, "on_hold")
    expect(await reasonFor("ready_for_capture")).toBe(
      'The order\'s status is "on_hold" and cannot become "ready_for_capture". No status is allowed now: no rule starts from the present status. The rules are "approved" or "capture_failed" to "ready_for_capture".'
    )
    await setStatus(store, order, "y".repeat(5000))
    expect((await reasonFor("ready_for_capture")).length).toBeLessThan(400)
    await store.admin.admin.order.cancel(order.orderId)
    expect(await reasonFor("ready_for_capture")).toContain(
      "No status is allowed now: the order is canceled."
    )
  })

  it("is rejected with a question when the status is almost one of a rule, until it is corrected", async () => {
    const order = await placeHeldOrder(store)

    await setStatus(store, order, " Ready_for_capture ")

    const rejected = await waitUntil("the rejection", async () =>
      only(await operationsOf(store, order.orderId))
    )
    expect(rejected).toMatchObject({
      kind: "capture",
      status: "rejected",
      reason_code: "status_near_miss",
      reason_params: { to: " Ready_for_capture ", meant: "ready_for_capture" },
    })
    expect(await readCard(store, order.orderId)).toMatchObject({
      allowed_statuses: ["ready_for_capture"],
      is_pending: false,
    })
    await setStatusByCard(store, order, " ready_for_capture ")
    await orderReads(store, order.orderId, "paid")
  })
})
