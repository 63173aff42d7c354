// cspell:ignore plpgsql
/**
 * Up to version 2.20 Medusa's payment module drops the name of whoever captures, so the
 * rows do not say which captures are only recorded.
 */
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  capturePaymentWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { recordOnly } from "../../src/modules/stripe-checkout/record-only"
import {
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { orderReads, sql } from "../support/order-records"
import { placePaidOrder } from "../support/paid-order"
import { intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

const TABLES = ["capture", "refund"]

describeStripeStore(
  "On a Medusa that does not write who captured or refunded,",
  (store) => {
    const run = async (statement: string): Promise<void> => {
      await store.container
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(statement)
    }

    beforeAll(async () => {
      await run(`create function forget_author() returns trigger language plpgsql as $$
        begin new.created_by := null; return new; end $$`)
      for (const table of TABLES) {
        await run(`create trigger forget_author before insert or update on ${table}
                   for each row execute function forget_author()`)
      }
    })

    afterAll(() => run("drop function forget_author cascade"))

    const authorsOf = async (
      table: string,
      paymentId: string
    ): Promise<(string | null)[]> => {
      const rows = await sql<{ created_by: string | null }>(
        store,
        `select created_by from ${table} where payment_id = :paymentId`,
        { paymentId }
      )
      return rows.map(({ created_by }) => created_by)
    }

    it("a capture in Stripe's Dashboard is recorded", async () => {
      const order = await placeHeldOrder(store)

      await store.stripe.dashboard.capture(order.paymentIntentId, 5000)

      await waitUntil("the capture to be recorded", async () => {
        const captures = await capturesOf(store, order)
        return captures.length > 0
      })
      expect(await capturesOf(store, order)).toEqual([50])
      const { id } = await paymentOf(store, order.session.id)
      expect(await authorsOf("capture", id)).toEqual([null])
    })

    it("a refund in Stripe's Dashboard is recorded", async () => {
      const order = await placePaidOrder(store)

      await store.stripe.dashboard.refund(order.paymentIntentId, 2000)

      const { id } = await paymentOf(store, order.session.id)
      await waitUntil("the refund to be recorded", async () => {
        const authors = await authorsOf("refund", id)
        return authors.length > 0
      })
      expect(await authorsOf("refund", id)).toEqual([null])
      expect(await refundedAtStripe(order)).toEqual([2000])
    })

    it("the order's status still captures", async () => {
      const order = await placeHeldOrder(store)

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await intentOf(store, order.session.id)).toMatchObject({
        status: "succeeded",
        amount_received: 12_000,
      })
    })

    it("a capture that is only recorded moves no money, whatever Stripe still holds", async () => {
      const order = await placeHeldOrder(store)
      const { id } = await paymentOf(store, order.session.id)

      const recording = recordOnly({ kind: "capture", paymentId: id }, () =>
        capturePaymentWorkflow(store.container).run({
          input: { payment_id: id, captured_by: "stripe-checkout" },
        })
      )

      await expect(recording).rejects.toMatchObject({
        code: "stripe_checkout_amount_mismatch",
      })
      expect(await intentOf(store, order.session.id)).toMatchObject({
        status: "requires_capture",
        amount_received: 0,
      })
      expect(await capturesOf(store, order)).toEqual([])
    })

    it("a refund that is only recorded moves no money", async () => {
      const order = await placePaidOrder(store)
      const { id } = await paymentOf(store, order.session.id)

      const recording = recordOnly({ kind: "refund", paymentId: id }, () =>
        refundPaymentWorkflow(store.container).run({
          input: { payment_id: id, amount: 20, created_by: "stripe-checkout" },
        })
      )

      await expect(recording).rejects.toMatchObject({
        code: "stripe_checkout_amount_mismatch",
      })
      expect(await refundedAtStripe(order)).toEqual([])
    })

    async function refundedAtStripe({
      paymentIntentId,
    }: HeldOrder): Promise<number[]> {
      const { refunds } = await store.stripe.ledger()
      return refunds
        .filter(({ payment_intent }) => payment_intent === paymentIntentId)
        .map(({ amount }) => amount)
    }
  }
)
