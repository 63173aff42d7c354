import { RecentReadings } from "../recent-readings"

const unreadOf = (readings: RecentReadings, id: string) =>
  readings.takeWanted(id).unread

describe("Recent readings", () => {
  it("cover a change that was heard of before Medusa was read", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(unreadOf(readings, "payses_1")).toBe("nothing")
  })

  it.each([
    ["was heard of afterwards", 30],
    ["was heard of in that very moment", 20],
  ])("do not cover a change that %s", (_when, heardAt) => {
    const readings = new RecentReadings()
    readings.keep("payses_1", 20)
    readings.wantSince("payses_1", heardAt)
    expect(unreadOf(readings, "payses_1")).toBe("medusa")
  })

  it("cover none of several changes when the last one is newer", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 30)
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(unreadOf(readings, "payses_1")).toBe("medusa")
  })

  it("never cover what Stripe reports", () => {
    const readings = new RecentReadings()
    readings.wantAnyway("payses_1")
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    expect(unreadOf(readings, "payses_1")).toBe("anything")
  })

  it("say that nothing but events is wanted", () => {
    const readings = new RecentReadings()
    readings.wantEvents("payses_1")

    expect(readings.takeWanted("payses_1")).toEqual({
      unread: "nothing",
      hasEvents: true,
    })
  })

  it.each<[string, (readings: RecentReadings) => void, string]>([
    [
      "a change in Medusa",
      (readings) => {
        readings.wantSince("payses_1", 30)
      },
      "medusa",
    ],
    [
      "a whole synchronization",
      (readings) => {
        readings.wantAnyway("payses_1")
      },
      "anything",
    ],
  ])("say that %s is wanted beside events", (_what, want, expected) => {
    const readings = new RecentReadings()
    readings.keep("payses_1", 20)
    want(readings)
    readings.wantEvents("payses_1")

    expect(readings.takeWanted("payses_1")).toEqual({
      unread: expected,
      hasEvents: true,
    })
  })

  it("cover nothing after a synchronization that failed, and nothing of other payments", () => {
    const readings = new RecentReadings()
    readings.keep("payses_1", 20)
    readings.forget("payses_1")
    readings.wantSince("payses_1", 10)
    readings.wantSince("payses_2", 10)
    expect(unreadOf(readings, "payses_1")).toBe("medusa")
    expect(unreadOf(readings, "payses_2")).toBe("medusa")
  })

  it("are asked once for each want: without one, anything may be", () => {
    const readings = new RecentReadings()
    readings.wantSince("payses_1", 10)
    readings.keep("payses_1", 20)
    readings.takeWanted("payses_1")
    expect(unreadOf(readings, "payses_1")).toBe("anything")
  })

  it("are kept of the last thousand payments", () => {
    const readings = new RecentReadings()
    for (let index = 0; index <= 1_000; index += 1) {
      readings.wantSince(`payses_${index}`, 10)
      readings.keep(`payses_${index}`, 20)
    }
    expect(unreadOf(readings, "payses_0")).toBe("medusa")
    expect(unreadOf(readings, "payses_1")).toBe("nothing")
  })
})
