import { STATUS_NAMES } from "../../decision/__tests__/fixtures"
import { PLUGIN_ACTOR } from "../../plugin-actor"
import type { OrderStatusChange } from "../capture-rules"
import type { CaptureRule } from "../order-rules"
import { countPendingAsHeld } from "../pending-status"

const CHANGE: OrderStatusChange = {
  id: "ordch_1",
  madeAt: "2026-01-01T00:00:00.000Z",
  from: "payment_pending",
  to: "ready_for_capture",
  actor: "user_1",
}

const WRITTEN = {
  ...CHANGE,
  id: "ordch_0",
  from: null,
  to: "payment_pending",
  actor: PLUGIN_ACTOR,
}

const fromOf = (
  from: string | null,
  captureOn: readonly CaptureRule[],
  names: Partial<typeof STATUS_NAMES> = {},
  written = WRITTEN
) =>
  countPendingAsHeld([{ ...CHANGE, from }], [written, CHANGE], {
    captureOn,
    statusNames: { ...STATUS_NAMES, ...names },
  }).map((change) => change.from)

const RULE = { from: ["approved"], to: "ready_for_capture" }

describe("An order whose money is pending", () => {
  it.each<
    [
      string,
      string | null,
      CaptureRule[],
      Partial<typeof STATUS_NAMES>,
      string | null,
    ]
  >([
    [
      "moves on as if the money was held",
      "payment_pending",
      [RULE],
      {},
      "approved",
    ],
    [
      "comes from where a rule names it",
      "payment_pending",
      [{ ...RULE, from: ["payment_pending"] }],
      {},
      "payment_pending",
    ],
    ["comes from any other status", "checked", [RULE], {}, "checked"],
    [
      "has no other name where nothing is written for held money",
      "payment_pending",
      [RULE],
      { authorized: null },
      "payment_pending",
    ],
    [
      "has no status where none is written",
      null,
      [RULE],
      { pending: null },
      null,
    ],
  ])("%s", (_how, from, rules, names, expected) => {
    expect(fromOf(from, rules, names)).toEqual([expected])
  })

  it("comes from a status of that name where somebody else has written it", () => {
    const written = { ...WRITTEN, actor: "user_1" }

    expect(fromOf("payment_pending", [RULE], {}, written)).toEqual([
      "payment_pending",
    ])
  })
})
