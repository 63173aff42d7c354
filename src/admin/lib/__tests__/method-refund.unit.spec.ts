import { describeMethodRefund } from "../method-refund"

const NOW = Date.parse("2026-11-30T12:00:00Z")

describe("What the order's card says of refunds", () => {
  it.each([
    [{ is_possible: true, until: null }, null],
    [{ is_possible: false, until: null }, "never"],
    [{ is_possible: true, until: "2026-12-24T00:00:00.000Z" }, "until"],
    [{ is_possible: true, until: "2026-11-01T00:00:00.000Z" }, "over"],
    [{ is_possible: false, until: "2026-06-01T00:00:00.000Z" }, "over"],
  ])("%j", (refund, expected) => {
    expect(describeMethodRefund(refund, NOW)).toBe(expected)
  })
})
