import { locationOf } from "../../support/browser"
import { only } from "../../support/only"
import { refusalOf } from "../../support/order-card"
import { ordersOfCart } from "../../support/order-records"
import {
  findWithoutOrder,
  releaseWithoutOrder,
  retryPlacement,
} from "../../support/payments-without-order"
import {
  PLENTY,
  paySoldOut,
  setStock,
  statusAtStripe,
} from "../../support/sold-out"
import type { StripeStore } from "../../support/stripe-store"

/** Two parties want something of it at the same moment, or one after the other. */
export function isDecidedOnce(store: StripeStore): void {
  it("either becomes an order or is released when both are requested at once", async () => {
    const purchase = await paySoldOut(store)
    await setStock(store, PLENTY)

    const [retried, released] = await Promise.all([
      retryPlacement(store, purchase),
      releaseWithoutOrder(store, purchase),
    ])

    const orders = await ordersOfCart(store, purchase.cart.id)
    const isPlaced = orders.length === 1
    expect([retried.status, released.status]).toEqual(
      isPlaced ? ["succeeded", "rejected"] : ["rejected", "succeeded"]
    )
    expect(await statusAtStripe(store, purchase)).toBe(
      isPlaced ? "requires_capture" : "canceled"
    )
    expect(await findWithoutOrder(store, purchase)).toEqual([])
  })

  it("is no longer listed once the shopper comes back and gets the order", async () => {
    const purchase = await paySoldOut(store)
    await setStock(store, PLENTY)

    const answer = await purchase.browser.get(purchase.back)

    expect(locationOf(answer)).toContain("/confirmed")
    expect(await findWithoutOrder(store, purchase)).toEqual([])
    for (const request of [retryPlacement, releaseWithoutOrder]) {
      expect(await refusalOf(request(store, purchase))).toEqual({
        status: 400,
        message:
          "The order has been placed: capture or release its money there.",
      })
    }
    expect(await statusAtStripe(store, purchase)).toBe("requires_capture")
  })

  it("gets one order when the shopper comes back while another attempt is requested", async () => {
    const purchase = await paySoldOut(store)
    await setStock(store, PLENTY)

    const [retried] = await Promise.all([
      retryPlacement(store, purchase),
      purchase.browser.get(purchase.back),
    ])

    const orderId = only(await ordersOfCart(store, purchase.cart.id))
    expect(retried).toMatchObject({ status: "succeeded", order_id: orderId })
  })
}
