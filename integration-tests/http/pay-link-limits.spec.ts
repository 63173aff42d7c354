import { textOf } from "../support/browser"
import { sql } from "../support/order-records"
import {
  checkoutSessionsOf,
  openPage,
  payFor,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"

/** A script that has the link must not flood the account at Stripe. */
describeStripeStore("The pay link of a payment", (store) => {
  it("opens its last Checkout Session at the fiftieth time, and nothing after that", async () => {
    const purchase = await openedTimes(49)

    await store.stripe.dashboard.expireCheckoutSession(await openPage(purchase))
    const answer = await purchase.browser.get(purchase.link)

    expect(answer.status).toBe(429)
    expect(textOf(answer.body)).toContain("started too often")
    expect(await checkoutSessionsOf(store, purchase.session.id)).toHaveLength(2)
  })

  it("opens nothing in a cart whose payments opened a hundred, however new it is", async () => {
    const { cart } = await openedTimes(100)

    const { browser, link, session } = await payFor(store, cart)
    const answer = await browser.get(link)

    expect(answer.status).toBe(429)
    expect(await checkoutSessionsOf(store, session.id)).toEqual([])
  })

  /** The last of them was opened, and has expired. */
  async function openedTimes(times: number): Promise<Purchase> {
    const purchase = await startPurchase(store)
    await store.stripe.dashboard.expireCheckoutSession(await openPage(purchase))
    await sql(
      store,
      `update stripe_checkout_payment set checkout_session_attempt = :times
        where payment_session_id = :id returning id`,
      { times, id: purchase.session.id }
    )
    return purchase
  }
})
