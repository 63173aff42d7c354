import { Modules } from "@medusajs/framework/utils"
import { textOf } from "../support/browser"
import { paymentOf, placeHeldOrder, setStatus } from "../support/held-order"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import {
  completeCart,
  createCart,
  startPaymentSessionWith,
} from "../support/shopper"
import {
  intentOf,
  openPage,
  checkoutSessionsOf,
  startPurchase,
} from "../support/stripe-checkout"
import {
  describeStripeStore,
  PROVIDER_ID,
  WEBHOOK_SECRET,
} from "../support/stripe-store"

const EMAIL = "private.person@example.com"

describeStripeStore("A storefront", (store) => {
  const KEYS = [
    "checkout_session_id",
    "expires_at",
    "payment_intent_id",
    "session_id",
    "url",
  ]

  it("cannot set any key of a payment session's data", async () => {
    const cart = await createCart(store)

    const session = await startPaymentSessionWith(store, cart, {
      provider_id: PROVIDER_ID,
      data: {
        session_id: "payses_stolen",
        url: "https://evil.example",
        checkout_session_id: "cs_stolen",
        payment_intent_id: "pi_stolen",
        expires_at: "never",
        note: "mine",
        client_secret: "x",
      },
    })

    expect(session.data).toEqual({
      session_id: session.id,
      url: `${store.baseUrl}/stripe-checkout/pay/${session.id}`,
      checkout_session_id: null,
      payment_intent_id: null,
      expires_at: null,
    })
  })

  it("cannot place an order with another shopper's payment", async () => {
    const paid = await placeHeldOrder(store)
    const theirs = await intentOf(store, paid.session.id)
    const page = (await checkoutSessionsOf(store, paid.session.id)).at(-1)
    const cart = await createCart(store)

    const session = await startPaymentSessionWith(store, cart, {
      provider_id: PROVIDER_ID,
      data: {
        session_id: paid.session.id,
        checkout_session_id: page?.id,
        payment_intent_id: theirs.id,
      },
    })
    const answer = await completeCart(store, cart)

    expect(session.data["session_id"]).toBe(session.id)
    expect(answer.type).toBe("cart")
    expect(await ordersOfCart(store, cart.id)).toEqual([])
    expect((await intentOf(store, paid.session.id)).status).toBe(
      "requires_capture"
    )
  })

  it("cannot use another shopper's payment even if its own payment session names it", async () => {
    const paid = await placeHeldOrder(store)
    const page = (await checkoutSessionsOf(store, paid.session.id)).at(-1)
    const purchase = await startPurchase(store)
    await sql(
      store,
      `update payment_session
          set data = data || jsonb_build_object('checkout_session_id', :page::text)
        where id = :id returning id`,
      { id: purchase.session.id, page: page?.id ?? "" }
    )

    const answer = await store.request(
      `/store/carts/${purchase.cart.id}/complete`,
      { method: "POST" }
    )

    expect(answer).toMatchObject({
      status: 400,
      body: { code: "stripe_checkout_foreign_payment" },
    })
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
  })

  it("cannot expire another shopper's Checkout Session by naming it in its own payment session", async () => {
    const victim = await startPurchase(store)
    const page = await openPage(victim)
    const thief = await startPurchase(store)
    await sql(
      store,
      `update payment_session
          set data = data || jsonb_build_object('checkout_session_id', :page::text)
        where id = :id returning id`,
      { id: thief.session.id, page }
    )

    await store.storefront.store.cart.createLineItem(thief.cart.id, {
      variant_id: store.seed.variantId,
      quantity: 1,
    })

    const [open] = await checkoutSessionsOf(store, victim.session.id)
    expect(open).toMatchObject({ id: page, status: "open" })
  })

  it("sees the same keys in the payment session's data from start to end", async () => {
    const purchase = await startPurchase(store)
    const payments = store.container.resolve(Modules.PAYMENT)
    const dataNow = async () =>
      (await payments.retrievePaymentSession(purchase.session.id)).data

    expect(Object.keys(await dataNow()).sort()).toEqual(KEYS)
    const page = await openPage(purchase)
    expect(Object.keys(await dataNow()).sort()).toEqual(KEYS)
    expect((await dataNow())["checkout_session_id"]).toBe(page)
    expect(Date.parse(String((await dataNow())["expires_at"]))).toBeGreaterThan(
      Date.now()
    )
  })

  it("sees no secret or personal data in a payment", async () => {
    const order = await placeHeldOrder(store, { email: EMAIL })
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")

    const payment = await paymentOf(store, order.session.id)
    const session = await store.container
      .resolve(Modules.PAYMENT)
      .retrievePaymentSession(order.session.id)
    const seen = [
      payment.data,
      session.data,
      await textFrom(`/store/carts/${order.cart.id}`),
      await textFrom(
        `/store/orders/${order.orderId}?fields=*payment_collections.payments,*payment_collections.payment_sessions,metadata`
      ),
    ]

    expect(Object.keys(payment.data ?? {}).sort()).toEqual([
      "checkout_session_id",
      "payment_intent_id",
      "session_id",
    ])
    const text = JSON.stringify(seen)
    expect(text).not.toMatch(/sk_test|rk_test|whsec|client_secret|42424242/)
    expect(text).not.toContain(WEBHOOK_SECRET)
    expect(JSON.stringify([payment.data, session.data])).not.toContain(EMAIL)
  })

  it("leaves no secret or personal data in the plugin's tables", async () => {
    await placeHeldOrder(store, { email: EMAIL })

    const rows = await Promise.all(
      ["payment", "event", "operation"].map((table) =>
        sql(store, `select * from stripe_checkout_${table}`)
      )
    )

    const text = JSON.stringify(rows)
    expect(text).not.toMatch(/sk_test|whsec|client_secret|42424242|Muster/)
    expect(text).not.toContain(EMAIL)
  })

  async function textFrom(path: string): Promise<string> {
    const answer = await store.request(path)
    expect(answer.status).toBe(200)
    return textOf(answer.body)
  }
})
