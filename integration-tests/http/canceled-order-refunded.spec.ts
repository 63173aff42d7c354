import { cancelDuringCapture } from "../support/cancel-during-capture"
import { discrepanciesOf } from "../support/discrepancy-records"
import {
  ageCapturesAndRefunds,
  type HeldOrder,
  paymentOf,
} from "../support/held-order"
import { readCardPayment } from "../support/order-card"
import { synchronize } from "../support/order-records"
import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

describeStripeStore(
  "A store that refunds what was captured for a canceled order",
  (store) => {
    const events = recordPublicEvents(store)

    afterEach(() => store.stripe.clearFaults())

    it("refunds it once, in Medusa too", async () => {
      const order = await cancelDuringCapture(store)

      await waitUntilRefunded(order)

      await coreHasFinished(order)
      expect(await events.first(order.session.id, "refunded")).toMatchObject({
        amount: 120,
        order_id: order.orderId,
      })
      const { refunds = [] } = await paymentOf(store, order.session.id)
      expect(refunds.map(({ amount }) => Number(amount))).toEqual([120])
      expect(await discrepanciesOf(store, order.session.id)).toContainEqual(
        expect.objectContaining({
          kind: "refund_canceled_order",
          status: "repaired",
          reason_code: "refunded_for_canceled_order",
        })
      )
      await nothingIsOpen(order)
      const { operations } = await readCardPayment(store, order)
      expect(operations).toContainEqual(
        expect.objectContaining({ kind: "refund", status: "succeeded" })
      )
    })

    it("refunds it once when Stripe's response is lost", async () => {
      await store.stripe.failNext({
        kind: "reset_after",
        method: "POST",
        path: /\/refunds$/,
        times: 2,
      })
      const order = await cancelDuringCapture(store)

      await waitUntilRefunded(order)

      await coreHasFinished(order)
      await events.first(order.session.id, "refunded")
      await nothingIsOpen(order)
    })

    it("reports it when Stripe refuses the refund", async () => {
      await store.stripe.failNext({
        kind: "http_500_before",
        method: "POST",
        path: /\/refunds$/,
        times: 20,
      })
      const order = await cancelDuringCapture(store)

      await waitUntil("the discrepancy", async () =>
        (await discrepanciesOf(store, order.session.id)).some(
          ({ kind, status }) => kind === "manual_review" && status === "open"
        )
      )

      await store.stripe.clearFaults()
      await store.stripe.dashboard.refund(order.paymentIntentId)
      await coreHasFinished(order)
      expect(await refundedAtStripe(order.paymentIntentId)).toEqual([12000])
      await nothingIsOpen(order)
    })

    /** Once, and in one sum. */
    async function waitUntilRefunded({ paymentIntentId }: HeldOrder) {
      await waitUntil("the refund at Stripe", async () => {
        const refunds = await refundedAtStripe(paymentIntentId)
        return refunds.length > 0
      })
      expect(await refundedAtStripe(paymentIntentId)).toEqual([12000])
    }

    /** Rows that core may still be writing are left alone for a while. */
    async function coreHasFinished(order: HeldOrder) {
      await waitUntil("the refund to be recorded", async () => {
        const { refunds = [] } = await paymentOf(store, order.session.id)
        return refunds.length > 0
      })
      await ageCapturesAndRefunds(store, order)
      await synchronize(store, order.session.id)
    }

    async function nothingIsOpen({ session }: HeldOrder) {
      await waitUntil("every discrepancy to be resolved", async () =>
        (await discrepanciesOf(store, session.id)).every(
          ({ status }) => status !== "open"
        )
      )
    }

    /** Minor units of each refund of captured money. */
    async function refundedAtStripe(paymentIntentId: string) {
      const { refunds, releases } = await store.stripe.ledger()
      return refunds
        .filter(({ id }) => !releases.includes(id))
        .filter(({ payment_intent }) => payment_intent === paymentIntentId)
        .map(({ amount }) => amount)
    }
  },
  { canceledButCaptured: "refund" }
)
