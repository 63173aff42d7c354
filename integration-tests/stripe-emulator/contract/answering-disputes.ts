import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { disputedPayment, eventTypes, eventsDuring } from "./payments"
import { shopForEach, refusal } from "./shop"

const shopper = "a shopper on the hosted page"
const UPDATE: Source = { section: "Update a dispute", needs: shopper }
const CLOSE: Source = { section: "Close a dispute", needs: shopper }

export function describeAnsweringDisputes(): void {
  const shop = shopForEach()

  const disputed = () => disputedPayment(shop, { card: "4000000000000259" })
  const read = (id: string) => shop.stripe.disputes.retrieve(id)

  describe("answering a dispute", () => {
    behavior(
      UPDATE,
      "answering a dispute with evidence puts it under review",
      async () => {
        const { id } = await disputed()
        const happened = await eventsDuring(shop, () =>
          shop.stripe.disputes.update(id, {
            evidence: { customer_name: "Ann" },
          })
        )
        expect(happened).toEqual(["charge.dispute.updated", "charge.updated"])
        expect(await read(id)).toMatchObject({
          status: "under_review",
          evidence: { customer_name: "Ann" },
          evidence_details: { has_evidence: true, submission_count: 1 },
        })
      }
    )

    behavior(
      UPDATE,
      "answering a dispute can stage evidence and submit it later",
      async () => {
        const { id } = await disputed()
        const staged = await shop.stripe.disputes.update(id, {
          evidence: { customer_name: "Ann" },
          submit: false,
        })
        expect(staged).toMatchObject({
          status: "needs_response",
          evidence_details: { has_evidence: true, submission_count: 0 },
        })
        const sent = await shop.stripe.disputes.update(id, { submit: true })
        expect(sent.status).toBe("under_review")
      }
    )

    behavior(
      UPDATE,
      "answering a dispute with metadata alone submits nothing",
      async () => {
        const { id } = await disputed()
        const updated = await shop.stripe.disputes.update(id, {
          metadata: { order_id: "order_7" },
        })
        expect(updated).toMatchObject({
          status: "needs_response",
          metadata: { order_id: "order_7" },
        })
      }
    )

    for (const [evidence, status] of [
      ["winning_evidence", "won"],
      ["losing_evidence", "lost"],
    ] as const) {
      behavior(
        { section: "Test cards", needs: "a clock that can be advanced" },
        `answering a dispute with ${evidence} is ${status} after a while`,
        async () => {
          const { id } = await disputed()
          await shop.stripe.disputes.update(id, {
            evidence: { uncategorized_text: evidence },
          })
          expect((await read(id)).status).toBe("under_review")
          await shop.controls.advanceClock(60)
          expect((await read(id)).status).toBe(status)
        }
      )
    }

    behavior(CLOSE, "accepting a dispute loses it at once", async () => {
      const { id } = await disputed()
      expect(await shop.stripe.disputes.close(id)).toMatchObject({
        status: "lost",
      })
      expect((await eventTypes(shop)).slice(-2)).toEqual([
        "charge.dispute.closed",
        "charge.updated",
      ])
    })

    behavior(CLOSE, "a closed dispute cannot be answered", async () => {
      const { id } = await disputed()
      await shop.stripe.disputes.close(id)
      for (const request of [
        shop.stripe.disputes.close(id),
        shop.stripe.disputes.update(id, { evidence: { customer_name: "A" } }),
      ]) {
        const error = await refusal(request)
        expect(error.statusCode).toBe(400)
        expect(error.message).toBe("This dispute is already closed")
      }
    })
  })
}
