import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Card } from "./payments"
import { capturedPayment, eventsDuring, lastEvent } from "./payments"
import { chargeOf, shopForEach, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const clock = "a clock that can be advanced"
const TEST_CARDS: Source = { section: "Test cards", needs: clock }
const REFUND: Source = { section: "The refund object", needs: clock }
const DASHBOARD: Source = {
  section: "The refund object",
  needs: "the Dashboard",
}
const LIST: Source = { section: "List refunds", needs: shopper }
const UPDATE: Source = { section: "Update a refund", needs: shopper }

const failsLater: Card = "4000000000005126"
const succeedsLater: Card = "4000000000007726"

/** Later changes of refunds, and how to list them. */
export function describeRefundsLater(): void {
  const shop = shopForEach()

  async function refunded(card?: Card) {
    const { id } = await capturedPayment(
      shop,
      card === undefined ? {} : { card }
    )
    return shop.stripe.refunds.create({ payment_intent: id })
  }
  const read = (id: string) => shop.stripe.refunds.retrieve(id)

  describe("a refund that fails later", () => {
    behavior(
      TEST_CARDS,
      "a refund that fails later starts as succeeded with 4000000000005126 and ends as failed",
      async () => {
        const { id, status } = await refunded(failsLater)
        expect(status).toBe("succeeded")
        await shop.controls.advanceClock(60)
        expect(await read(id)).toMatchObject({
          status: "failed",
          failure_reason: "expired_or_canceled_card",
        })
      }
    )

    behavior(
      REFUND,
      "a refund that fails later returns to the merchant's balance and can be refunded again",
      async () => {
        const made = await refunded(failsLater)
        await shop.controls.advanceClock(60)
        const failed = await read(made.id)
        expect(failed.failure_balance_transaction).toMatch(/^txn_/)
        const intent = idOf(made.payment_intent)
        expect(await chargeOf(shop.stripe, intent)).toMatchObject({
          refunded: false,
          amount_refunded: 0,
        })
        const again = await shop.stripe.refunds.create({
          payment_intent: intent,
        })
        expect(again.amount).toBe(3000)
      }
    )

    behavior(
      { section: "Event types", needs: clock },
      "a refund that fails later emits events under the new name and the old ones",
      async () => {
        await refunded(failsLater)
        const happened = await eventsDuring(shop, () =>
          shop.controls.advanceClock(60)
        )
        expect(happened.filter((type) => type.includes("refund"))).toEqual([
          // The bank's reference comes first.
          "refund.updated",
          "charge.refund.updated",
          "refund.failed",
          "refund.updated",
          "charge.refund.updated",
        ])
        const event = await lastEvent(shop, "refund.failed")
        expect(event.data.previous_attributes).toMatchObject({
          status: "succeeded",
        })
      }
    )

    behavior(
      DASHBOARD,
      "a refund that fails later fails only once",
      async () => {
        const made = await refunded()
        await shop.controls.settleRefund(made.id, "failed")
        const happened = await eventsDuring(shop, () =>
          shop.controls.settleRefund(made.id, "failed")
        )
        expect(happened).toEqual([])
        const charge = await chargeOf(shop.stripe, idOf(made.payment_intent))
        expect(charge.amount_refunded).toBe(0)
      }
    )
  })

  describe("a refund that is pending", () => {
    behavior(
      TEST_CARDS,
      "a refund that is pending with 4000000000007726 succeeds after a while",
      async () => {
        const { id, ...made } = await refunded(succeedsLater)
        expect(made).toMatchObject({
          status: "pending",
          pending_reason: "processing",
          balance_transaction: null,
        })
        const happened = await eventsDuring(shop, () =>
          shop.controls.advanceClock(60)
        )
        expect(happened).toEqual(
          expect.arrayContaining(["refund.updated", "charge.refund.updated"])
        )
        const done = await read(id)
        expect(done.status).toBe("succeeded")
        expect(done.balance_transaction).toMatch(/^txn_/)
        expect(done).not.toHaveProperty("pending_reason")
      }
    )

    behavior(
      { section: "Refunds", needs: "an injected fault" },
      "a refund stays pending while the balance does not cover it",
      async () => {
        await shop.controls.setSwitch("balance_covers_refunds", false)
        expect(await refunded()).toMatchObject({
          status: "pending",
          pending_reason: "insufficient_funds",
        })
      }
    )

    behavior(
      { section: "Refunds", needs: "the Dashboard" },
      "a pending refund can be canceled in the Dashboard and then created again",
      async () => {
        const { id, payment_intent: intent } = await refunded(succeedsLater)
        await shop.controls.dashboard.cancelRefund(id)
        expect((await read(id)).status).toBe("canceled")
        const again = await shop.stripe.refunds.create({
          payment_intent: idOf(intent),
        })
        expect(again.amount).toBe(3000)
      }
    )
  })

  describe("canceling a refund", () => {
    for (const card of [undefined, succeedsLater]) {
      behavior(
        { section: "Cancel a refund", needs: shopper },
        `canceling a refund to a card is impossible while it is ${card === undefined ? "succeeded" : "pending"}`,
        async () => {
          const { id } = await refunded(card)
          const error = await refusal(shop.stripe.refunds.cancel(id))
          expect(error.statusCode).toBe(400)
          expect(error.message).toBe("Canceling this refund is unsupported.")
          expect(error.code).toBeUndefined()
        }
      )
    }
  })

  describe("updating a refund", () => {
    behavior(
      UPDATE,
      "updating a refund adds to its metadata and emits an event",
      async () => {
        const { id } = await refunded()
        await shop.stripe.refunds.update(id, { metadata: { a: "1" } })
        const updated = await shop.stripe.refunds.update(id, {
          metadata: { b: "2" },
        })
        expect(updated.metadata).toEqual({ a: "1", b: "2" })
        const event = await lastEvent(shop, "refund.updated")
        expect(event.data.previous_attributes).toEqual({ metadata: { a: "1" } })
      }
    )

    behavior(UPDATE, "updating a refund changes only metadata", async () => {
      const { id } = await refunded()
      const change = { reason: "duplicate" } as object
      expect(
        await refusal(shop.stripe.refunds.update(id, change))
      ).toMatchObject({ code: "parameter_unknown", param: "reason" })
    })
  })

  describe("retrieving and listing refunds", () => {
    behavior(
      LIST,
      "listing refunds of a PaymentIntent shows their metadata",
      async () => {
        const { id } = await capturedPayment(shop)
        await refunded()
        await shop.stripe.refunds.create({
          payment_intent: id,
          amount: 500,
          metadata: { refund_id: "r1" },
        })
        const { data } = await shop.stripe.refunds.list({ payment_intent: id })
        expect(data.map(({ metadata }) => metadata)).toEqual([
          { refund_id: "r1" },
        ])
      }
    )

    behavior(LIST, "listing refunds of a Charge excludes others", async () => {
      const made = await refunded()
      await refunded()
      const { data } = await shop.stripe.refunds.list({
        charge: idOf(made.charge),
      })
      expect(data.map(({ id }) => id)).toEqual([made.id])
    })

    behavior(
      { section: "List refunds", needs: clock },
      "listing refunds since a moment excludes earlier ones",
      async () => {
        const before = await refunded()
        await shop.controls.advanceClock(60)
        const after = await refunded()
        const { data } = await shop.stripe.refunds.list({
          created: { gte: before.created + 30 },
        })
        expect(data.map(({ id }) => id)).toEqual([after.id])
      }
    )

    behavior(
      { section: "List refunds" },
      "listing refunds of a Charge that does not exist is rejected",
      async () => {
        const error = await refusal(
          shop.stripe.refunds.list({ charge: "ch_unknown" })
        )
        expect(error).toMatchObject({
          code: "resource_missing",
          param: "charge",
        })
      }
    )

    behavior(
      { section: "The refund object" },
      "retrieving an unknown refund is a 404 about `refund`",
      async () => {
        expect(await refusal(read("re_unknown"))).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          param: "refund",
          message: "No such refund: 're_unknown'",
        })
      }
    )
  })
}
