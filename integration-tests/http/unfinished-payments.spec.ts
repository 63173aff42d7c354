import listUnfinishedPayments from "../../src/scripts/list-unfinished-payments"
import { placeHeldOrder, setStatus } from "../support/held-order"
import { orderReads } from "../support/order-records"
import { openPage, startPurchase } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"

describeStripeStore("A store that is to be closed", (store) => {
  const list = (): Promise<void> =>
    listUnfinishedPayments({ container: store.container, args: [] })

  it("has nothing unfinished before anybody pays", async () => {
    await startPurchase(store)

    await expect(list()).resolves.toBeUndefined()
  })

  it("is not finished while a shopper may still pay on Stripe's page", async () => {
    const page = await openPage(await startPurchase(store))

    await expect(list()).rejects.toThrow(
      `Account "default": 1 payment, 120.00 EUR, open on Stripe's page`
    )

    await store.stripe.dashboard.expireCheckoutSession(page)
    await store.stripe.webhooks.idle()
    await waitUntilIdle(store)
    await expect(list()).resolves.toBeUndefined()
  })

  it("is not finished while money is held, and is once it is captured", async () => {
    const first = await placeHeldOrder(store)
    const second = await placeHeldOrder(store)

    await expect(list()).rejects.toThrow(
      `Account "default": 2 payments, 240.00 EUR, held`
    )

    for (const order of [first, second]) {
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
    }
    await expect(list()).resolves.toBeUndefined()
  })
})
