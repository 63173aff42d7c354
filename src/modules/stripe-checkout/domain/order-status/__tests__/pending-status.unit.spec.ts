import { STATUS_NAMES } from "../../decision/__tests__/fixtures"
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

const fromOf = (
  from: string | null,
  captureOn: readonly CaptureRule[],
  names: Partial<typeof STATUS_NAMES> = {}
) =>
  countPendingAsHeld([{ ...CHANGE, from }], {
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
})
