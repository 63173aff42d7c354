import fc from "fast-check"
import { allocateAcrossAuthorizations } from "../allocate"

describe("One amount over several holds", () => {
  it.each<[number | null, number[], (number | null)[]]>([
    [null, [7000, 5000], [null, null]],
    [3000, [12000], [3000]],
    [3000, [7000, 5000], [3000, 0]],
    [9000, [7000, 5000], [7000, 2000]],
    [12000, [7000, 5000], [7000, 5000]],
    [99999, [7000, 5000], [7000, 92999]],
    [3000, [], []],
  ])("%p over %j is %j", (amount, holds, parts) => {
    expect(allocateAcrossAuthorizations(amount, holds)).toEqual(parts)
  })

  it("neither loses nor adds a cent", () => {
    const cents = fc.integer({ min: 1, max: 100_000 })
    fc.assert(
      fc.property(
        cents,
        fc.array(cents, { minLength: 1, maxLength: 5 }),
        (amount, holds) => {
          const parts = allocateAcrossAuthorizations(amount, holds) as number[]
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
          expect(parts.every((part) => part >= 0)).toBe(true)
        }
      )
    )
  })
})
