import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { discrepanciesOf } from "../support/discrepancy-records"
import {
  corruptSummary,
  duplicateSummary,
  summaryTotalsOf,
} from "../support/order-summaries"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { orderReads, sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"
import { sweep } from "../support/sweep"

describeUnauditedStripeStore(
  "A store that has core's rows reported and not repaired",
  (store) => {
    const plugin = () =>
      store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")
    const selfCheck = () => plugin().selfCheck

    it("knows every statement and method of the Medusa that it runs on", () => {
      expect(selfCheck().failures).toEqual([])
      expect(selfCheck().canRepair).toBe(true)
    })

    it("leaves a wrong order summary as it is and reports it once", async () => {
      const order = await placeSettledOrder()
      await corruptSummary(store, order)

      await sweep(store)
      await sweep(store)

      expect(await summaryTotalsOf(store, order)).toEqual([40])
      expect(await openKindsOf(order)).toEqual(["recalculate_order_summary"])
    })

    it("resolves the report once somebody has corrected the rows", async () => {
      const order = await placeSettledOrder()
      await corruptSummary(store, order)
      await sweep(store)
      await sql(
        store,
        `update order_summary set totals = totals || '{"transaction_total": 0}'
          where order_id = :orderId returning id`,
        { orderId: order.orderId }
      )

      await store.admin.client.fetch(
        `/admin/stripe-checkout/orders/${order.orderId}/synchronize`,
        { method: "post", body: {} }
      )

      expect(await openKindsOf(order)).toEqual([])
    })

    it("still captures by the order's status", async () => {
      const order = await placeSettledOrder()
      await duplicateSummary(store, order)

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
    })

    describe("on a Medusa whose table has another column", () => {
      beforeAll(async () => {
        await renameColumn("totals", "sums")
        await plugin().checkCore()
      })

      afterAll(async () => {
        await renameColumn("sums", "totals")
        await plugin().checkCore()
      })

      it("names the statement and turns repairs off", async () => {
        expect(selfCheck().failures).toEqual([
          expect.stringMatching(/^anomalies[.]outdatedSummaries: .*totals/),
          expect.stringMatching(/^recentRows[.]incompleteSummaries: .*totals/),
        ])
        expect(selfCheck().canRepair).toBe(false)
        const health = await store.admin.client.fetch<{
          status: string
          core: { repairs: string; failures: string[] }
        }>("/admin/stripe-checkout/health")
        expect(health).toMatchObject({
          status: "attention",
          core: { repairs: "report", failures: selfCheck().failures },
        })
      })

      it("sweeps the rest all the same", async () => {
        expect(await sweep(store)).toMatchObject({ status: "succeeded" })
      })
    })

    async function renameColumn(from: string, to: string): Promise<void> {
      await store.container
        .resolve(ContainerRegistrationKeys.PG_CONNECTION)
        .raw(`alter table order_summary rename column ${from} to ${to}`)
    }

    /** Stripe's events about it are read, so only Medusa's rows can lead to it. */
    async function placeSettledOrder(): Promise<HeldOrder> {
      const order = await placeHeldOrder(store)
      await sweep(store)
      return order
    }

    async function openKindsOf({ session }: HeldOrder): Promise<string[]> {
      const found = await discrepanciesOf(store, session.id)
      return found
        .filter(({ status }) => status === "open")
        .map(({ kind }) => kind)
    }
  },
  { coreRepairs: "report" }
)
