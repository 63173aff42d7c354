import fc from "fast-check"
import { Appointments } from "./appointments"

describe("Appointments", () => {
  it("come the earliest first, and those of one moment as they were planned", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const appointments = new Appointments()
        const come: string[] = []
        times.forEach((atMs, index) => {
          appointments.plan({ atMs, run: () => come.push(`${atMs} ${index}`) })
        })
        while (appointments.earliest) {
          appointments.take()?.run()
        }

        const inOrder = times
          .map((atMs, index) => ({ atMs, name: `${atMs} ${index}` }))
          .sort((a, b) => a.atMs - b.atMs)
          .map(({ name }) => name)
        expect(come).toEqual(inOrder)
      })
    )
  })

  it("may be planned while others are taken", () => {
    const appointments = new Appointments()
    const run = () => undefined
    appointments.plan({ atMs: 2, run })
    appointments.plan({ atMs: 4, run })
    expect(appointments.take()?.atMs).toBe(2)
    appointments.plan({ atMs: 3, run })
    appointments.plan({ atMs: 1, run })
    const rest = [1, 2, 3].map(() => appointments.take()?.atMs)
    expect(rest).toEqual([1, 3, 4])
    expect(appointments.take()).toBeUndefined()
  })
})
