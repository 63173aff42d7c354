import { discrepanciesOf } from "../../support/discrepancy-records"
import { only } from "../../support/only"
import { administratorId, refusalOf } from "../../support/order-card"
import { ordersOfCart, synchronize } from "../../support/order-records"
import {
  findWithoutOrder,
  readWithoutOrder,
  releaseWithoutOrder,
  retryPlacement,
} from "../../support/payments-without-order"
import {
  PLENTY,
  SOLD_OUT,
  paySoldOut,
  requestsOf,
  setStock,
  statusAtStripe,
} from "../../support/sold-out"
import {
  payAtStripe,
  payFor,
  startPurchase,
} from "../../support/stripe-checkout"
import { makeRetriesDue, tick } from "../../support/sweep"
import type { PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"

/** What a merchant or a program requests of it, one thing after another. */
export function isRetriedOrReleased(
  store: StripeStore,
  events: PublicEvents
): void {
  it("answers another attempt with Medusa's reason while the item is sold out, and with the order once it is restocked", async () => {
    const purchase = await paySoldOut(store)

    const refused = await retryPlacement(store, purchase)

    expect(refused).toMatchObject({
      payment_session_id: purchase.session.id,
      status: "rejected",
      order_id: null,
      reason: expect.stringContaining(SOLD_OUT) as string,
    })
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    await readWithoutOrder(store, purchase)
    await setStock(store, PLENTY)

    const placed = await retryPlacement(store, purchase)

    const orderId = only(await ordersOfCart(store, purchase.cart.id))
    expect(placed).toMatchObject({
      status: "succeeded",
      order_id: orderId,
      reason_code: "order_placed",
    })
    expect(await statusAtStripe(store, purchase)).toBe("requires_capture")
    expect(await findWithoutOrder(store, purchase)).toEqual([])
    expect(await discrepanciesOf(store, purchase.session.id)).toMatchObject([
      { kind: "order_not_placeable", status: "resolved" },
    ])
    expect(await requestsOf(store, purchase)).toEqual([
      {
        kind: "place_order",
        status: "rejected",
        actor: await administratorId(store),
      },
      {
        kind: "place_order",
        status: "succeeded",
        actor: await administratorId(store),
      },
    ])
  })

  it("is released on request, for good, while the cart stays as it is", async () => {
    const purchase = await paySoldOut(store)

    const released = await releaseWithoutOrder(store, purchase)

    expect(released).toMatchObject({
      status: "succeeded",
      order_id: null,
      reason: "The merchant released the hold.",
    })
    expect(await statusAtStripe(store, purchase)).toBe("canceled")
    expect(await findWithoutOrder(store, purchase)).toEqual([])
    await events.first(purchase.session.id, "authorization_released")
    expect(await discrepanciesOf(store, purchase.session.id)).toMatchObject([
      { kind: "order_not_placeable", status: "resolved" },
      { kind: "release_without_order", status: "repaired" },
    ])
    const { cart } = await store.storefront.store.cart.retrieve(
      purchase.cart.id
    )
    expect(cart.items).toHaveLength(1)
    await setStock(store, PLENTY)
    await synchronize(store, purchase.session.id)
    expect(await ordersOfCart(store, cart.id)).toEqual([])
    const again = await payFor(store, cart)
    await again.browser.get(await payAtStripe(store, again))
    expect(await ordersOfCart(store, cart.id)).toHaveLength(1)
  })

  it("acts once under one request id, and refuses it for anything else", async () => {
    const purchase = await paySoldOut(store)
    const other = await paySoldOut(store)
    const request = { request_id: "desk-1" }

    const first = await retryPlacement(store, purchase, request)
    await setStock(store, PLENTY)
    const again = await retryPlacement(store, purchase, request)

    expect(again).toEqual(first)
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    for (const repeat of [
      () => releaseWithoutOrder(store, purchase, request),
      () => retryPlacement(store, other, request),
    ]) {
      expect(await refusalOf(repeat())).toEqual({
        status: 409,
        message: `The request id "desk-1" was used before, for another attempt to place the order of payment ${purchase.session.id}. Use a new id for a new request.`,
      })
    }
    await retryPlacement(store, purchase)
    await retryPlacement(store, other)
  })

  it("is not known under another id, and not listed before anything is paid", async () => {
    const unpaid = await startPurchase(store)
    const nobody = { session: { id: "payses_unknown" } }

    for (const request of [retryPlacement, releaseWithoutOrder]) {
      expect(await refusalOf(request(store, nobody))).toEqual({
        status: 404,
        message: "There is no payment payses_unknown.",
      })
      expect((await refusalOf(request(store, unpaid))).status).toBe(404)
    }
    await unpaid.browser.get(unpaid.link)
    expect(await findWithoutOrder(store, unpaid)).toEqual([])
    for (const request of [retryPlacement, releaseWithoutOrder]) {
      expect(await refusalOf(request(store, unpaid))).toEqual({
        status: 400,
        message: "No money is held or captured for this payment.",
      })
    }
  })

  it("waits with a request while Stripe cannot be reached, and then answers it", async () => {
    const purchase = await paySoldOut(store)
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/",
      times: 50,
    })

    const waiting = await releaseWithoutOrder(store, purchase)

    expect(waiting.status).toBe("pending")
    expect(await readWithoutOrder(store, purchase)).toMatchObject({
      actions: { release: { allowed: false, reason: "already_requested" } },
    })
    await store.stripe.clearFaults()
    await makeRetriesDue(store)
    await tick(store)
    expect(await statusAtStripe(store, purchase)).toBe("canceled")
    expect(await requestsOf(store, purchase)).toMatchObject([
      { kind: "release", status: "succeeded" },
    ])
  })
}
