import type { MoneyDescription } from "../../src/api/admin/stripe-checkout/orders/shown-money-responses"
import type { PaymentMethodsAnswer } from "../../src/api/admin/stripe-checkout/orders/payment-method-responses"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { holdByLink } from "../support/linked-hold"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { captureByCard, cardPath, readCard } from "../support/order-card"
import { orderReads, sql } from "../support/order-records"
import { placePaidOrder, refundInAdmin } from "../support/paid-order"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"

/** 120.00 EUR are paid; the emulator's fee is 1.5 % and 0.25. */
describeStripeStore("What a payment came to", (store) => {
  afterEach(() => store.stripe.money.balancePermission("granted"))

  it("is the receipt and the line on the statement, as long as it is only held", async () => {
    const order = await placeHeldOrder(store)

    expect(only(await readMoney(order))).toEqual({
      presented: null,
      settlement: null,
      settlement_unavailable: null,
      receipt: {
        url: expect.stringMatching(
          /^https:[/][/]pay[.]stripe[.]com[/]/
        ) as string,
        number: null,
      },
      statement_descriptor: "EMULATOR",
    })
  })

  it("has Stripe's fee and what is left of it once it is captured", async () => {
    const order = await placePaidOrder(store)

    expect(only(await readMoney(order))).toMatchObject({
      settlement: {
        currency_code: "eur",
        amount: 120,
        fee: 2.05,
        net: 117.95,
        exchange_rate: null,
      },
      settlement_unavailable: null,
    })
  })

  it("has the fee of the part that was captured", async () => {
    const order = await placeHeldOrder(store)
    await captureByCard(store, order, { amount: 30 })
    await orderReads(store, order.orderId, "partially_paid")

    expect(only(await readMoney(order))?.settlement).toMatchObject({
      amount: 30,
      fee: 0.7,
      net: 29.3,
    })
  })

  it("is in the currency that the account is paid out in, with the rate of exchange", async () => {
    await store.stripe.money.settleIn("jpy", 1.6)
    const order = await placePaidOrder(store)

    expect(only(await readMoney(order))?.settlement).toEqual({
      currency_code: "jpy",
      amount: 19200,
      fee: 313,
      net: 18887,
      exchange_rate: 1.6,
    })
    await store.stripe.money.settleIn("eur", 1)
  })

  it("names neither a refund nor a dispute in its fee and net", async () => {
    const order = await placePaidOrder(store)
    const before = only(await readMoney(order))?.settlement
    await refundInAdmin(store, order, 30)
    await waitUntilIdle(store)

    expect(only(await readMoney(order))?.settlement).toEqual(before)
    await store.stripe.dashboard.dispute(order.paymentIntentId)
    await waitUntilIdle(store)

    expect(only(await readMoney(order))?.settlement).toEqual(before)
  })

  it("is shown for each payment of the order", async () => {
    const order = await placePaidOrder(store)
    await addShirts(store, order, 1)
    await holdByLink(store, order)
    await orderReads(store, order.orderId, "approved")

    const money = await readMoney(order)

    expect(money.map((one) => one?.settlement?.net)).toEqual([
      117.95,
      undefined,
    ])
  })

  it("has what the shopper was shown in another currency", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.money.present(order.paymentIntentId, 13825, "usd")

    expect(only(await readMoney(order))?.presented).toEqual({
      amount: 138.25,
      currency_code: "usd",
    })
  })

  it("says whether Stripe sent the receipt", async () => {
    const order = await placePaidOrder(store)
    await store.stripe.money.sendReceipt(order.paymentIntentId)

    expect(only(await readMoney(order))?.receipt).toMatchObject({
      number: expect.stringMatching(/^\d{4}-\d{4}$/) as string,
    })
  })

  it("lacks only the fee where the key may not read the balance", async () => {
    const order = await placePaidOrder(store)
    await store.stripe.money.balancePermission("missing")

    const details = only(await readDetails(order))

    expect(details).toMatchObject({
      unavailable: null,
      method: { last4: "4242" },
      money: {
        settlement: null,
        settlement_unavailable: "permission_missing",
        statement_descriptor: "EMULATOR",
      },
    })
    expect(only((await readCard(store, order.orderId)).payments)).toMatchObject(
      { payment_status: "captured" }
    )
  })

  it("is stored nowhere", async () => {
    const order = await placePaidOrder(store)
    await readMoney(order)

    const tables = await sql<{ name: string }>(
      store,
      `select table_name as name from information_schema.tables
        where table_schema = 'public' and table_name like 'stripe_checkout%'`
    )
    expect(tables.length).toBeGreaterThan(0)
    for (const { name } of tables) {
      const [found] = await sql<{ count: string }>(
        store,
        `select count(*) as count from "${name}" t
          where to_jsonb(t)::text ~ 'pay.stripe.com|exchange_rate|txn_'`
      )
      expect([name, Number(found?.count)]).toEqual([name, 0])
    }
  })

  async function readDetails({
    orderId,
  }: HeldOrder): Promise<PaymentMethodsAnswer["payment_methods"]> {
    const { payment_methods } =
      await store.admin.client.fetch<PaymentMethodsAnswer>(
        `${cardPath(orderId)}/payment-methods`
      )
    return payment_methods
  }

  async function readMoney(
    order: HeldOrder
  ): Promise<(MoneyDescription | null)[]> {
    return (await readDetails(order)).map(({ money }) => money)
  }
})
