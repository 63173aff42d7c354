import type { BulkRequestDescription } from "../../../api/admin/stripe-checkout/bulk-requests/responses"
import { countDone, findShown } from "../bulk-requests"

const NOW = new Date("2026-11-30T12:00:00Z").getTime()

const running = bulkRequest({ id: "scbulk_running", status: "running" })
const ended = bulkRequest({
  id: "scbulk_ended",
  settled_at: "2026-11-30T11:01:00.000Z",
})
const older = bulkRequest({
  id: "scbulk_older",
  settled_at: "2026-11-30T10:59:00.000Z",
})

describe("The bulk request above the list of payments", () => {
  it.each<[string, BulkRequestDescription[], string[], string | undefined]>([
    ["none", [], [], undefined],
    ["one that ended within the hour", [ended, older], [], ended.id],
    ["none that ended earlier", [older], [], undefined],
    ["none that was dismissed", [ended], [ended.id], undefined],
    ["one that is running before others", [ended, running], [], running.id],
    ["one that is running in any case", [running], [running.id], running.id],
  ])("is %s", (_which, newestFirst, dismissed, shown) => {
    expect(findShown(newestFirst, { dismissed, now: NOW })?.id).toBe(shown)
  })

  it("counts what will not change any more as done", () => {
    const counts = { total: 10, pending: 3, stopped: 2 }

    expect(countDone(counts)).toBe(5)
  })
})

function bulkRequest(
  given: Partial<BulkRequestDescription>
): BulkRequestDescription {
  return {
    id: "scbulk_1",
    kind: "capture",
    actor: null,
    created_at: "2026-11-30T09:00:00.000Z",
    settled_at: null,
    status: "finished",
    total: 1,
    pending: 0,
    succeeded: 1,
    failed: 0,
    rejected: 0,
    stopped: 0,
    amounts: [],
    ...given,
  }
}
