import { RecentReadings } from "../recent-readings"

describe("Recent readings", () => {
  it("cover a change that was heard of before Medusa was read", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(readings.takeUnread("payses_1")).toBe("nothing")
  })

  it.each([
    ["was heard of afterwards", 30],
    ["was heard of in that very moment", 20],
  ])("do not cover a change that %s", (_when, heardAt) => {
    const readings = new RecentReadings()
    readings.keep("payses_1", 20)
    readings.wantSince("payses_1", heardAt)
    expect(readings.takeUnread("payses_1")).toBe("medusa")
  })

  it("cover none of several changes when the last one is newer", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 30)
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(readings.takeUnread("payses_1")).toBe("medusa")
  })

  it("never cover what Stripe reports", () => {
    const readings = new RecentReadings()
    readings.wantAnyway("payses_1")
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(readings.takeUnread("payses_1")).toBe("anything")
  })

  it("cover nothing after a synchronization that failed, and nothing of other payments", () => {
    const readings = new RecentReadings()
    readings.keep("payses_1", 20)
    readings.forget("payses_1")
    readings.wantSince("payses_1", 10)
    readings.wantSince("payses_2", 10)
    expect(readings.takeUnread("payses_1")).toBe("medusa")
    expect(readings.takeUnread("payses_2")).toBe("medusa")
  })

  it("are asked once for each want: without one, anything may be", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    readings.takeUnread("payses_1")
    expect(readings.takeUnread("payses_1")).toBe("anything")
  })

  it("are kept of the last thousand payments", () => {
    const readings = new RecentReadings()
    for (let index = 0; index <= 1_000; index += 1) {
      readings.wantSince(`payses_${index}`, 10)
      readings.keep(`payses_${index}`, 20)
    }
    expect(readings.takeUnread("payses_0")).toBe("medusa")
    expect(readings.takeUnread("payses_1")).toBe("nothing")
  })
})
