import { Modules } from "@medusajs/framework/utils"
import { locationOf } from "../support/browser"
import { paymentOf, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import {
  operationsOf,
  orderMetadata,
  orderReads,
  ordersOfCart,
  sql,
  synchronize,
} from "../support/order-records"
import { completeCart } from "../support/shopper"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import {
  describeStripeStore,
  STOREFRONT_URL,
  type StripeStore,
} from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("Paying by redirect", (store) => {
  afterEach(async () => {
    await store.stripe.webhooks.resume()
    await store.stripe.clearFaults()
  })

  it("places exactly one order when only the browser returns", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)

    const returnAddress = await payAtStripe(store, purchase)
    const address = locationOf(await purchase.browser.get(returnAddress))

    const orderId = await theOneHeldOrder(store, purchase)
    expect(address).toBe(`${STOREFRONT_URL}/de/order/${orderId}/confirmed`)
  })

  it("places exactly one order when only the webhook arrives", async () => {
    const purchase = await startPurchase(store)

    await payAtStripe(store, purchase)

    await theOneHeldOrder(store, purchase)
  })

  it("places exactly one order when webhook, browser tabs and storefront all arrive at once", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    const returnAddress = await payAtStripe(store, purchase)

    const answers = await Promise.all([
      store.stripe.webhooks.resume(),
      ...threeTimes(() => purchase.browser.get(returnAddress)),
      ...threeTimes(() => completeCart(store, purchase.cart)),
    ])

    expect(answers).toHaveLength(7)
    await theOneHeldOrder(store, purchase)
  })

  it("places exactly one order when the webhook arrives twenty times", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const page = only(await checkoutSessionsOf(store, purchase.session.id))
    const events = await store.stripe.events({
      type: "checkout.session.completed",
    })
    const event = only(
      events.filter(
        ({ data }) => (data.object as { id: string }).id === page.id
      )
    )

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => store.stripe.webhooks.deliver(event.id))
    )

    expect(answers.flatMap(({ statuses }) => statuses)).toEqual(
      Array<number>(20).fill(200)
    )
    await theOneHeldOrder(store, purchase)
    const stored = await sql(
      store,
      `select id from stripe_checkout_event where event_id = :id`,
      { id: event.id }
    )
    expect(stored).toHaveLength(1)
  })

  it("places exactly one order when two workers synchronize the payment at once", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    const results = await Promise.all(
      threeTimes(() => synchronize(store, purchase.session.id))
    )

    expect(results.map(({ state }) => state)).toEqual(
      results.map(() => "authorized")
    )
    await theOneHeldOrder(store, purchase)
  })

  it("never mistakes an order that is being placed for one that was paid another way", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await store.stripe.failNext({
      kind: "timeout_before",
      method: "GET",
      path: "/v1/checkout/sessions/",
    })
    const completion = completeCart(store, purchase.cart)
    await waitUntil("the order to wait for Stripe", async () => {
      const held = await store.stripe.held()
      return held.length > 0
    })

    // Placed exactly between two facts that the sync pass reads one after the other.
    const locking = store.container.resolve(Modules.LOCKING)
    const acquire = locking.acquire.bind(locking)
    const spy = jest
      .spyOn(locking, "acquire")
      .mockImplementationOnce(async (...given) => {
        await store.stripe.releaseHeld()
        await completion
        return acquire(...given)
      })
    await synchronize(store, purchase.session.id)
    spy.mockRestore()

    await theOneHeldOrder(store, purchase)
  })

  it("never mistakes an order that was rolled back for one that was paid another way", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const cartId = purchase.cart.id
    await sql(
      store,
      `insert into order_cart (id, order_id, cart_id)
       values ('ordcart_undone', 'order_undone', :cartId) returning id`,
      { cartId }
    )

    // Core rolls back the order and the link to its cart between two facts that the sync pass reads.
    const locking = store.container.resolve(Modules.LOCKING)
    const acquire = locking.acquire.bind(locking)
    const spy = jest
      .spyOn(locking, "acquire")
      .mockImplementationOnce(async (...given) => {
        await sql(
          store,
          `delete from order_cart where cart_id = :cartId returning id`,
          { cartId }
        )
        return acquire(...given)
      })
    await synchronize(store, purchase.session.id)
    spy.mockRestore()

    await theOneHeldOrder(store, purchase)
  })

  it("lets a shopper whose card was declined pay with another one on the same page", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)

    const declined = await store.stripe.pay(page, { card: "4000000000000002" })
    const paid = await store.stripe.pay(page, { card: "5555555555554444" })

    expect([declined.outcome, paid.outcome]).toEqual(["declined", "complete"])
    await theOneHeldOrder(store, purchase)
  })

  it("waits for 3D Secure", async () => {
    const purchase = await startPurchase(store)
    const page = await openPage(purchase)

    const challenged = await store.stripe.pay(page, {
      card: "4000002760003184",
    })
    expect(challenged.outcome).toBe("requires_action")
    expect((await completeCart(store, purchase.cart)).type).toBe("cart")
    await store.stripe.authenticate(page, "complete")

    await theOneHeldOrder(store, purchase)
  })

  it("returns the cart to a storefront that completes it too early, and the shopper can still pay", async () => {
    const purchase = await startPurchase(store)

    const beforeTheClick = await completeCart(store, purchase.cart)
    await openPage(purchase)
    const beforePaying = await completeCart(store, purchase.cart)

    for (const answer of [beforeTheClick, beforePaying]) {
      expect(answer).toMatchObject({
        type: "cart",
        error: { type: "payment_requires_more_error" },
      })
    }
    await payAtStripe(store, purchase)
    await theOneHeldOrder(store, purchase)
  })

  it("lets the storefront complete the paid cart itself", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)

    const answer = await completeCart(store, purchase.cart)

    expect(answer.type).toBe("order")
    await synchronize(store, purchase.session.id)
    await theOneHeldOrder(store, purchase)
  })

  it("places the order after an attempt that failed and canceled the payment only in Medusa", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    await stripeIsKnown(store, purchase)
    const payments = store.container.resolve(Modules.PAYMENT)
    await payments.authorizePaymentSession(purchase.session.id, {})
    const payment = await paymentOf(store, purchase.session.id)
    await payments.cancelPayment(payment.id)

    await synchronize(store, purchase.session.id)

    await theOneHeldOrder(store, purchase)
    const after = await payments.retrievePayment(payment.id)
    expect(after.canceled_at).toBeNull()
  })

  it("writes the order number to Stripe, where merchants search for it", async () => {
    const { orderId, session } = await placeHeldOrder(store)

    const { order } = await store.admin.admin.order.retrieve(orderId)
    const intent = await waitUntil("the order's number", async () => {
      const now = await intentOf(store, session.id)
      return now.metadata["order_id"] ? now : null
    })
    expect(intent.description).toBe(`Order #${order.display_id ?? ""}`)
    expect(intent.metadata).toMatchObject({
      order_id: orderId,
      display_id: String(order.display_id),
      payment_session_id: session.id,
    })
  })

  it("captures nothing because of a status that came with the shopper's cart", async () => {
    const { orderId, session } = await placeHeldOrder(store, {
      metadata: { order_status: "ready_for_capture", gift: "yes" },
    })

    await synchronize(store, session.id)

    expect(await orderMetadata(store, orderId)).toEqual({
      order_status: "approved",
      gift: "yes",
    })
    expect(await operationsOf(store, orderId)).toEqual([])
    expect((await intentOf(store, session.id)).amount_received).toBe(0)
  })
})

/** Exactly one order, approved, with the full amount held and nothing captured. */
async function theOneHeldOrder(
  store: StripeStore,
  { cart, session }: Purchase
): Promise<string> {
  const orderId = await waitUntil("exactly one order", async () =>
    only(await ordersOfCart(store, cart.id))
  )
  await orderReads(store, orderId, "approved")
  expect(await intentOf(store, session.id)).toMatchObject({
    status: "requires_capture",
    amount: 12000,
    amount_capturable: 12000,
    amount_received: 0,
  })
  const { order } = await store.admin.admin.order.retrieve(orderId)
  expect(order.payment_status).toBe("authorized")
  return orderId
}

/** Writes to the payment session which Checkout Session was paid, as the first sync pass does. */
async function stripeIsKnown(
  store: StripeStore,
  { session }: Purchase
): Promise<void> {
  const page = only(await checkoutSessionsOf(store, session.id))
  const { data } = await store.container
    .resolve(Modules.PAYMENT)
    .retrievePaymentSession(session.id)
  expect(data["checkout_session_id"]).toBe(page.id)
}

function threeTimes<T>(work: () => Promise<T>): Promise<T>[] {
  return Array.from({ length: 3 }, work)
}
