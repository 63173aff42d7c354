import { only } from "../../support/only"
import { ordersOfCart, sql, synchronize } from "../../support/order-records"
import {
  readWithoutOrder,
  retryPlacement,
} from "../../support/payments-without-order"
import {
  PLENTY,
  SOLD_OUT,
  deleteSession,
  letFailSince,
  paySoldOut,
  requestsOf,
  setStock,
  statusAtStripe,
} from "../../support/sold-out"
import {
  collectionOf,
  payAtStripe,
  startPurchase,
} from "../../support/stripe-checkout"
import type { PublicEvents } from "../../support/public-events"
import type { StripeStore } from "../../support/stripe-store"

/** Medusa deletes its payment session, as it does when it refreshes a cart. */
export function outlivesItsPaymentSession(
  store: StripeStore,
  events: PublicEvents
): void {
  it("keeps its request and its clock when its payment session is deleted and created again", async () => {
    const purchase = await paySoldOut(store)
    const failingSince = await letFailSince(store, purchase, 71)
    await deleteSession(store, purchase)

    const refused = await retryPlacement(store, purchase)

    expect(refused).toMatchObject({
      status: "rejected",
      reason: expect.stringContaining(SOLD_OUT) as string,
    })
    expect(refused.payment_session_id).not.toBe(purchase.session.id)
    const session = { id: refused.payment_session_id }
    const { failing_since } = await readWithoutOrder(store, { session })
    expect(failing_since).toBe(failingSince)
    await setStock(store, PLENTY)
    expect(await retryPlacement(store, purchase)).toMatchObject({
      payment_session_id: session.id,
      status: "succeeded",
      order_id: only(await ordersOfCart(store, purchase.cart.id)),
    })
  })

  it("is released in the end when its deleted payment session cannot be created again", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const collection = await collectionOf(store, purchase)
    await deleteSession(store, purchase)
    await sql(
      store,
      `alter table payment_session add constraint no_more_sessions
         check (payment_collection_id <> '${collection}') not valid`
    )

    const fail = (): Promise<unknown> =>
      synchronize(store, purchase.session.id).catch(() => undefined)
    await fail()
    const once = await retryPlacement(store, purchase)
    await fail()

    // What is no refusal of Medusa's may be over soon, so it is tried once more.
    expect(once.status).toBe("pending")
    expect(await requestsOf(store, purchase)).toMatchObject([
      { status: "rejected" },
    ])
    const listed = await readWithoutOrder(store, purchase)
    expect(listed.failing_since).not.toBeNull()
    await events.first(purchase.session.id, "order_not_placeable")
    await letFailSince(store, purchase, 73)
    await synchronize(store, purchase.session.id)
    await sql(
      store,
      "alter table payment_session drop constraint no_more_sessions"
    )
    expect(await statusAtStripe(store, purchase)).toBe("canceled")
  })
}
