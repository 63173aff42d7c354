import { describeValue } from "../settings-values"

const keyOf = (key: string): string => `<${key}>`

describe("A value of the settings", () => {
  it.each([
    ["status_names_captured", "keep", "keep"],
    ["status_names_captured", null, "<settings.changes.nothing>"],
    ["release_on", [], "<settings.changes.nothing>"],
    ["release_on", ["stopped", "halted"], "stopped; halted"],
    [
      "capture_on",
      [
        { from: ["approved", "paid"], to: "packed" },
        { order_status: "completed" },
      ],
      "approved | paid → packed; completed",
    ],
    ["capture_deadline_warn_hours", 24, "24"],
    ["surplus_holds", "keep", "<settings.choice.surplus_holds.keep>"],
    ["fraud_warnings", "refund", "<settings.choice.fraud_warnings.refund>"],
    ["admin_feed", true, "<settings.choice.admin_feed.on>"],
    ["admin_feed", false, "<settings.choice.admin_feed.off>"],
  ])("of %s, which is %j, reads %s", (field, value, text) => {
    expect(describeValue(value, field, keyOf)).toBe(text)
  })
})
