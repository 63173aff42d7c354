import { StripeClock } from "../stripe-clock"

const now = Date.now()
const at = (ms: number) => new Date(ms).toUTCString()
const asked = { from: now - 100, to: now + 100 }

describe("Stripe's clock", () => {
  it("is ours until Stripe has answered", () => {
    expect(new StripeClock().secondsAhead).toBe(0)
  })

  it.each([
    ["six minutes behind ours", -360_000, 360],
    ["an hour ahead of ours", 3_600_000, -3_600],
    ["as good as ours", 3_000, 0],
  ])("is %s", (_what, offset, secondsAhead) => {
    const clock = new StripeClock()

    clock.hear(at(now + offset), asked)

    expect(clock.secondsAhead).toBeGreaterThanOrEqual(secondsAhead - 1)
    expect(clock.secondsAhead).toBeLessThanOrEqual(secondsAhead + 1)
    const difference = clock.now() - Date.now()
    expect(Math.abs(difference + secondsAhead * 1000)).toBeLessThan(2_000)
  })

  it("follows ours again once that is right", () => {
    const clock = new StripeClock()
    clock.hear(at(now - 360_000), asked)
    clock.hear(at(now), asked)
    expect(clock.secondsAhead).toBe(0)
  })

  it.each([undefined, "", "yesterday"])(
    "does not change by an answer dated %j",
    (date) => {
      const clock = new StripeClock()
      clock.hear(date, asked)
      expect(clock.secondsAhead).toBe(0)
    }
  )
})
