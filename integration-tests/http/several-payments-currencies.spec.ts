import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, type LinkedHold } from "../support/linked-hold"
import { addShirts } from "../support/order-balance"
import { captureByCard, refusalOf } from "../support/order-card"
import { orderReads } from "../support/order-records"
import { pendingOf } from "../support/paid-order"
import { seedRegion, type SeededRegion } from "../support/seed-region"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"

/** Minor units of Stripe. */
type Example = {
  readonly currencyCode: string
  readonly country: string
  readonly shirt: number
  readonly delivery: number
  readonly first: number
  readonly balance: number
}

const EXAMPLES: readonly Example[] = [
  {
    currencyCode: "jpy",
    country: "jp",
    shirt: 12000,
    delivery: 800,
    first: 12800,
    balance: 12000,
  },
  {
    currencyCode: "isk",
    country: "is",
    shirt: 8900,
    delivery: 1200,
    first: 1010000,
    balance: 890000,
  },
  // Three decimals, in steps of 0.010.
  {
    currencyCode: "kwd",
    country: "kw",
    shirt: 30.12,
    delivery: 2.5,
    first: 32620,
    balance: 30120,
  },
  // Prices in three decimals, which Stripe rounds to its steps.
  {
    currencyCode: "bhd",
    country: "bh",
    shirt: 30.126,
    delivery: 2.5,
    first: 32630,
    balance: 30120,
  },
  {
    currencyCode: "usd",
    country: "us",
    shirt: 10.005,
    delivery: 20,
    first: 3001,
    balance: 1000,
  },
]

describeStripeStore("An order with several payments", (store) => {
  it.each(EXAMPLES)(
    "is paid to the smallest unit in $currencyCode, and refunded as well",
    async ({ first, balance: rest, ...market }) => {
      const region = await seedRegion(store, market)
      const order = await placeHeldOrder(store, { region })
      await addOne(order, region)
      const balance = await holdByLink(store, order)
      expect(await amountsHeld(order, balance)).toEqual([first, rest])

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      await waitUntilIdle(store)
      expect(await amountsTaken(order, balance)).toEqual([first, rest])
      expect(await paymentStatusOf(order)).toBe("captured")
      await store.stripe.dashboard.refund(order.paymentIntentId)
      await store.stripe.dashboard.refund(balance.paymentIntentId)
      await orderReads(store, order.orderId, "refunded")
      await waitUntilIdle(store)
      expect(Math.abs(await pendingOf(store, order))).toBeLessThan(0.01)
    }
  )

  it("is captured in steps of the currency only, over all of its holds", async () => {
    const region = await seedRegion(store, {
      currencyCode: "jod",
      country: "jo",
      shirt: 20,
      delivery: 1.5,
    })
    const order = await placeHeldOrder(store, { region })
    await addOne(order, region)
    const balance = await holdByLink(store, order)

    const { status } = await refusalOf(
      captureByCard(store, order, { amount: 21.505 })
    )
    expect(status).toBe(400)
    await captureByCard(store, order, { amount: 21.51 })

    await orderReads(store, order.orderId, "partially_paid")
    expect(await amountsTaken(order, balance)).toEqual([21500, 10])
  })

  async function addOne(order: HeldOrder, region: SeededRegion) {
    const seed = { ...store.seed, variantId: region.variantId }
    await addShirts({ admin: store.admin, seed }, order, 1)
  }

  async function intents(...holds: Pick<LinkedHold, "session">[]) {
    return Promise.all(holds.map(({ session }) => intentOf(store, session.id)))
  }

  async function amountsHeld(...holds: Pick<LinkedHold, "session">[]) {
    return (await intents(...holds)).map(
      ({ amount_capturable }) => amount_capturable
    )
  }

  async function amountsTaken(...holds: Pick<LinkedHold, "session">[]) {
    return (await intents(...holds)).map(
      ({ amount_received }) => amount_received
    )
  }

  async function paymentStatusOf({ orderId }: HeldOrder): Promise<string> {
    const { order } = await store.admin.admin.order.retrieve(orderId)
    return order.payment_status
  }
})
