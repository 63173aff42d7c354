import { addShirts, reduceToOneShirt } from "../support/order-balance"
import {
  ageCapturesAndRefunds,
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import {
  captureByCard,
  readCard,
  readCardPayment,
  releaseByCard,
  synchronizeByCard,
} from "../support/order-card"
import { orderReads, sql } from "../support/order-records"
import {
  createPaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

/** What Stripe grants differs from payment to payment, so both is requested and the emulator decides. */
describeStripeStore(
  "A hold for which the shop requests overcapture and multicapture",
  (store) => {
    afterEach(async () => {
      await store.stripe.clearFaults()
      await store.stripe.setSwitch("overcapture", false)
      await store.stripe.setSwitch("multicapture", false)
      await store.stripe.setSwitch("incremental_authorization", false)
    })

    const atStripe = async ({ session }: HeldOrder) => {
      const { amount_capturable, amount_received, status } = await intentOf(
        store,
        session.id
      )
      return { status, held: amount_capturable, captured: amount_received }
    }

    /** 620.00 EUR. With overcapture 744.00 EUR may be captured. */
    const placeBigOrder = async () =>
      placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 6 }],
      })

    const missingReads = async ({ orderId }: HeldOrder, amount: number) =>
      waitUntil(`${orderId} to miss ${amount}`, async () => {
        const { payment_link: link } = await readCard(store, orderId)
        return (
          link.amount === amount ||
          Promise.reject(new Error(JSON.stringify(link)))
        )
      })

    it("covers an edit upwards within overcapture, without a second payment", async () => {
      await store.stripe.setSwitch("overcapture", true)
      const order = await placeBigOrder()

      await addShirts(store, order, 1)
      await collectionsRead(order, [{ status: "authorized", amount: 620 }])

      await missingReads(order, 0)
      expect(await refusalOfLink(store, order)).toMatch(/held/)
      const { actions } = await readCardPayment(store, order)
      expect(actions.capture).toMatchObject({ amount: 720, beyond_hold: 100 })
      await orderReads(store, order.orderId, "approved")

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([720])
      expect(await atStripe(order)).toEqual({
        status: "succeeded",
        held: 0,
        captured: 72000,
      })
      const { order: shown } = await store.admin.admin.order.retrieve(
        order.orderId
      )
      expect(shown.payment_status).toBe("captured")
    })

    it("leaves to a payment link only what overcapture does not cover", async () => {
      await store.stripe.setSwitch("overcapture", true)
      const order = await placeBigOrder()
      await addShirts(store, order, 2)
      await missingReads(order, 76)

      const link = await createPaymentLink(store, order)
      expect(link.amount).toBe(76)
      await payLinkAt(store, link)
      await missingReads(order, 0)
      await captureByCard(store, order)

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([744])
    })

    it("is captured as it is held where overcapture is not granted", async () => {
      const order = await placeBigOrder()

      await addShirts(store, order, 1)
      await missingReads(order, 100)
      await captureByCard(store, order)

      await orderReads(store, order.orderId, "partially_paid")
      expect(await capturesOf(store, order)).toEqual([620])
    })

    it("stays as it was authorized in Medusa when the issuer declines the capture", async () => {
      await store.stripe.setSwitch("overcapture", true)
      const order = await placeBigOrder()
      await addShirts(store, order, 1)
      await missingReads(order, 0)
      await store.stripe.setNextCaptureOutcome({ code: "card_declined" })

      await captureByCard(store, order)

      await orderReads(store, order.orderId, "capture_failed")
      const { amount } = await paymentOf(store, order.session.id)
      expect(Number(amount)).toBe(620)
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([720])
    })

    it("is captured in parts with multicapture, and its rest stays held until all is paid", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)

      await captureByCard(store, order, { amount: 50 })

      await orderReads(store, order.orderId, "partially_paid")
      expect(await atStripe(order)).toEqual({
        status: "requires_capture",
        held: 7000,
        captured: 5000,
      })
      const payment = await readCardPayment(store, order)
      expect(payment).toMatchObject({
        payment_status: "held",
        amounts: { held: 70, captured: 50, released: 0 },
        actions: { capture: { amount: 70, keeps_rest: true } },
      })
      expect(payment.capture_before).not.toBeNull()
      await missingReads(order, 0)

      await captureByCard(store, order, { amount: 30 })
      await captureByCard(store, order)

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([50, 30, 40])
      expect(await atStripe(order)).toEqual({
        status: "succeeded",
        held: 0,
        captured: 12000,
      })
    })

    it("captures each part once when Stripe's answer is lost", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)
      for (const amount of [50, 50]) {
        await store.stripe.failNext({
          kind: "reset_after",
          method: "POST",
          path: /\/capture$/,
        })
        await captureByCard(store, order, { amount })
      }

      await orderReads(store, order.orderId, "partially_paid")
      expect(await capturesOf(store, order)).toEqual([50, 50])
      expect(await atStripe(order)).toEqual({
        status: "requires_capture",
        held: 2000,
        captured: 10000,
      })
    })

    it("answers a request whose process died after Stripe captured the part", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)
      await captureByCard(store, order, { amount: 50 })
      await orderReads(store, order.orderId, "partially_paid")
      // As the process leaves it when it dies between Stripe's answer and its own record.
      await sql(
        store,
        `update stripe_checkout_operation set status = 'pending', settled_at = null
          where order_id = :orderId and kind = 'capture' returning id`,
        { orderId: order.orderId }
      )

      await synchronizeByCard(store, order)

      const { operations } = await readCardPayment(store, order)
      expect(operations.filter(({ kind }) => kind === "capture")).toMatchObject(
        [{ status: "succeeded", amount: 50 }]
      )
      expect(await capturesOf(store, order)).toEqual([50])
      expect((await atStripe(order)).captured).toBe(5000)
    })

    it("is released with multicapture as soon as nothing is owed any more", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store, {
        items: [{ variant_id: store.seed.variantId, quantity: 2 }],
      })
      await captureByCard(store, order, { amount: 120 })
      await orderReads(store, order.orderId, "partially_paid")

      await reduceToOneShirt(store, order)

      await orderReads(store, order.orderId, "paid")
      await waitUntil("the rest to be released", async () => {
        const { status } = await atStripe(order)
        return status === "succeeded"
      })
      expect(await atStripe(order)).toMatchObject({ held: 0, captured: 12000 })
    })

    it("lets the merchant release its rest, which a payment link can request again", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)
      await captureByCard(store, order, { amount: 50 })
      await orderReads(store, order.orderId, "partially_paid")

      const { results } = await releaseByCard(store, order)

      expect(results).toMatchObject([{ status: "succeeded" }])
      expect(await atStripe(order)).toEqual({
        status: "succeeded",
        held: 0,
        captured: 5000,
      })
      await missingReads(order, 70)
    })

    it("is captured once where multicapture is not granted", async () => {
      const order = await placeHeldOrder(store)

      await captureByCard(store, order, { amount: 50 })

      await orderReads(store, order.orderId, "partially_paid")
      expect(await atStripe(order)).toEqual({
        status: "succeeded",
        held: 0,
        captured: 5000,
      })
      await missingReads(order, 70)
    })

    it("keeps its rest with multicapture when a part is captured with Medusa's own button", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)
      const { id } = await paymentOf(store, order.session.id)

      await store.admin.admin.payment.capture(id, { amount: 50 })

      await orderReads(store, order.orderId, "partially_paid")
      expect(await atStripe(order)).toMatchObject({
        held: 7000,
        captured: 5000,
      })
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([50, 70])
    })

    it("has a part recorded that somebody captured in Stripe's Dashboard", async () => {
      await store.stripe.setSwitch("multicapture", true)
      const order = await placeHeldOrder(store)
      await captureByCard(store, order, { amount: 50 })
      await orderReads(store, order.orderId, "partially_paid")

      await store.stripe.dashboard.capture(order.paymentIntentId, 3000)

      await orderReads(store, order.orderId, "partially_paid")
      await waitUntil("the capture to be recorded", async () => {
        const captures = await capturesOf(store, order)
        return captures.length === 2
      })
      await ageCapturesAndRefunds(store, order)
      expect(await capturesOf(store, order)).toEqual([50, 30])
      await missingReads(order, 40)
    })

    it("is never incremented unless the shop says so, whatever its card grants", async () => {
      await store.stripe.setSwitch("incremental_authorization", true)
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await missingReads(order, 100)

      const link = await createPaymentLink(store, order)

      expect(link).toMatchObject({ amount: 100, increment: null })
      expect(link.url).toContain(link.payment_session_id)
      expect((await store.stripe.ledger()).increments).toEqual([])
      await payLinkAt(store, link)
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
    })

    async function collectionsRead(
      { orderId }: HeldOrder,
      expected: readonly { status: string; amount: number }[]
    ): Promise<void> {
      await waitUntil(`the collections of ${orderId} to match`, async () => {
        const rows = await sql<{ status: string; amount: string }>(
          store,
          `select c.status, c.amount
             from order_payment_collection l
             join payment_collection c on c.id = l.payment_collection_id
            where l.order_id = :orderId and l.deleted_at is null and c.deleted_at is null
            order by c.created_at`,
          { orderId }
        )
        const found = rows.map(({ status, amount }) => ({
          status,
          amount: Number(amount),
        }))
        return (
          JSON.stringify(found) === JSON.stringify(expected) ||
          Promise.reject(new Error(JSON.stringify(found)))
        )
      })
    }
  },
  {
    checkout: {
      payment_method_options: {
        card: {
          request_overcapture: "if_available",
          request_multicapture: "if_available",
          request_incremental_authorization: "if_available",
        },
      },
    },
  }
)
