import { evaluateStatusRules } from "../capture-rules"
import { DEFAULT_STATUSES } from "../default-statuses"
import {
  differenceOf,
  type OrderSettings,
  rulesSinceOf,
  withDifference,
} from "../order-settings"
import { evaluateStateRules } from "../state-rules"

const DEFAULTS: OrderSettings = {
  statusNames: DEFAULT_STATUSES,
  captureOn: [
    { from: ["approved", "capture_failed"], to: "ready_for_capture" },
  ],
  releaseOn: [],
  captureDeadline: { warnHours: 24, action: "alert" },
  surplusHolds: "release",
  canceledButCaptured: "report",
  captureInReview: "wait",
  fraudWarnings: "notify",
  adminFeed: true,
}

const EARLIER = "2026-01-01T10:00:00.000Z"
const NOW = "2026-01-02T10:00:00.000Z"
const LATER = "2026-01-03T10:00:00.000Z"

const PACKED = { from: ["approved"], to: "packed" }

describe("What the admin changes of the options", () => {
  it.each<[string, Partial<OrderSettings>, object]>([
    ["nothing", {}, {}],
    [
      "a status",
      { statusNames: { ...DEFAULT_STATUSES, captured: null } },
      { statusNames: { captured: null } },
    ],
    ["the rules", { captureOn: [PACKED] }, { captureOn: [PACKED] }],
    [
      "only the order of a rule's properties",
      {
        captureOn: [
          { to: "ready_for_capture", from: ["approved", "capture_failed"] },
        ],
      },
      {},
    ],
    ["the releases", { releaseOn: ["no"] }, { releaseOn: ["no"] }],
    [
      "the deadline",
      { captureDeadline: { warnHours: 24, action: "capture" } },
      { captureDeadline: { action: "capture" } },
    ],
    ["surplus holds", { surplusHolds: "keep" }, { surplusHolds: "keep" }],
    [
      "money of canceled orders",
      { canceledButCaptured: "refund" },
      { canceledButCaptured: "refund" },
    ],
    [
      "captures in review",
      { captureInReview: "capture" },
      { captureInReview: "capture" },
    ],
    [
      "fraud warnings",
      { fraudWarnings: "release" },
      { fraudWarnings: "release" },
    ],
    ["the bell", { adminFeed: false }, { adminFeed: false }],
  ])("is stored without the rest: %s", (_what, changed, difference) => {
    const settings = { ...DEFAULTS, ...changed }

    expect(differenceOf(settings, DEFAULTS)).toEqual(difference)
    expect(withDifference(DEFAULTS, difference)).toEqual(settings)
  })

  it("leaves the rest to the options, also to those of tomorrow", () => {
    const difference = differenceOf(
      { ...DEFAULTS, releaseOn: ["no"] },
      DEFAULTS
    )

    expect(
      withDifference({ ...DEFAULTS, surplusHolds: "keep" }, difference)
    ).toEqual({ ...DEFAULTS, releaseOn: ["no"], surplusHolds: "keep" })
  })
})

describe("A rule that the admin adds", () => {
  const added: OrderSettings = {
    ...DEFAULTS,
    captureOn: [...DEFAULTS.captureOn, PACKED, { orderStatus: "completed" }],
    releaseOn: ["no"],
  }
  const before = { settings: DEFAULTS, rulesSince: {} }
  const rules = {
    ...added,
    metadataKey: "order_status",
    rulesSince: rulesSinceOf(added, before, NOW),
  }

  it.each([
    ["packed", EARLIER, true],
    ["packed", LATER, false],
    ["no", EARLIER, true],
    ["no", LATER, false],
    ["ready_for_capture", EARLIER, false],
  ])("does not apply to what was done before: %s on %s", (to, madeAt, no) => {
    const change = { id: "1", madeAt, from: "approved", to, actor: "user_1" }
    const [result] = evaluateStatusRules([change], rules)

    expect(result?.isRejected).toBe(no)
    expect(result?.reason.code === "rule_added_later").toBe(no)
  })

  it.each([
    [EARLIER, true],
    [LATER, false],
  ])("does not apply to orders completed before: on %s", (since, no) => {
    const [result] = evaluateStateRules(
      {
        orderId: "order_1",
        orderStatus: "completed",
        orderStatusSince: since,
        fulfillmentStatus: null,
        fulfillmentStatusSince: since,
      },
      rules
    )

    expect(result?.isRejected).toBe(no)
  })

  it("keeps its age when something else is changed", () => {
    const inForce = { settings: added, rulesSince: rules.rulesSince }

    expect(
      rulesSinceOf({ ...added, surplusHolds: "keep" }, inForce, LATER)
    ).toEqual(rules.rulesSince)
  })

  it("is new once more when it was removed in between", () => {
    const without = { settings: DEFAULTS, rulesSince: {} }

    expect(Object.values(rulesSinceOf(added, without, LATER))).toEqual([
      LATER,
      LATER,
      LATER,
    ])
  })

  it("of the options is new as well, if it was removed in between", () => {
    const none = { ...DEFAULTS, captureOn: [] }
    const removed = rulesSinceOf(none, before, NOW)
    const restored = rulesSinceOf(
      DEFAULTS,
      { settings: none, rulesSince: removed },
      LATER
    )

    expect(removed).toEqual({})
    expect(new Set(Object.values(restored))).toEqual(new Set([LATER]))
  })
})
