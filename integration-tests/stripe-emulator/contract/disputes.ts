import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Card } from "./payments"
import {
  disputedPayment,
  capturedPayment,
  eventTypes,
  eventsDuring,
  lastEvent,
} from "./payments"
import { chargeOf, shopForEach, payCart, refusal } from "./shop"
import { idOf } from "../state/ids"

const shopper = "a shopper on the hosted page"
const TEST_CARDS: Source = { section: "Test cards", needs: shopper }
const DISPUTES: Source = { section: "Disputes", needs: shopper }
const DASHBOARD: Source = { section: "Disputes", needs: "the Dashboard" }
const HOW: Source = { section: "How disputes work", needs: shopper }
const DISPUTE: Source = { section: "The dispute object", needs: shopper }
const LIST: Source = { section: "List disputes", needs: shopper }
const EVENT_TYPES: Source = { section: "Event types", needs: shopper }

const fraud: Card = "4000000000000259"
const inquiry: Card = "4000000000001976"

export function describeDisputes(): void {
  const shop = shopForEach()

  const disputed = (card: Card = fraud, amount?: number) =>
    disputedPayment(shop, { card, ...(amount === undefined ? {} : { amount }) })
  const read = (id: string) => shop.stripe.disputes.retrieve(id)

  describe("a dispute", () => {
    for (const [card, reason, code] of [
      [fraud, "fraudulent", "10.4"],
      ["4000000000002685", "product_not_received", "13.1"],
    ] as const) {
      behavior(
        TEST_CARDS,
        `a dispute of ${card} is ${reason} and needs a response`,
        async () => {
          const dispute = await disputed(card)
          expect(dispute).toMatchObject({
            amount: 3000,
            currency: "eur",
            reason,
            status: "needs_response",
            is_charge_refundable: false,
            payment_method_details: {
              type: "card",
              card: {
                brand: "visa",
                case_type: "chargeback",
                network_reason_code: code,
              },
            },
          })
        }
      )
    }

    behavior(
      TEST_CARDS,
      "a dispute does not start while money is only held",
      async () => {
        await payCart(shop, {}, fraud)
        expect(await eventTypes(shop)).not.toContain("charge.dispute.created")
      }
    )

    behavior(
      EVENT_TYPES,
      "a test card's dispute event comes between the two events of its capture",
      async () => {
        const { id } = await payCart(shop, {}, fraud)
        const happened = await eventsDuring(shop, () =>
          shop.stripe.paymentIntents.capture(id)
        )
        expect(happened).toEqual([
          "charge.captured",
          "charge.dispute.created",
          "charge.dispute.funds_withdrawn",
          "charge.updated",
          "payment_intent.succeeded",
        ])
      }
    )

    behavior(DISPUTE, "a dispute is for the captured amount", async () => {
      expect((await disputed(fraud, 1000)).amount).toBe(1000)
    })

    behavior(
      DISPUTE,
      "a dispute shows the withdrawn money and the fee",
      async () => {
        const { amount, balance_transactions: funds } = await disputed()
        expect(funds).toMatchObject([
          {
            amount: -amount,
            type: "adjustment",
            reporting_category: "dispute",
          },
        ])
        expect(funds[0]?.net).toBe(-amount - (funds[0]?.fee ?? 0))
      }
    )

    behavior(DISPUTE, "a dispute gives a week or more to answer", async () => {
      const { created, evidence_details: details } = await disputed()
      const dueBy = details.due_by ?? 0
      expect(dueBy - created).toBeGreaterThan(7 * 24 * 60 * 60)
      expect(details).toMatchObject({
        has_evidence: false,
        past_due: false,
        submission_count: 0,
      })
    })

    behavior(
      { section: "The Charge object", needs: shopper },
      "a dispute marks its Charge permanently, even when it is won",
      async () => {
        const dispute = await disputed()
        await shop.controls.dashboard.closeDispute(dispute.id, "won")
        const charge = await chargeOf(shop.stripe, idOf(dispute.payment_intent))
        expect(charge.disputed).toBe(true)
      }
    )

    behavior(
      DASHBOARD,
      "a won dispute returns the money and allows refunds again",
      async () => {
        const { id } = await disputed()
        const happened = await eventsDuring(shop, () =>
          shop.controls.dashboard.closeDispute(id, "won")
        )
        expect(happened).toEqual([
          // Recorded 2026-09 at API 2026-08-26.dahlia.
          "charge.dispute.funds_reinstated",
          "charge.dispute.closed",
          "charge.updated",
        ])
        const won = await read(id)
        expect(won).toMatchObject({ status: "won", is_charge_refundable: true })
        expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([
          -3000, 3000,
        ])
        await shop.stripe.refunds.create({
          payment_intent: idOf(won.payment_intent),
        })
      }
    )

    behavior(
      DASHBOARD,
      "a lost dispute does not return the money",
      async () => {
        const { id } = await disputed()
        const happened = await eventsDuring(shop, () =>
          shop.controls.dashboard.closeDispute(id, "lost")
        )
        expect(happened).toEqual(["charge.dispute.closed", "charge.updated"])
        expect(await read(id)).toMatchObject({
          status: "lost",
          is_charge_refundable: false,
        })
      }
    )

    behavior(
      EVENT_TYPES,
      "the event of a closed dispute has its previous status",
      async () => {
        const { id } = await disputed()
        await shop.controls.dashboard.closeDispute(id, "lost")
        const event = await lastEvent(shop, "charge.dispute.closed")
        expect(event.data.previous_attributes).toEqual({
          status: "needs_response",
        })
      }
    )

    behavior(
      DASHBOARD,
      "any captured payment can be disputed, with any reason",
      async () => {
        const { id } = await capturedPayment(shop)
        const dispute = await shop.controls.dashboard.dispute(id, {
          reason: "duplicate",
        })
        expect(await read(dispute.id)).toMatchObject({
          payment_intent: id,
          reason: "duplicate",
        })
      }
    )
  })

  describe("an inquiry", () => {
    behavior(
      HOW,
      "an inquiry withdraws no money and leaves the payment refundable",
      async () => {
        const dispute = await disputed(inquiry)
        expect(dispute).toMatchObject({
          status: "warning_needs_response",
          is_charge_refundable: true,
          balance_transactions: [],
          payment_method_details: { card: { case_type: "inquiry" } },
        })
        expect(await eventTypes(shop)).not.toContain(
          "charge.dispute.funds_withdrawn"
        )
        const refund = await shop.stripe.refunds.create({
          payment_intent: idOf(dispute.payment_intent),
        })
        expect(refund.status).toBe("succeeded")
      }
    )

    for (const outcome of ["won", "lost"] as const) {
      behavior(
        { section: "How disputes work", needs: "the Dashboard" },
        `an inquiry is closed, neither won nor lost, even when the bank says ${outcome}`,
        async () => {
          const { id } = await disputed(inquiry)
          const happened = await eventsDuring(shop, () =>
            shop.controls.dashboard.closeDispute(id, outcome)
          )
          expect(happened).toEqual(["charge.dispute.closed", "charge.updated"])
          expect((await read(id)).status).toBe("warning_closed")
        }
      )
    }

    behavior(
      { section: "Test cards", needs: "a clock that can be advanced" },
      "an inquiry escalates to a chargeback on escalate_inquiry_evidence",
      async () => {
        const { id } = await disputed(inquiry)
        await shop.stripe.disputes.update(id, {
          evidence: { uncategorized_text: "escalate_inquiry_evidence" },
        })
        expect((await read(id)).status).toBe("warning_under_review")
        await shop.controls.advanceClock(60)
        expect(await read(id)).toMatchObject({
          status: "needs_response",
          is_charge_refundable: false,
        })
        expect((await eventTypes(shop)).slice(-2)).toEqual([
          "charge.dispute.funds_withdrawn",
          "charge.updated",
        ])
      }
    )
  })

  describe("retrieving and listing disputes", () => {
    behavior(
      LIST,
      "listing disputes by Charge or PaymentIntent excludes others",
      async () => {
        const first = await disputed()
        const second = await disputed()
        const byCharge = await shop.stripe.disputes.list({
          charge: idOf(first.charge),
        })
        expect(byCharge.data.map(({ id }) => id)).toEqual([first.id])
        const all = await shop.stripe.disputes.list()
        expect(all.data.map(({ id }) => id)).toEqual([second.id, first.id])
      }
    )

    behavior(
      { section: "The dispute object" },
      "retrieving an unknown dispute is a 404 about `dispute`",
      async () => {
        expect(await refusal(read("du_unknown"))).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          param: "dispute",
          message: "No such dispute: 'du_unknown'",
        })
      }
    )

    behavior(
      { section: "Expanding objects", needs: shopper },
      "a dispute can expand its Charge and PaymentIntent",
      async () => {
        const { id } = await disputed()
        const whole = await shop.stripe.disputes.retrieve(id, {
          expand: ["charge", "payment_intent"],
        })
        expect(whole).toMatchObject({
          charge: { object: "charge", disputed: true },
          payment_intent: { object: "payment_intent" },
        })
      }
    )
  })

  behavior(
    DISPUTES,
    "a dispute leaves the PaymentIntent succeeded",
    async () => {
      const { payment_intent: id } = await disputed()
      const intent = await shop.stripe.paymentIntents.retrieve(idOf(id))
      expect(intent).toMatchObject({
        status: "succeeded",
        amount_received: 3000,
      })
    }
  )
}
