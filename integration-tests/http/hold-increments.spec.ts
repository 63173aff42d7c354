import { addShirts } from "../support/order-balance"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { missingReads, operationsOf } from "../support/hold-increments"
import {
  administratorId,
  captureByCard,
  readCard,
  readCardPayment,
  refusalOf,
  synchronizeByCard,
} from "../support/order-card"
import { orderReads, sql } from "../support/order-records"
import {
  createPaymentLink,
  emailPaymentLink,
  openLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"

const INCREMENT = { method: "POST", path: /increment_authorization$/ } as const

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A hold that is incremented before a payment link is offered",
  (store) => {
    // Whoever listens makes the store send e-mails.
    recordPublicEvents(store)

    beforeEach(() => store.stripe.setSwitch("incremental_authorization", true))

    afterEach(async () => {
      await store.stripe.backToNormal()
      await store.stripe.setSwitch("incremental_authorization", false)
      await store.stripe.setSwitch("overcapture", false)
    })

    const atStripe = async ({ session }: HeldOrder) => {
      const { amount_capturable, amount_received } = await intentOf(
        store,
        session.id
      )
      return { held: amount_capturable, captured: amount_received }
    }

    const attempts = async ({ paymentIntentId }: HeldOrder) => {
      const { increments } = await store.stripe.ledger()
      return increments
        .filter(({ payment_intent }) => payment_intent === paymentIntentId)
        .map(({ from, to }) => [from, to])
    }

    const placeDearerOrder = async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await missingReads(store, order, 100)
      return order
    }

    it("holds exactly what the order owes, makes no link, and says which payment holds the money", async () => {
      const order = await placeDearerOrder()
      const { id } = await paymentOf(store, order.session.id)

      const answer = await createPaymentLink(store, order)

      expect(answer).toMatchObject({
        url: null,
        amount: 100,
        payment_session_id: order.session.id,
        payment_collection_id: null,
        increment: {
          status: "succeeded",
          payment_id: id,
          amount: 220,
          reason_code: "hold_incremented",
        },
      })
      expect(await atStripe(order)).toEqual({ held: 22000, captured: 0 })
      await missingReads(store, order, 0)
      const { payment_link } = await readCard(store, order.orderId)
      expect(payment_link).toMatchObject({
        allowed: false,
        reason: "covered_by_hold",
        open: null,
      })
      const { amounts, actions } = await readCardPayment(store, order)
      expect(amounts.held).toBe(220)
      expect(actions.capture).toMatchObject({ amount: 220 })
      expect(actions.capture).not.toHaveProperty("beyond_hold")
      expect(await operationsOf(store, order)).toEqual([
        {
          kind: "hold_increment",
          status: "succeeded",
          amount: 220,
          actor: await administratorId(store),
          reason_code: "hold_incremented",
        },
      ])
    })

    it("leaves no collection of Medusa that requests the money once more", async () => {
      const order = await placeDearerOrder()

      await createPaymentLink(store, order)
      await waitUntilIdle(store)

      const open = await sql(
        store,
        `select c.id from order_payment_collection l
           join payment_collection c on c.id = l.payment_collection_id
          where l.order_id = :orderId and l.deleted_at is null
            and c.deleted_at is null and c.status = 'not_paid'`,
        { orderId: order.orderId }
      )
      expect(open).toEqual([])
    })

    it("is captured once for all of it when the order's status says so", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([220])
      expect(await atStripe(order)).toEqual({ held: 0, captured: 22000 })
      const { order: shown } = await store.admin.admin.order.retrieve(
        order.orderId
      )
      expect(shown.payment_status).toBe("captured")
    })

    it("counts all of it as released where only a part is captured", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)

      await captureByCard(store, order, { amount: 90 })

      await orderReads(store, order.orderId, "partially_paid")
      const { amounts } = await readCardPayment(store, order)
      expect(amounts).toMatchObject({ captured: 90, released: 130 })
      await missingReads(store, order, 130)
    })

    it("is captured for what the shopper authorized by Medusa's own button, and a link can request the rest", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)
      const { id } = await paymentOf(store, order.session.id)

      await store.admin.admin.payment.capture(id, {})

      await orderReads(store, order.orderId, "partially_paid")
      expect(await atStripe(order)).toEqual({ held: 0, captured: 12000 })
      await missingReads(store, order, 100)
      expect((await createPaymentLink(store, order)).url).not.toBeNull()
    })

    it("is incremented by all that nobody holds where overcapture does not suffice", async () => {
      await store.stripe.setSwitch("overcapture", true)
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await missingReads(store, order, 76)

      const answer = await createPaymentLink(store, order)

      expect(answer).toMatchObject({ url: null, amount: 100 })
      expect(await atStripe(order)).toEqual({ held: 22000, captured: 0 })
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([220])
    })

    it("stays incremented in Medusa's payment only once it is captured", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)
      expect(Number((await paymentOf(store, order.session.id)).amount)).toBe(
        120
      )
      await store.stripe.setNextCaptureOutcome({ code: "card_declined" })

      await captureByCard(store, order)

      await orderReads(store, order.orderId, "capture_failed")
      expect(Number((await paymentOf(store, order.session.id)).amount)).toBe(
        120
      )
      expect(await atStripe(order)).toEqual({ held: 22000, captured: 0 })
    })

    it("leaves nothing to send by e-mail", async () => {
      const order = await placeDearerOrder()

      const answer = await emailPaymentLink(store, order)

      expect(answer).toMatchObject({ url: null, amount: 100 })
      const { operations } = await readCardPayment(store, order)
      expect(operations.map(({ kind }) => kind)).not.toContain(
        "payment_link_email"
      )
    })

    it("can be incremented again after the next edit", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)
      await addShirts(store, order, 1)
      await missingReads(store, order, 100)

      await createPaymentLink(store, order)

      expect(await attempts(order)).toEqual([
        [12000, 22000],
        [22000, 32000],
      ])
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([320])
    })

    it("stays as it was where the issuer declines, and a link requests the money instead", async () => {
      const order = await placeDearerOrder()
      await store.stripe.setNextIncrementOutcome({ code: "card_declined" })

      const link = await createPaymentLink(store, order)

      expect(link).toMatchObject({
        amount: 100,
        increment: { status: "failed", reason_code: "hold_increment_declined" },
      })
      expect(await atStripe(order)).toEqual({ held: 12000, captured: 0 })
      expect(await operationsOf(store, order)).toMatchObject([
        { status: "failed", amount: 220 },
      ])
      // The link stays the one request: the bank is not asked once more.
      const again = await createPaymentLink(store, order)
      expect(again).toMatchObject({ url: link.url, increment: null })
      expect(await attempts(order)).toHaveLength(1)
      await payLinkAt(store, link)
      await missingReads(store, order, 0)
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
    })

    it("is not asked for where the card does not grant it, and its history says so", async () => {
      await store.stripe.setSwitch("incremental_authorization", false)
      const order = await placeDearerOrder()

      const link = await createPaymentLink(store, order)

      expect(link).toMatchObject({
        url: expect.stringContaining(link.payment_session_id) as string,
        amount: 100,
        increment: {
          status: "rejected",
          reason_code: "hold_increment_not_granted",
        },
      })
      expect(await attempts(order)).toEqual([])
      expect(await operationsOf(store, order)).toMatchObject([
        { status: "rejected", amount: null },
      ])
    })

    it.each([{ amount: 30 }, { expires_at: inTwoDays() }])(
      "is left alone where the merchant chooses %o of a link",
      async (choice) => {
        const order = await placeDearerOrder()

        const link = await createPaymentLink(store, order, choice)

        expect(link).toMatchObject({ increment: null })
        expect(link.url).not.toBeNull()
        expect(await attempts(order)).toEqual([])
      }
    )

    it("is incremented once when two merchants ask at once", async () => {
      const order = await placeDearerOrder()

      const answers = await Promise.all(
        [1, 2].map(async () => createPaymentLink(store, order).catch(refused))
      )

      expect(answers).toContainEqual(expect.objectContaining({ url: null }))
      for (const answer of answers) {
        expect([null, "held"]).toContain(
          typeof answer === "string" ? answer : answer.url
        )
      }
      expect(await attempts(order)).toEqual([[12000, 22000]])
      expect((await readCard(store, order.orderId)).payment_link.open).toBe(
        null
      )
    })

    it("is found where Stripe's answer is lost", async () => {
      const order = await placeDearerOrder()
      await store.stripe.failNext({ kind: "reset_after", ...INCREMENT })

      const answer = await createPaymentLink(store, order)

      expect(answer).toMatchObject({ url: null, amount: 100 })
      expect(await attempts(order)).toEqual([[12000, 22000]])
    })

    it("leaves no link while nobody knows what came of it, and is carried out later", async () => {
      const order = await placeDearerOrder()
      await store.stripe.failNext({
        kind: "http_500_before",
        times: 5,
        ...INCREMENT,
      })

      const refusal = await refusalOf(createPaymentLink(store, order))
      expect(refusal.message).toMatch(/being processed/)
      expect((await readCard(store, order.orderId)).payment_link.open).toBe(
        null
      )
      await store.stripe.clearFaults()
      const answer = await createPaymentLink(store, order)

      expect(answer).toMatchObject({ url: null, amount: 100 })
      expect(await attempts(order)).toEqual([[12000, 22000]])
    })

    it("is recorded with who asked where the process died after Stripe had incremented it", async () => {
      const order = await placeDearerOrder()
      await createPaymentLink(store, order)
      // As the process leaves it when it dies between Stripe's answer and its own record.
      await sql(
        store,
        `update stripe_checkout_operation set status = 'pending', settled_at = null
          where order_id = :orderId and kind = 'hold_increment' returning id`,
        { orderId: order.orderId }
      )

      await synchronizeByCard(store, order)

      expect(await operationsOf(store, order)).toMatchObject([
        { status: "succeeded", actor: await administratorId(store) },
      ])
      expect(await attempts(order)).toEqual([[12000, 22000]])
      expect(await refusalOfLink(store, order)).toMatch(/held/)
    })

    it("is not incremented for what a shopper is paying at Stripe by then", async () => {
      const order = await placeDearerOrder()
      await store.stripe.setNextIncrementOutcome({ code: "card_declined" })
      const link = await createPaymentLink(store, order)
      await openLink(store, link)
      await sql(
        store,
        `update stripe_checkout_operation set status = 'pending', settled_at = null
          where order_id = :orderId and kind = 'hold_increment' returning id`,
        { orderId: order.orderId }
      )

      await synchronizeByCard(store, order)

      expect(await operationsOf(store, order)).toMatchObject([
        { status: "rejected", reason_code: "hold_increment_outdated" },
      ])
      expect(await attempts(order)).toHaveLength(1)
      await payLinkAt(store, link)
      await missingReads(store, order, 0)
    })

    it("is one of several holds, and each is captured for what it holds", async () => {
      const order = await placeDearerOrder()
      await store.stripe.setNextIncrementOutcome({ code: "card_declined" })
      await payLinkAt(store, await createPaymentLink(store, order))
      await missingReads(store, order, 0)
      await addShirts(store, order, 1)
      await missingReads(store, order, 100)

      const answer = await createPaymentLink(store, order)

      expect(answer).toMatchObject({ url: null, amount: 100 })
      expect(answer.payment_session_id).not.toBe(order.session.id)
      await missingReads(store, order, 0)
      await captureByCard(store, order)
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
      expect(
        await capturesOf(store, {
          session: { id: answer.payment_session_id } as never,
        })
      ).toEqual([200])
    })

    function refused(error: unknown): "held" {
      expect(String(error)).toMatch(/held/)
      return "held"
    }
  },
  {
    incrementHolds: "before_link",
    checkout: {
      payment_method_options: {
        card: {
          request_incremental_authorization: "if_available",
          request_overcapture: "if_available",
        },
      },
    },
  }
)

function inTwoDays(): string {
  return new Date(Date.now() + 48 * 60 * 60 * 1000).toISOString()
}
