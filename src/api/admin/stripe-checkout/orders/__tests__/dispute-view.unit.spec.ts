import type { DisputeRow } from "../../../../../modules/stripe-checkout/repositories/disputes"
import { describeDisputes } from "../dispute-view"

const LOST: DisputeRow = {
  id: "scdp_1",
  kind: "dispute",
  stripe_id: "du_1",
  stripe_account: "default",
  payment_session_id: "payses_1",
  status: "lost",
  outcome: "lost",
  is_open: false,
  reason: "product_not_received",
  amount: "120.00",
  currency_code: "eur",
  evidence_due_by: new Date("2026-12-08T23:59:59Z"),
  evidence_state: "submitted",
  is_refundable: false,
  balance_currency_code: "usd",
  withdrawn: "130.00",
  reinstated: "0",
  fees: "15.00",
  opened_at: new Date("2026-11-30T10:00:00Z"),
  closed_at: new Date("2026-12-20T10:00:00Z"),
  closed_by: null,
  reported_stage: "closed_lost",
  synced_at: new Date("2026-12-20T10:00:00Z"),
}

const REVIEW: DisputeRow = {
  ...LOST,
  id: "scdp_2",
  kind: "review",
  stripe_id: "prv_1",
  status: "open",
  outcome: null,
  is_open: true,
  reason: "rule",
  amount: null,
  currency_code: null,
  evidence_due_by: null,
  evidence_state: null,
  is_refundable: null,
  balance_currency_code: null,
  withdrawn: "0",
  fees: "0",
  opened_at: new Date("2026-11-29T10:00:00Z"),
  closed_at: null,
}

describe("What the order's card says of disputes", () => {
  it("begins with what is open, and goes on with the newest", () => {
    const older = { ...LOST, stripe_id: "du_0", opened_at: new Date(0) }

    expect(
      describeDisputes([older, LOST, REVIEW]).map(({ stripe_id }) => stripe_id)
    ).toEqual(["prv_1", "du_1", "du_0"])
  })

  it("is in major units, of the shopper's currency and of the balance's", () => {
    expect(describeDisputes([LOST])[0]).toMatchObject({
      stage: "closed_lost",
      cause: "product_not_received",
      amount: 120,
      currency_code: "eur",
      funds: { currency_code: "usd", withdrawn: 130, reinstated: 0, fees: 15 },
      evidence_due_by: "2026-12-08T23:59:59.000Z",
      reason_code: "dispute_lost",
      reason:
        "The dispute was lost: the shopper keeps 120.00 EUR. The fee of 15.00 USD is not returned.",
    })
  })

  it("names no money where there is none", () => {
    expect(describeDisputes([REVIEW])[0]).toMatchObject({
      stage: "review",
      amount: null,
      funds: null,
      reason_code: "review_opened",
    })
  })

  it("keeps what came of it, also where two rates make the amounts differ", () => {
    const won = {
      ...LOST,
      status: "won",
      outcome: "won",
      reinstated: "129.00",
    }
    const partly = { ...won, outcome: "partly_won" }

    expect(describeDisputes([won, partly]).map(({ stage }) => stage)).toEqual([
      "closed_won",
      "closed_partly_won",
    ])
  })
})
