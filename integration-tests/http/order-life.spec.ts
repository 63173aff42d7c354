import {
  capturesOf,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import {
  claimRefundForOne,
  exchangeOneForTwo,
  placeSentOrder,
  receiveReturn,
  requestReturn,
} from "../support/after-sales"
import { holdByLink, type LinkedHold } from "../support/linked-hold"
import {
  addShirts,
  reduceToOneShirt,
  startAddingShirts,
} from "../support/order-balance"
import { captureByCard } from "../support/order-card"
import { orderReads, orderStatus } from "../support/order-records"
import { pendingOf, placePaidOrder, refundInAdmin } from "../support/paid-order"
import { createPaymentLink } from "../support/payment-links"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { sweep, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

type AnOrder = Pick<HeldOrder, "orderId">
type APayment = Pick<HeldOrder, "session">
type Payments = { readonly order: HeldOrder; readonly balance: LinkedHold }

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR, paid by link. */
describeStripeStore("The money of an order", (store) => {
  describe("whose edit is canceled", () => {
    it.each([
      ["one payment", oneHold],
      ["two payments", twoHolds],
    ])("stays as it is, with %s", async (_many, place) => {
      const payments = await place()
      const [{ orderId }] = payments
      await startAddingShirts(store, { orderId }, 1)

      await store.admin.admin.orderEdit.cancelRequest(orderId)

      await staysHeld(payments)
      await captures({ orderId })
      expect(await pendingOf(store, { orderId })).toBe(0)
    })
  })

  describe("that became cheaper after it was captured", () => {
    it("is due to the customer until the merchant refunds it", async () => {
      const order = await placePaidOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })

      await reduceToOneShirt(store, order)

      await waitUntilIdle(store)
      expect(await refundedAtStripe(order)).toBe(0)
      expect(await pendingOf(store, order)).toBe(-100)
      await refundInAdmin(store, order, 100)
      await waitUntilIdle(store)
      expect(await refundedAtStripe(order)).toBe(10000)
      expect(await pendingOf(store, order)).toBe(0)
      expect(await orderStatus(store, order.orderId)).toBe("paid")
    })

    it("is due to the customer of two payments, and refunded from the one that the merchant chooses", async () => {
      const { order, balance } = await twoCaptured()

      await reduceToOneShirt(store, order)
      await refundInAdmin(store, balance, 100)

      await waitUntilIdle(store)
      expect(await refundedAtStripe(order)).toBe(0)
      expect(await refundedAtStripe(balance)).toBe(10000)
      expect(await pendingOf(store, order)).toBe(0)
      expect(await orderStatus(store, order.orderId)).toBe("paid")
    })
  })

  describe("whose goods come back while it is held", () => {
    it("is captured without them", async () => {
      const order = await placeSentOrder(store)
      await receiveReturn(store, order, await requestReturn(store, order))

      await captures(order)

      expect(await capturesOf(store, order)).toEqual([20])
      expect(await pendingOf(store, order)).toBe(0)
    })

    it("is captured without them, and the hold that is left over is released", async () => {
      const order = await placeSentOrder(store)
      await addShirts(store, order, 1)
      const balance = await holdByLink(store, order)
      await receiveReturn(store, order, await requestReturn(store, order))

      await captures(order)

      expect(await capturesOf(store, order)).toEqual([120])
      await ends(balance, "canceled")
      expect(await pendingOf(store, order)).toBe(0)
    })
  })

  describe("whose goods are exchanged for dearer ones", () => {
    it("is paid once the link is, although it was captured before", async () => {
      const order = await placeSentOrder(store)
      await captures(order)
      await exchangeOneForTwo(store, order)
      await orderReads(store, order.orderId, "partially_paid")

      const more = await holdByLink(store, order)

      expect(more.link.amount).toBe(200)
      await captures(order)
      expect(await capturesOf(store, more)).toEqual([200])
    })

    it("is paid by a third payment, and all are captured at once", async () => {
      const order = await placeSentOrder(store)
      await addShirts(store, order, 1)
      const balance = await holdByLink(store, order)
      await exchangeOneForTwo(store, order)
      const more = await holdByLink(store, order)

      await captures(order)

      expect(await capturesOf(store, order)).toEqual([120])
      expect(await capturesOf(store, balance)).toEqual([100])
      expect(await capturesOf(store, more)).toEqual([200])
      expect(await pendingOf(store, order)).toBe(0)
    })
  })

  describe("whose customer claims a refund", () => {
    it.each([
      ["one payment", []],
      ["two payments", [1]],
    ])(
      "is refunded by the merchant, with %s",
      async (_many, addedByEdits: readonly number[]) => {
        const order = await placeSentOrder(store)
        for (const quantity of addedByEdits) {
          await addShirts(store, order, quantity)
          await holdByLink(store, order)
        }
        await captures(order)

        await claimRefundForOne(store, order)

        // To Medusa, a claim for a refund changes nothing of what the order costs.
        await waitUntilIdle(store)
        expect(await refundedAtStripe(order)).toBe(0)
        expect(await pendingOf(store, order)).toBe(0)
        await refundInAdmin(store, order, 100)
        await waitUntilIdle(store)
        expect(await refundedAtStripe(order)).toBe(10000)
        expect(await pendingOf(store, order)).toBe(0)
      }
    )
  })

  describe("that is canceled", () => {
    it("is released, with both of its holds", async () => {
      const [order, balance] = await twoHolds()

      await store.admin.admin.order.cancel(order.orderId)

      await ends(order, "canceled")
      await ends(balance, "canceled")
    })

    it("is refunded by Medusa itself as far as it was captured", async () => {
      const order = await placeHeldOrder(store)
      await captureByCard(store, order, { amount: 30 })
      await orderReads(store, order.orderId, "partially_paid")
      await waitUntilIdle(store)

      await store.admin.admin.order.cancel(order.orderId)

      await waitUntilIdle(store)
      expect(await refundedAtStripe(order)).toBe(3000)
    })

    it("is refunded by Medusa itself as far as it was not refunded before", async () => {
      const order = await placePaidOrder(store)
      await refundInAdmin(store, order, 30)
      await waitUntilIdle(store)

      await store.admin.admin.order.cancel(order.orderId)

      await waitUntilIdle(store)
      expect(await refundedAtStripe(order)).toBe(12000)
    })
  })

  describe("that is archived", () => {
    it.each([
      ["one payment", oneHold],
      ["two payments", twoHolds],
    ])(
      "stays held until its status requests it, with %s",
      async (_many, place) => {
        const payments = await place()
        const [{ orderId }] = payments
        await store.admin.admin.order.complete(orderId, {})
        await store.admin.admin.order.archive(orderId)

        await sweep(store)

        await staysHeld(payments)
        await captures({ orderId })
        expect(await pendingOf(store, { orderId })).toBe(0)
      }
    )
  })

  describe("that was a draft", () => {
    it("is paid by the link that the draft had, after it became an order", async () => {
      const draft = await createDraft()
      const link = await createPaymentLink(store, draft)
      await store.admin.admin.draftOrder.convertToOrder(draft.orderId)

      const paid = await holdByLink(store, draft)

      expect(paid.link.url).toBe(link.url)
      await captures(draft)
      expect(await capturesOf(store, paid)).toEqual([100])
    })

    it("is paid by a second payment for what was added since", async () => {
      const draft = await createDraft()
      const first = await holdByLink(store, draft)
      await store.admin.admin.draftOrder.convertToOrder(draft.orderId)
      await addShirts(store, draft, 1)

      const second = await holdByLink(store, draft)

      await captures(draft)
      expect(await capturesOf(store, first)).toEqual([100])
      expect(await capturesOf(store, second)).toEqual([100])
      expect(await pendingOf(store, draft)).toBe(0)
    })
  })

  async function oneHold(): Promise<readonly [HeldOrder]> {
    return [await placeHeldOrder(store)]
  }

  async function twoHolds(): Promise<readonly [HeldOrder, LinkedHold]> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    return [order, await holdByLink(store, order)]
  }

  async function twoCaptured(): Promise<Payments> {
    const [order, balance] = await twoHolds()
    await captures(order)
    return { order, balance }
  }

  async function captures(order: AnOrder): Promise<void> {
    await orderReads(store, order.orderId, "approved")
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    await waitUntilIdle(store)
  }

  async function staysHeld(payments: readonly APayment[]): Promise<void> {
    await waitUntilIdle(store)
    for (const { session } of payments) {
      expect((await intentOf(store, session.id)).status).toBe(
        "requires_capture"
      )
    }
  }

  async function ends({ session }: APayment, status: string): Promise<void> {
    await waitUntil(`the payment to be ${status}`, async () => {
      const intent = await intentOf(store, session.id)
      return intent.status === status
    })
  }

  /** Minor units, of captured money. */
  async function refundedAtStripe({
    paymentIntentId,
  }: Pick<HeldOrder, "paymentIntentId">): Promise<number> {
    const { refunds, releases } = await store.stripe.ledger()
    return refunds
      .filter(({ id }) => !releases.includes(id))
      .filter(({ payment_intent }) => payment_intent === paymentIntentId)
      .reduce((sum, { amount }) => sum + amount, 0)
  }

  async function createDraft(): Promise<AnOrder> {
    const { draft_order } = await store.admin.admin.draftOrder.create({
      email: "ada@example.com",
      region_id: store.seed.regionId,
      sales_channel_id: store.seed.salesChannelId,
      items: [{ variant_id: store.seed.variantId, quantity: 1 }],
      shipping_methods: [],
    })
    return { orderId: draft_order.id }
  }
})
