import type { PaymentMethodsAnswer } from "../../src/api/admin/stripe-checkout/orders/payment-method-responses"
import { placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { cardPath, readCard, refusalOf } from "../support/order-card"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { openPage, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore("How an order was paid", (store) => {
  afterEach(() => store.stripe.backToNormal())

  it("is read from Stripe when the merchant opens its card: the card, where it is from, and the risk", async () => {
    const { orderId, session } = await placeHeldOrder(store)

    expect(only(await readMethods(orderId))).toEqual({
      payment_session_id: session.id,
      unavailable: null,
      method: {
        type: "card",
        brand: "visa",
        last4: "4242",
        funding: "credit",
        wallet: null,
        country: "US",
        three_d_secure: null,
        cvc_check: "pass",
      },
      risk: { level: "normal", score: 20 },
      refund: null,
      money: expect.objectContaining({
        settlement: null,
        statement_descriptor: "EMULATOR",
      }) as unknown,
    })
  })

  it("includes the result of 3D Secure", async () => {
    const orderId = await buyWith({ card: "4000002760003184" })

    expect(only(await readMethods(orderId)).method).toMatchObject({
      country: "DE",
      last4: "3184",
      three_d_secure: "authenticated",
    })
  })

  it("includes the wallet that held the card", async () => {
    const orderId = await buyWith({ wallet: "apple_pay" })

    expect(only(await readMethods(orderId)).method).toMatchObject({
      last4: "4242",
      wallet: "apple_pay",
    })
  })

  it("is stored nowhere", async () => {
    const { orderId } = await placeHeldOrder(store)
    await readMethods(orderId)

    const tables = await sql<{ name: string }>(
      store,
      `select table_name as name from information_schema.tables
        where table_schema = 'public'`
    )
    for (const { name } of tables) {
      const [found] = await sql<{ count: string }>(
        store,
        `select count(*) as count from "${name}" t
          where to_jsonb(t)::text ~ 'last4|risk_level|"visa"'`
      )
      expect([name, Number(found?.count)]).toEqual([name, 0])
    }
  })

  it.each([
    ["is down", { kind: "http_500_before" }, "stripe_unavailable"],
    [
      "does not answer in time",
      { kind: "timeout_before" },
      "stripe_unavailable",
    ],
    [
      "may not be read with this key",
      { kind: "http_403" },
      "permission_missing",
    ],
  ] as const)(
    "is said to be unavailable while Stripe %s, and the rest of the card is there",
    async (_what, fault, unavailable) => {
      const { orderId } = await placeHeldOrder(store)
      await store.stripe.failNext({
        ...fault,
        path: /payment_intents/,
        times: 5,
      })

      const methods = await readMethods(orderId)

      expect(only(methods)).toMatchObject({
        method: null,
        risk: null,
        money: null,
        unavailable,
      })
      const card = await readCard(store, orderId)
      expect(only(card.payments).payment_status).toBe("held")
    }
  )

  it("is said to be unavailable where Stripe no longer accepts the key", async () => {
    const { orderId } = await placeHeldOrder(store)
    await store.stripe.loseKey("invalid")

    expect(only(await readMethods(orderId)).unavailable).toBe("key_refused")
    await store.stripe.restoreKey()
  })

  it("is not known of an order that does not exist", async () => {
    expect(await refusalOf(readMethods("order_none"))).toMatchObject({
      status: 404,
    })
  })

  async function readMethods(
    orderId: string
  ): Promise<PaymentMethodsAnswer["payment_methods"]> {
    const { payment_methods } =
      await store.admin.client.fetch<PaymentMethodsAnswer>(
        `${cardPath(orderId)}/payment-methods`
      )
    return payment_methods
  }

  async function buyWith(
    paid: Parameters<typeof store.stripe.pay>[1]
  ): Promise<string> {
    const purchase = await startPurchase(store)
    const id = await openPage(purchase)
    const attempt = await store.stripe.pay(id, paid)
    const { redirectUrl } =
      attempt.outcome === "requires_action"
        ? await store.stripe.authenticate(id, "complete")
        : attempt
    await purchase.browser.get(String(redirectUrl))
    const orderId = await waitUntil("the order to be placed", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await orderReads(store, orderId, "approved")
    return orderId
  }
})
