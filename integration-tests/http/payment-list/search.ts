import { type HeldOrder, placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { refusalOf } from "../../support/order-card"
import { listedIn, listPayments } from "../../support/payment-list"
import { retryPlacement } from "../../support/payments-without-order"
import { requestsForShoppers } from "../../support/requests-for-shoppers"
import { PLENTY, paySoldOut, setStock } from "../../support/sold-out"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntilIdle } from "../../support/sweep"

/** What merchants have at hand when a customer calls. */
export function isSearched(store: StripeStore): void {
  it("finds a payment by its order's number, with or without #", async () => {
    const order = await placeHeldOrder(store)
    await placeHeldOrder(store)
    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )

    for (const q of [
      `#${placed.display_id ?? ""}`,
      ` ${placed.display_id ?? ""} `,
    ]) {
      expect(await listedIn(store, { q })).toEqual([order.session.id])
    }
    expect(await listedIn(store, { q: "#99999999" })).toEqual([])
  })

  it("finds all payments of a customer by e-mail, those without an order as well", async () => {
    const email = "grace@example.com"
    const order = await placeHeldOrder(store, { email })
    const other = await placeHeldOrder(store)
    const { cart } = await store.storefront.store.cart.retrieve(order.cart.id)

    expect(cart.email).toBe(email)
    expect(await listedIn(store, { q: "Grace@Example.com" })).toEqual([
      order.session.id,
    ])
    expect(await listedIn(store, { q: "ada@example.com" })).toContain(
      other.session.id
    )
    expect(await listedIn(store, { q: "nobody@example.com" })).toEqual([])
    const unplaced = await paySoldOut(store)
    expect(await listedIn(store, { q: "ada@example.com" })).toContain(
      unplaced.session.id
    )
    await setStock(store, PLENTY)
    await retryPlacement(store, unplaced)
  })

  it("finds a payment by each of Stripe's ids, within the chosen view", async () => {
    const order = await placeHeldOrder(store)
    const ids = await stripeIdsOf(order)
    expect(ids.map((id) => id.slice(0, 3))).toEqual(["pi_", "cs_", "ch_"])

    for (const q of [...ids, order.session.id, order.orderId]) {
      expect(await listedIn(store, { q })).toEqual([order.session.id])
      expect(await listedIn(store, { q, view: "capture_failed" })).toEqual([])
    }
  })

  it("asks Stripe only about a charge, and only once", async () => {
    const order = await placeHeldOrder(store)
    const [intent = "", , charge = ""] = await stripeIdsOf(order)
    await waitUntilIdle(store)
    const before = (await requestsForShoppers(store)).length

    await listPayments(store, { q: intent })
    expect(await requestsForShoppers(store)).toHaveLength(before)
    await listPayments(store, { q: charge })
    expect(await requestsForShoppers(store)).toHaveLength(before + 1)
  })

  it.each(["ch_unknown", "pi_unknown", "linen", "'; drop table cart; --"])(
    "finds nothing for %s",
    async (q) => {
      expect(await listPayments(store, { q })).toMatchObject({
        payments: [],
        count: 0,
      })
    }
  )

  it("says that Stripe did not answer, rather than that there is no such charge", async () => {
    await store.stripe.failNext({
      kind: "http_500_before",
      path: "/v1/charges",
      times: 5,
    })

    const refusal = await refusalOf(listPayments(store, { q: "ch_asked" }))

    expect(refusal.message).toContain("Stripe could not answer.")
  })

  async function stripeIdsOf({
    paymentIntentId,
    session,
  }: HeldOrder): Promise<string[]> {
    const { charges, checkout_sessions } = await store.stripe.ledger()
    const { id: charge } = only(
      charges.filter(({ payment_intent }) => payment_intent === paymentIntentId)
    )
    const { id: checkoutSession } = only(
      checkout_sessions.filter(
        ({ client_reference_id }) => client_reference_id === session.id
      )
    )
    return [paymentIntentId, checkoutSession, charge]
  }
}
