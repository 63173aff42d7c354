import type Stripe from "stripe"

import { fromDispute, fromReview, fromWarning } from "../dispute-snapshots"

const dispute = (changes: object = {}): Stripe.Dispute =>
  ({
    id: "du_1",
    amount: 12000,
    currency: "eur",
    status: "needs_response",
    reason: "fraudulent",
    created: 1_798_000_000,
    is_charge_refundable: false,
    balance_transactions: [],
    evidence: { customer_email_address: "ann@example.com" },
    evidence_details: {
      due_by: 1_798_761_599,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    ...changes,
  }) as unknown as Stripe.Dispute

const moved = (
  amount: number,
  fee: number,
  exchange_rate: number | null = null
) => ({
  amount,
  fee,
  currency: "usd",
  exchange_rate,
})

describe("Stripe's disputes, reviews and fraud warnings", () => {
  it("are kept without anything personal", () => {
    const kept = JSON.stringify([
      fromDispute(dispute()),
      fromReview({
        id: "prv_1",
        open: true,
        opened_reason: "rule",
        reason: "rule",
        closed_reason: null,
        created: 1,
        billing_zip: "12345",
        ip_address: "203.0.113.7",
      } as unknown as Stripe.Review),
      fromWarning({
        id: "issfr_1",
        actionable: true,
        fraud_type: "misc",
        created: 1,
      } as unknown as Stripe.Radar.EarlyFraudWarning),
    ])

    expect(kept).not.toMatch(/ann@|12345|203\.0/)
  })

  it("have the money that was withdrawn, that came back, and that it cost", () => {
    const { funds } = fromDispute(
      dispute({
        balance_transactions: [moved(-13000, 1500), moved(13000, -500)],
      })
    )

    expect(funds).toEqual({
      currencyCode: "usd",
      withdrawn: 13000,
      reinstated: 13000,
      fees: 1000,
      isComparable: true,
    })
  })

  it("compare no amounts that were converted on two days", () => {
    const { funds } = fromDispute(
      dispute({
        balance_transactions: [moved(-13000, 0, 1.08), moved(12900, 0, 1.07)],
      })
    )

    expect(funds.isComparable).toBe(false)
  })

  it.each([
    [{}, "missing"],
    [{ has_evidence: true }, "staged"],
    [{ has_evidence: true, submission_count: 1 }, "submitted"],
    [
      { has_evidence: true, submission_count: 1, past_due: true },
      "submitted_late",
    ],
    [{ due_by: 0 }, "not_possible"],
  ])("say what the bank has of the answer: %j", (details, state) => {
    const { evidence_details } = dispute()

    const read = fromDispute(
      dispute({ evidence_details: { ...evidence_details, ...details } })
    )

    expect(read.evidenceState).toBe(state)
    expect(read.evidenceDueBy).toBe("due_by" in details ? null : 1_798_761_599)
  })

  it("name why a review was closed", () => {
    const review = {
      id: "prv_1",
      open: false,
      opened_reason: "manual",
      closed_reason: "refunded_as_fraud",
      reason: "refunded_as_fraud",
      created: 1,
    } as unknown as Stripe.Review

    expect(fromReview(review)).toMatchObject({
      status: "refunded_as_fraud",
      reason: "manual",
    })
  })
})
