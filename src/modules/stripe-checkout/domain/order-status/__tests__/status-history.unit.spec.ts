import fc from "fast-check"

import { isExplained, type StatusEdit } from "../status-history"

const status = fc.constantFrom("approved", "ready", "paid", "on_hold", null)

/** What happens to an order's status, one after the other, all of it recorded. */
const history: fc.Arbitrary<StatusEdit[]> = fc
  .array(status, { minLength: 1, maxLength: 8 })
  .map((statuses) =>
    statuses.map((to, index) => ({ from: statuses[index - 1] ?? null, to }))
  )

describe("Change records", () => {
  it("explain the present status, however often it was changed", () => {
    fc.assert(
      fc.property(history, (edits) => {
        expect(isExplained(edits.at(-1)?.to ?? null, edits)).toBe(true)
      })
    )
  })

  it("do not explain a status after the record of the last change was lost", () => {
    fc.assert(
      fc.property(history, fc.constantFrom("ready", "paid"), (edits, to) => {
        const known = edits.at(-1)?.to ?? null
        fc.pre(to !== known)
        expect(isExplained(to, edits)).toBe(false)
      })
    )
  })

  it("explain it in either order where two edits came at the same moment", () => {
    const ours = { from: null, to: "approved" }
    const theirs = { from: "approved", to: "ready" }

    expect(isExplained("ready", [ours, theirs])).toBe(true)
    expect(isExplained("ready", [theirs, ours])).toBe(true)
  })
})
