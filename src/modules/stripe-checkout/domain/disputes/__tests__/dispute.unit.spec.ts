import { type DisputeFunds, isOpen, outcomeOf, stageOf } from "../dispute"
import { aDispute, aReview, aWarning } from "./a-dispute"

const funds = (changes: Partial<DisputeFunds>): DisputeFunds => ({
  ...aDispute().funds,
  ...changes,
})

describe("How far a dispute has come", () => {
  it.each([
    ["warning_needs_response", "inquiry"],
    ["warning_under_review", "inquiry"],
    ["needs_response", "dispute"],
    ["under_review", "dispute"],
    ["appeal_needs_response", "appeal"],
    ["appeal_under_review", "appeal"],
    ["a_status_of_tomorrow", "dispute"],
  ])("%s is open: %s", (status, stage) => {
    const dispute = aDispute({ status })

    expect(isOpen(dispute)).toBe(true)
    expect(outcomeOf(dispute)).toBeNull()
    expect(stageOf(dispute)).toBe(stage)
  })

  it.each([
    ["won", { reinstated: 12000 }, "won"],
    ["won", { reinstated: 0 }, "won"],
    ["won", { reinstated: 5000 }, "partly_won"],
    ["won", { withdrawn: 0, reinstated: 0 }, "won"],
    // Another rate on another day returns another amount.
    ["won", { reinstated: 11900, isComparable: false }, "won"],
    ["lost", {}, "lost"],
    ["lost", { reinstated: 5000 }, "partly_won"],
    ["warning_closed", { withdrawn: 0 }, "warning_closed"],
    ["prevented", {}, "prevented"],
  ])("%s with %j came out as %s", (status, changes, outcome) => {
    const dispute = aDispute({ status, funds: funds(changes) })

    expect(isOpen(dispute)).toBe(false)
    expect(outcomeOf(dispute)).toBe(outcome)
    expect(stageOf(dispute)).toBe(`closed_${outcome}`)
  })

  it("is of a review whether it is open, and why it was closed", () => {
    expect(isOpen(aReview())).toBe(true)
    expect(stageOf(aReview())).toBe("review")
    expect(isOpen(aReview("approved"))).toBe(false)
    expect(outcomeOf(aReview("approved"))).toBe("approved")
    expect(stageOf(aReview("approved"))).toBe("closed_review")
  })

  it("is of a fraud warning always the same, but it is over once a refund prevents nothing any more", () => {
    expect(isOpen(aWarning())).toBe(true)
    expect(isOpen(aWarning("not_actionable"))).toBe(false)
    expect(outcomeOf(aWarning("not_actionable"))).toBeNull()
    expect(stageOf(aWarning("not_actionable"))).toBe(stageOf(aWarning()))
  })
})
