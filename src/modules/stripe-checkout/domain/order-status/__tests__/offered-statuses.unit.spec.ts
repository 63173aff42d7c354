import type { OrderRules } from "../order-rules"
import { explainRefusedStatus, offerStatuses } from "../offered-statuses"

const RULES: OrderRules = {
  metadataKey: "order_status",
  captureOn: [
    { from: ["approved", "capture_failed"], to: "ready_for_capture" },
    { orderStatus: "completed" },
  ],
  releaseOn: [],
  rulesSince: {},
}

const HELD = { isCanceled: false, isHeld: true, startsFrom: "approved" }

describe("The choice of a status", () => {
  it.each([
    [HELD, ["ready_for_capture"], null],
    [{ ...HELD, startsFrom: "on_hold" }, [], "no_rule"],
    [{ ...HELD, isHeld: false }, [], "nothing_held"],
    [{ ...HELD, isHeld: false, isCanceled: true }, [], "order_canceled"],
  ])("for %j is %j, refused because of %s", (facts, allowed, refusal) => {
    expect(offerStatuses(facts, RULES)).toEqual({ allowed, refusal })
  })
})

describe("A refused status", () => {
  it.each([
    [
      "approved",
      "shipped",
      'The order\'s status is "approved" and cannot become "shipped". Allowed now: "ready_for_capture".',
    ],
    [
      "approved",
      "Ready for capture",
      'The order\'s status is "approved" and cannot become "Ready for capture". Did you mean "ready_for_capture"? Allowed now: "ready_for_capture".',
    ],
    [
      "on_hold",
      "ready_for_capture",
      'The order\'s status is "on_hold" and cannot become "ready_for_capture". No status is allowed now: no rule starts from the present status. The rules are "approved" or "capture_failed" to "ready_for_capture".',
    ],
  ])("%s to %s is explained", (current, refused, sentence) => {
    const choice = offerStatuses({ ...HELD, startsFrom: current }, RULES)

    expect(explainRefusedStatus(refused, { ...choice, current }, RULES)).toBe(
      sentence
    )
  })

  it.each([
    [{ ...HELD, isHeld: false }, "no money is held for the order."],
    [{ ...HELD, isCanceled: true }, "the order is canceled."],
  ])("names the reason for %j: %s", (facts, reason) => {
    const choice = { ...offerStatuses(facts, RULES), current: null }

    expect(explainRefusedStatus("shipped", choice, RULES)).toBe(
      `The order's status is empty and cannot become "shipped". No status is allowed now: ${reason}`
    )
  })

  it("says so when no rule is about the status", () => {
    const rules = { ...RULES, captureOn: [] }
    const choice = { ...offerStatuses(HELD, rules), current: "approved" }

    expect(explainRefusedStatus("shipped", choice, rules)).toContain(
      "There is no rule on the order's status."
    )
  })

  it("is not echoed at any length", () => {
    const long = "x".repeat(5000)
    const choice = { ...offerStatuses(HELD, RULES), current: long }

    expect(explainRefusedStatus(long, choice, RULES).length).toBeLessThan(400)
  })
})
