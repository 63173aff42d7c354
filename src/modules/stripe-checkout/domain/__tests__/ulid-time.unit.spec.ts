import { timeOfId, ulidTime } from "../ulid-time"

describe("What ids of a moment begin with", () => {
  it("is as the definition of ULIDs has it", () => {
    // cspell:disable-next-line
    expect(ulidTime(new Date(1469918176385))).toBe("01ARYZ6S41")
  })

  it("sorts as the moments do", () => {
    const moments = [0, 1, 31, 32, 1_700_000_000_000, 1_700_000_000_001]
    const texts = moments.map((moment) => ulidTime(new Date(moment)))

    expect([...texts].sort()).toEqual(texts)
  })

  it("says when an id was made", () => {
    const made = new Date(1_700_000_000_001)

    expect(timeOfId(`scevt_${ulidTime(made)}ABCDEFGH`)).toEqual(made)
    expect(timeOfId("scevt_pi_123")).toBeNull()
  })
})
