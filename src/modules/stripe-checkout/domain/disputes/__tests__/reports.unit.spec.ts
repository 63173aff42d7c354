import { sentenceOf } from "../../reasons/reason"
import type { DisputeSnapshot } from "../dispute"
import { reasonOfDispute, reportsDue } from "../reports"
import { aDispute, aReview, aWarning } from "./a-dispute"

const due = (reported: string | null, snapshot: DisputeSnapshot) =>
  reportsDue(reported, snapshot).map(({ event, reason }) => [
    event,
    reason.code,
  ])

const closed = (status: string, reinstated = 0) =>
  aDispute({ status, funds: { ...aDispute().funds, reinstated } })

describe("What subscribers are notified of", () => {
  it.each([
    ["a dispute", null, aDispute(), [["dispute_opened", "dispute_opened"]]],
    [
      "an inquiry",
      null,
      aDispute({ status: "warning_needs_response" }),
      [["dispute_opened", "inquiry_opened"]],
    ],
    [
      "an inquiry that became a dispute",
      "inquiry",
      aDispute(),
      [["dispute_opened", "dispute_opened"]],
    ],
    [
      "a dispute that nobody read before it ended",
      null,
      closed("lost"),
      [
        ["dispute_opened", "dispute_opened"],
        ["dispute_closed", "dispute_lost"],
      ],
    ],
    [
      "an inquiry that nobody read before it ended",
      null,
      closed("warning_closed"),
      [
        ["dispute_opened", "inquiry_opened"],
        ["dispute_closed", "inquiry_closed"],
      ],
    ],
    [
      "a dispute that was won",
      "dispute",
      closed("won", 12000),
      [["dispute_closed", "dispute_won"]],
    ],
    [
      "one that turns out to be won in part only",
      "closed_won",
      closed("won", 5000),
      [["dispute_closed", "dispute_partly_won"]],
    ],
    [
      "a lost dispute that is appealed",
      "closed_lost",
      aDispute({ status: "appeal_under_review" }),
      [["dispute_opened", "dispute_appealed"]],
    ],
    ["a review", null, aReview(), [["review_opened", "review_opened"]]],
    [
      "a review that was approved",
      "review",
      aReview("approved"),
      [["review_closed", "review_closed"]],
    ],
    [
      "a review that nobody read while it was open",
      null,
      aReview("refunded"),
      [
        ["review_opened", "review_opened"],
        ["review_closed", "review_closed"],
      ],
    ],
    ["a fraud warning", null, aWarning(), [["fraud_warning", "fraud_warning"]]],
  ])("%s", (_what, reported, snapshot, reports) => {
    expect(due(reported, snapshot)).toEqual(reports)
  })

  it.each([
    ["a dispute", "dispute", aDispute({ status: "under_review" })],
    ["a lost dispute", "closed_lost", closed("lost")],
    ["a review", "review", aReview()],
    ["a fraud warning", "fraud_warning", aWarning("not_actionable")],
  ])("nothing twice of %s", (_what, reported, snapshot) => {
    expect(due(reported, snapshot)).toEqual([])
  })
})

describe("What a dispute's reason says of money", () => {
  const sentence = (changes: Partial<DisputeSnapshot>) =>
    sentenceOf(reasonOfDispute(aDispute(changes)))

  it("is nothing that was not withdrawn", () => {
    const none = { ...aDispute().funds, withdrawn: 0, fees: 0 }

    expect(sentence({ funds: none, evidenceDueBy: null })).toBe(
      "The shopper's bank disputes 120.00 EUR (fraudulent)."
    )
    expect(sentence({ status: "prevented", funds: none })).toBe(
      "The dispute about 120.00 EUR was settled before it became a chargeback."
    )
  })

  it("is in the balance's own currency", () => {
    const usd = {
      currencyCode: "usd",
      withdrawn: 13000,
      reinstated: 12900,
      fees: 0,
      isComparable: false,
    }

    expect(sentence({ status: "won", funds: usd })).toBe(
      "The dispute about 120.00 EUR was won. 129.00 USD is back in your Stripe balance."
    )
  })

  it("does not promise what has not come back", () => {
    expect(sentence({ status: "won" })).toBe(
      "The dispute about 120.00 EUR was won. Stripe has not returned the money yet. The fee of 15.00 EUR is not returned."
    )
  })

  it("is both parts of a dispute that was won in part", () => {
    const part = { ...aDispute().funds, reinstated: 5000 }

    expect(sentence({ status: "won", funds: part })).toBe(
      "The dispute about 120.00 EUR was won in part: 50.00 EUR of 120.00 EUR is back in your Stripe balance, and the shopper keeps the rest. The fee of 15.00 EUR is not returned."
    )
  })

  it("is what a settlement before the chargeback cost", () => {
    expect(sentence({ status: "prevented" })).toContain(
      "120.00 EUR was withdrawn from your Stripe balance for it."
    )
  })
})
