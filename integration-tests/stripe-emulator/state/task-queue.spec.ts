import fc from "fast-check"
import { TaskQueue } from "./task-queue"

describe("A task queue", () => {
  it("returns the earliest task first, and tasks of the same moment in the order in which they were added", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const tasks = new TaskQueue()
        const come: string[] = []
        times.forEach((atMs, index) => {
          tasks.add({ atMs, run: () => come.push(`${atMs} ${index}`) })
        })
        while (tasks.earliest) {
          tasks.take()?.run()
        }

        const inOrder = times
          .map((atMs, index) => ({ atMs, name: `${atMs} ${index}` }))
          .sort((a, b) => a.atMs - b.atMs)
          .map(({ name }) => name)
        expect(come).toEqual(inOrder)
      })
    )
  })

  it("brings everything forward, and keeps the order", () => {
    const tasks = new TaskQueue()
    const run = () => undefined
    tasks.add({ atMs: 9, run })
    tasks.add({ atMs: 5, run })

    tasks.bringForward(4)

    expect([tasks.take()?.atMs, tasks.take()?.atMs]).toEqual([1, 5])
  })

  it("accepts new tasks between takes", () => {
    const tasks = new TaskQueue()
    const run = () => undefined
    tasks.add({ atMs: 2, run })
    tasks.add({ atMs: 4, run })
    expect(tasks.take()?.atMs).toBe(2)
    tasks.add({ atMs: 3, run })
    tasks.add({ atMs: 1, run })
    const rest = [1, 2, 3].map(() => tasks.take()?.atMs)
    expect(rest).toEqual([1, 3, 4])
    expect(tasks.take()).toBeUndefined()
  })
})
