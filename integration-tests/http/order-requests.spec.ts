import { placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import {
  captureByCard,
  readCard,
  refusalOf,
  releaseByCard,
  setStatusByCard,
  synchronizeByCard,
} from "../support/order-card"
import { operationsOf } from "../support/order-records"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"

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
})
