import { refusalOf } from "../../support/order-card"
import {
  orderReads,
  ordersOfCart,
  synchronize,
} from "../../support/order-records"
import {
  findWithoutOrder,
  readWithoutOrder,
  releaseWithoutOrder,
  retryPlacement,
} from "../../support/payments-without-order"
import {
  PLENTY,
  letFailSince,
  paySoldOut,
  setStock,
} from "../../support/sold-out"
import { intentOf } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"

/** Its money was captured, so no hold can be released. */
export function isNeverReleasedOnceCaptured(store: StripeStore): void {
  it("is never released once it is captured, and leaves the list when it is refunded", async () => {
    const purchase = await paySoldOut(store)
    const { id } = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(id)
    await synchronize(store, purchase.session.id).catch(() => undefined)

    const refusal = await refusalOf(releaseWithoutOrder(store, purchase))

    expect(refusal).toEqual({
      status: 400,
      message:
        "The money was captured already, so there is no hold to release. Refund it in Stripe's Dashboard.",
    })
    expect(await readWithoutOrder(store, purchase)).toMatchObject({
      state: "captured",
      held: 0,
      captured: 120,
      release_due_at: null,
      actions: {
        retry: { allowed: true },
        release: { allowed: false, reason: "money_captured" },
      },
    })
    await store.stripe.dashboard.refund(id)
    await setStock(store, PLENTY)
    await synchronize(store, purchase.session.id)
    expect(await findWithoutOrder(store, purchase)).toEqual([])
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
  })

  it("still becomes an order on request when it is captured and was given up", async () => {
    const purchase = await paySoldOut(store)
    const { id } = await intentOf(store, purchase.session.id)
    await store.stripe.dashboard.capture(id)
    await letFailSince(store, purchase, 73)
    await synchronize(store, purchase.session.id)
    const { reason_code } = await readWithoutOrder(store, purchase)
    await setStock(store, PLENTY)
    await synchronize(store, purchase.session.id)
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])

    const placed = await retryPlacement(store, purchase)

    expect(reason_code).toBe("captured_without_order")
    expect(placed.status).toBe("succeeded")
    await orderReads(store, placed.order_id ?? "", "paid")
  })
}
