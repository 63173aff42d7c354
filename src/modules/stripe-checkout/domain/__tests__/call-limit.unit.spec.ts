import { CallLimit } from "../call-limit"

describe("How often one person may have Stripe called", () => {
  const limit = () => new CallLimit({ most: 3, windowMs: 60_000 })

  it("allows as many calls as it says, and then says how long to wait", () => {
    const calls = limit()
    const waits = [0, 1_000, 2_000, 3_000].map((now) =>
      calls.secondsToWait("ada", now)
    )

    expect(waits).toEqual([0, 0, 0, 57])
  })

  it("does not count what it refused, so that waiting helps", () => {
    const calls = limit()
    for (let now = 0; now < 60_000; now += 1_000) {
      calls.secondsToWait("ada", now)
    }

    expect(calls.secondsToWait("ada", 60_000)).toBe(0)
  })

  it("counts each person alone", () => {
    const calls = limit()
    for (const now of [0, 1, 2, 3]) {
      calls.secondsToWait("ada", now)
    }

    expect(calls.secondsToWait("eve", 4)).toBe(0)
  })
})
