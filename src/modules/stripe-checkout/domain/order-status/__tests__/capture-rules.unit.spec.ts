import { because, sentenceOf } from "../../reasons/reason"
import { only } from "../../../../../../integration-tests/support/only"
import {
  evaluateStatusRules,
  isAboutPayment,
  type MetadataEdit,
  readOrderStatusChanges,
  readStatus,
  readStatusEdits,
} from "../capture-rules"
import { allowedNextStatuses, type OrderRules } from "../order-rules"
import { PLUGIN_ACTOR } from "../../plugin-actor"

const RULES: OrderRules = {
  metadataKey: "order_status",
  captureOn: [
    { from: ["approved", "capture_failed"], to: "ready_for_capture" },
    { from: ["packed"], to: "ship_now" },
  ],
  releaseOn: ["rejected"],
  rulesSince: {},
}

const OURS = { createdBy: PLUGIN_ACTOR }

describe("A status in the order's metadata", () => {
  it("asks for the capture when it moves as the rule says", () => {
    const outcome = only(outcomesOf(edit("approved", "ready_for_capture")))

    expect(outcome).toMatchObject({
      trigger: "order-change:1",
      requested: "capture",
      isRejected: false,
      actor: "user_1",
      requestedByStatus: "ready_for_capture",
      reason: because("status_requests_capture", {
        from: "approved",
        to: "ready_for_capture",
      }),
    })
    expect(outcome.rule).toContain("ready_for_capture")
  })

  it("asks again from each status that may lead there", () => {
    const outcome = only(
      outcomesOf(edit("capture_failed", "ready_for_capture"))
    )

    expect(outcome.isRejected).toBe(false)
  })

  it.each([
    ["the same value is saved again", edit("approved", "approved")],
    [
      "the target is saved again",
      edit("ready_for_capture", "ready_for_capture"),
    ],
    [
      "other keys change",
      edit("approved", undefined, { patch: { note: "call" } }),
    ],
    ["it moves to a status without a rule", edit("approved", "on_hold")],
    ["it is deleted", edit("approved", "")],
    ["it becomes null", edit("approved", null)],
    ["it becomes an object", edit("approved", { a: 1 })],
    ["we wrote it ourselves", edit("approved", "ready_for_capture", OURS)],
  ])("asks for nothing when %s", (_when, change) => {
    expect(outcomesOf(change)).toEqual([])
  })

  it.each([
    [
      "elsewhere",
      "on_hold",
      'The status moved to "ready_for_capture" from "on_hold"; that is allowed only from "approved", "capture_failed".',
    ],
    [
      "nothing",
      undefined,
      'The status moved to "ready_for_capture" from nothing; that is allowed only from "approved", "capture_failed".',
    ],
    [
      "the start of another rule",
      "packed",
      'The status moved to "ready_for_capture" from "packed"; that is allowed only from "approved", "capture_failed".',
    ],
  ])(
    "is rejected with the reason when it comes from %s",
    (_what, from, why) => {
      const outcome = only(outcomesOf(edit(from, "ready_for_capture")))

      expect(outcome).toMatchObject({
        requested: "capture",
        isRejected: true,
      })
      expect(sentenceOf(outcome.reason)).toBe(why)
    }
  )

  it("releases the hold from any status", () => {
    for (const from of ["approved", "on_hold", undefined]) {
      expect(only(outcomesOf(edit(from, "rejected")))).toMatchObject({
        requested: "release",
        isRejected: false,
        requestedByStatus: "rejected",
      })
    }
  })

  it("is withdrawn when the merchant has moved the order on", () => {
    const [withdrawn] = outcomesOf(
      edit("approved", "ready_for_capture"),
      edit("ready_for_capture", "on_hold", { id: "2" })
    )

    expect(withdrawn).toMatchObject({
      trigger: "order-change:1",
      isRejected: true,
      reason: because("status_moved_on", { to: "on_hold" }),
    })
  })

  it("is withdrawn by a release that comes after it", () => {
    const [captured, released] = outcomesOf(
      edit("approved", "ready_for_capture"),
      edit("ready_for_capture", "rejected", { id: "2" })
    )

    expect(captured?.isRejected).toBe(true)
    expect(released).toMatchObject({ requested: "release", isRejected: false })
  })

  it("keeps its own reason when it was rejected anyway", () => {
    const [first, second] = outcomesOf(
      edit("on_hold", "ready_for_capture"),
      edit("ready_for_capture", "approved", { id: "2" }),
      edit("approved", "ready_for_capture", { id: "3" })
    )

    expect(first?.reason).toMatchObject({
      code: "status_transition_not_allowed",
      params: { from: "on_hold" },
    })
    expect(second).toMatchObject({
      trigger: "order-change:3",
      isRejected: false,
    })
  })

  it("is not withdrawn by what we write afterwards", () => {
    const [outcome] = outcomesOf(
      edit("approved", "ready_for_capture"),
      edit("ready_for_capture", "paid", { ...OURS, id: "2" })
    )

    expect(outcome?.isRejected).toBe(false)
  })

  it.each([
    [1, "1"],
    [true, "true"],
  ])("may be the value %p that admin's form makes of %p", (value, text) => {
    expect(only(changesOf(edit(value, "ready_for_capture"))).from).toBe(text)
    expect(changesOf(edit(text, value))).toEqual([])
  })

  it("is found under the configured key only", () => {
    const edits = [edit("approved", "ready_for_capture")]

    expect(readStatusEdits(edits, "erp_status")).toEqual([])
  })
})

describe("A status that is set before the plugin has written its first one", () => {
  const written = edit(undefined, "approved", { ...OURS, id: "ours" })
  const ready = edit(undefined, "ready_for_capture")

  it.each([
    ["alone", [ready]],
    ["and stays", [ready, edit("ready_for_capture", "paid", { ...OURS })]],
    ["at the same moment, and is recorded first", [ready, written]],
    ["at the same moment, and is recorded last", [written, ready]],
    [
      "over one that the cart carried",
      [edit("free_of_charge", "ready_for_capture")],
    ],
    [
      "to the same one that the cart carried",
      [edit("ready_for_capture", "ready_for_capture")],
    ],
  ])("counts as coming from approved: %s", (_how, edits) => {
    expect(only(outcomesSincePlaced(...edits))).toMatchObject({
      requested: "capture",
      isRejected: false,
      reason: because("status_requests_capture", {
        from: "approved",
        to: "ready_for_capture",
      }),
    })
  })

  it("counts only once: what follows comes from what was chosen", () => {
    const outcome = only(
      outcomesSincePlaced(
        edit(undefined, "on_hold"),
        edit("on_hold", "ready_for_capture", { id: "2" })
      )
    )

    expect(outcome).toMatchObject({ trigger: "order-change:2" })
    expect(outcome.reason).toMatchObject({ params: { from: "on_hold" } })
    expect(outcome.isRejected).toBe(true)
  })

  it("does not count after a status was deleted again", () => {
    const [outcome] = outcomesSincePlaced(
      written,
      edit("approved", "", { id: "2" }),
      edit(undefined, "ready_for_capture", { id: "3" })
    )

    expect(outcome).toMatchObject({ isRejected: true })
  })

  it("does not count where earlier edits may be unknown", () => {
    expect(only(outcomesOf(ready)).isRejected).toBe(true)
  })
})

describe("A status of which no record was made", () => {
  const approved = edit(undefined, "approved", { ...OURS, id: "ours" })
  const again = edit("ready_for_capture", "ready_for_capture", { id: "2" })

  it("is a change once it is saved again", () => {
    expect(only(outcomesOf(approved, again))).toMatchObject({
      trigger: "order-change:2",
      isRejected: false,
      reason: because("status_requests_capture", {
        from: "approved",
        to: "ready_for_capture",
      }),
    })
  })

  it("is none when a record of it comes late", () => {
    const late = edit("approved", "ready_for_capture", { id: "3" })

    expect(
      outcomesOf(approved, late, again).map(({ trigger }) => trigger)
    ).toEqual(["order-change:3"])
  })

  it("is judged by the last status on record", () => {
    const outcome = outcomesOf(
      approved,
      edit("approved", "on_hold", { id: "1" }),
      again
    ).at(-1)

    expect(outcome).toMatchObject({ isRejected: true })
    expect(outcome?.reason).toMatchObject({ params: { from: "on_hold" } })
  })
})

describe("A status that is almost one of a rule", () => {
  it.each([
    [" ready_for_capture ", "ready_for_capture", "capture"],
    ["Ready_For_Capture", "ready_for_capture", "capture"],
    ["ready for capture", "ready_for_capture", "capture"],
    ["REJECTED", "rejected", "release"],
  ])("is rejected, and %j is named as %j", (status, meant, requested) => {
    const outcome = only(outcomesOf(edit("approved", status)))

    expect(outcome).toMatchObject({ requested, isRejected: true })
    expect(sentenceOf(outcome.reason)).toBe(
      `Did you mean "${meant}"? The status was set to "${status}", which no rule mentions.`
    )
  })

  it("is forgotten once it is corrected", () => {
    const corrected = outcomesOf(
      edit("approved", "Ready for capture"),
      edit("Ready for capture", "ready_for_capture", { id: "2" })
    ).at(-1)

    expect(corrected).toMatchObject({ isRejected: false })
    expect(corrected?.reason).toMatchObject({ params: { from: "approved" } })
  })

  it.each(["ready", "ready_for_captures", "on_hold"])(
    "is not %j: that may be the merchant's own",
    (status) => {
      expect(outcomesOf(edit("approved", status))).toEqual([])
    }
  )

  it("is not echoed at any length", () => {
    const long = "x".repeat(5000)
    const [fromLong] = outcomesOf(edit(long, "ready_for_capture"))
    const [movedOn] = outcomesOf(
      edit("approved", "ready_for_capture"),
      edit("ready_for_capture", long, { id: "2" })
    )

    for (const outcome of [fromLong, movedOn]) {
      expect(
        sentenceOf(outcome?.reason ?? because("requested", { actor: null }))
          .length
      ).toBeLessThan(300)
    }
  })
})

describe("The statuses that a merchant may choose now", () => {
  it.each([
    ["approved", ["ready_for_capture", "rejected"]],
    ["packed", ["ship_now", "rejected"]],
    ["rejected", []],
    [null, ["rejected"]],
  ])("from %s are %j", (current, next) => {
    expect(allowedNextStatuses(current, RULES)).toEqual(next)
  })
})

describe("A value under the status key", () => {
  it.each<[unknown, string | null]>([
    ["approved", "approved"],
    ["", null],
    [7, "7"],
    [true, "true"],
    [0.5, null],
    [1e300, null],
    [null, null],
    [undefined, null],
    [{}, null],
    [[], null],
    [["approved"], null],
  ])("%j is the status %j", (value, status) => {
    expect(readStatus(value)).toBe(status)
  })
})

describe("A request for an order's money", () => {
  it.each<[string, string | null, string | null, boolean]>([
    ["the payment that the order was placed with", "10:00", null, true],
    ["what was held when it was made", "10:00", "09:59", true],
    ["what was held at that very moment", "10:00", "10:00", true],
    ["nothing that was paid later", "10:00", "10:01", false],
    ["what is held when its cause is new", null, "10:01", true],
  ])("is about %s", (_what, madeAt, heldSince, isAbout) => {
    const at = (time: string | null): string | null =>
      time && `2026-01-01T${time}:00.000Z`

    expect(isAboutPayment(at(madeAt), at(heldSince))).toBe(isAbout)
  })
})

function outcomesOf(...edits: MetadataEdit[]) {
  return evaluateStatusRules(changesOf(...edits), RULES)
}

/** Of an order with earlier edits. */
function changesOf(...edits: MetadataEdit[]) {
  return readOrderStatusChanges(readStatusEdits(edits, RULES.metadataKey), null)
}

/** Of an order whose edits are all known, so that the first one is the first. */
function outcomesSincePlaced(...edits: MetadataEdit[]) {
  const all = readStatusEdits(edits, RULES.metadataKey)
  return evaluateStatusRules(readOrderStatusChanges(all, "approved"), RULES)
}

function edit(
  from: unknown,
  to: unknown,
  changes: Partial<MetadataEdit> = {}
): MetadataEdit {
  const status = to === undefined ? {} : { order_status: to }
  return {
    id: "1",
    madeAt: "2026-01-01T00:00:00.000Z",
    createdBy: "user_1",
    before: from === undefined ? null : { order_status: from, gift: "yes" },
    ...changes,
    patch: { ...changes.patch, ...status },
  }
}
