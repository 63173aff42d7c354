import type { SettingsDescription } from "../../../api/admin/stripe-checkout/settings/responses"
import {
  fromDraft,
  isChanged,
  problemsAt,
  readList,
  toDraft,
  withNewRule,
} from "../settings-form"

const SETTINGS: SettingsDescription = {
  status_names: {
    authorized: "approved",
    captured: "paid",
    partially_captured: "partially_paid",
    capture_failed: "capture_failed",
    released: null,
    lapsed: "authorization_lapsed",
    refunded: "refunded",
  },
  capture_on: [
    { from: ["approved", "capture_failed"], to: "ready_for_capture" },
    { order_status: "archived" },
    { fulfillment_status: ["shipped", "delivered"] },
  ],
  release_on: ["stopped", "halted"],
  capture_deadline: { warn_hours: 24, action: "capture" },
  surplus_holds: "keep",
  canceled_but_captured: "refund",
  capture_in_review: "capture",
  fraud_warnings: "release",
  admin_feed: false,
}

describe("The form of the settings", () => {
  it("gives back what it shows", () => {
    expect(fromDraft(toDraft(SETTINGS))).toEqual(SETTINGS)
    expect(isChanged(toDraft(SETTINGS), SETTINGS)).toBe(false)
  })

  it("writes nothing for an empty status", () => {
    const draft = toDraft(SETTINGS)
    const names = { ...draft.names, refunded: " " }

    expect(fromDraft({ ...draft, names }).status_names.refunded).toBeNull()
    expect(isChanged({ ...draft, names }, SETTINGS)).toBe(true)
  })

  it("gives each rule a key of its own, also a new one", () => {
    const { rules } = withNewRule(withNewRule(toDraft(SETTINGS)))

    expect(rules.map(({ key }) => key)).toEqual([0, 1, 2, 3, 4])
  })

  it.each([
    ["a, b", ["a", "b"]],
    [" a ,,b, ", ["a", "b"]],
    ["", []],
  ])("reads %j as %j", (text, list) => {
    expect(readList(text)).toEqual(list)
  })

  it("finds the problems of one rule, and not those of the eleventh", () => {
    const problem = (path: string) => ({
      path,
      code: "invalid" as const,
      params: {},
      message: "",
    })
    const problems = ["capture_on.1.from", "capture_on.11.from"].map(problem)

    expect(problemsAt(problems, "capture_on.1")).toEqual([problems[0]])
  })
})
