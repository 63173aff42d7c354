import { sentenceOf } from "../../reasons/reason"
import type { StatusChangeRecord } from "../capture-rules"
import type { OrderRules } from "../order-rules"
import {
  explainUnrecorded,
  findUnrecordedStatus,
  rejectUnrecorded,
} from "../unrecorded-status"

const RULES: OrderRules = {
  metadataKey: "order_status",
  captureOn: [{ from: ["approved"], to: "ready_for_capture" }],
  releaseOn: ["rejected"],
  rulesSince: {},
}

const APPROVED = record("1", null, "approved")
const READY = record("2", "approved", "ready_for_capture")
const FAILED = record("3", "ready_for_capture", "capture_failed")

describe("A status that requests something", () => {
  it.each([
    ["ready_for_capture", "capture"],
    ["rejected", "release"],
  ])("is noticed when no record explains it: %s", (status, requests) => {
    expect(find(status, [APPROVED])).toEqual({
      status,
      requests,
      lastRecorded: { id: "1", status: "approved" },
    })
  })

  it("is noticed when an earlier record of it was used up", () => {
    expect(find("ready_for_capture", [APPROVED, READY, FAILED])).toMatchObject({
      lastRecorded: { id: "3", status: "capture_failed" },
    })
  })

  it.each<[string, string | null, StatusChangeRecord[]]>([
    ["is recorded", "ready_for_capture", [APPROVED, READY]],
    [
      "is recorded before what came first",
      "ready_for_capture",
      [READY, APPROVED],
    ],
    ["may have been carried by the cart", "ready_for_capture", []],
    ["requests nothing", "on_hold", [APPROVED]],
    ["is none", null, [APPROVED]],
  ])("is none when it %s", (_why, status, edits) => {
    expect(find(status, edits)).toBeNull()
  })

  it("is not missed while core may still be recording it", () => {
    const order = { status: "ready_for_capture", isSettling: true }

    expect(findUnrecordedStatus(order, [APPROVED], RULES)).toBeNull()
  })

  it("is rejected once per occurrence, with the way out", () => {
    const unrecorded = find("ready_for_capture", [APPROVED])
    if (!unrecorded) throw new Error("It was not noticed.")

    expect(rejectUnrecorded(unrecorded)).toMatchObject({
      trigger: "status-without-record:1:ready_for_capture",
      requested: "capture",
      isRejected: true,
      requestedByStatus: "ready_for_capture",
    })
    expect(sentenceOf(explainUnrecorded(unrecorded))).toBe(
      'The status reads "ready_for_capture", but Medusa has no record of that change; the last status on record is "approved". So nothing was done. Save the status again.'
    )
  })
})

function find(status: string | null, edits: readonly StatusChangeRecord[]) {
  return findUnrecordedStatus({ status, isSettling: false }, edits, RULES)
}

function record(
  id: string,
  from: string | null,
  to: string | null
): StatusChangeRecord {
  const madeAt = "2026-01-01T10:00:00.000Z"
  return { id, madeAt, from, to, actor: "user_1" }
}
