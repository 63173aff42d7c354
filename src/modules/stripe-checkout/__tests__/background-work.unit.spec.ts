import { setImmediate as nextTurn } from "node:timers/promises"
import { BackgroundWork } from "../background-work"

/** Work that is done when the test says so. */
function pending() {
  let end: () => void = () => undefined
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end, work: () => done }
}

const turns = async (): Promise<void> => {
  await nextTurn()
  await nextTurn()
}

describe("Background work", () => {
  it("begins in a later turn, so that Stripe has its answer first", async () => {
    const background = new BackgroundWork()
    const done: string[] = []
    background.start("payses_1", async () => {
      done.push("payses_1")
    })

    expect(done).toEqual([])
    expect(background.isIdle).toBe(false)
    await turns()

    expect(done).toEqual(["payses_1"])
    expect(background.isIdle).toBe(true)
  })

  it("runs four at a time, in the order in which they came", async () => {
    const background = new BackgroundWork()
    const begun: number[] = []
    const works = Array.from({ length: 6 }, pending)
    works.forEach(({ work }, index) => {
      background.start(`payses_${index}`, () => {
        begun.push(index)
        return work()
      })
    })
    await turns()

    expect(begun).toEqual([0, 1, 2, 3])
    expect(background.isFull).toBe(true)
    works[2]?.end()
    await turns()

    expect(begun).toEqual([0, 1, 2, 3, 4])
    works.forEach(({ end }) => {
      end()
    })
    await turns()
    expect(background.isIdle).toBe(true)
  })

  it("does what waits under one key once", async () => {
    const background = new BackgroundWork()
    let times = 0
    for (const _event of [1, 2, 3]) {
      background.start("payses_1", async () => {
        times += 1
      })
    }
    await turns()
    expect(times).toBe(1)
  })

  it("does once more what was asked for while it was running, never beside itself", async () => {
    const background = new BackgroundWork()
    const first = pending()
    const begun: string[] = []
    background.start("payses_1", () => {
      begun.push("first")
      return first.work()
    })
    await turns()
    for (const _event of [1, 2]) {
      background.start("payses_1", async () => {
        begun.push("again")
      })
    }
    await turns()

    expect(begun).toEqual(["first"])
    first.end()
    await turns()
    expect(begun).toEqual(["first", "again"])
  })

  it("goes on with others while one key waits for itself", async () => {
    const background = new BackgroundWork()
    const first = pending()
    const begun: string[] = []
    background.start("payses_1", first.work)
    await turns()
    background.start("payses_1", async () => {
      begun.push("payses_1")
    })
    background.start("payses_2", async () => {
      begun.push("payses_2")
    })
    await turns()

    expect(begun).toEqual(["payses_2"])
    first.end()
    await turns()
    expect(begun).toEqual(["payses_2", "payses_1"])
  })

  it("lets patient work go last, but always has one place for it", async () => {
    const background = new BackgroundWork({ atOnce: 2 })
    const begun: string[] = []
    const works = new Map<string, ReturnType<typeof pending>>()
    const add = (name: string) => {
      const work = pending()
      works.set(name, work)
      return () => {
        begun.push(name)
        return work.work()
      }
    }
    void background.run(add("sweep 1"), { priority: "patient" })
    void background.run(add("sweep 2"), { priority: "patient" })
    background.start("payses_1", add("webhook 1"))
    background.start("payses_2", add("webhook 2"))
    await turns()

    expect(begun).toEqual(["sweep 1", "webhook 1"])
    works.get("webhook 1")?.end()
    await turns()
    expect(begun.at(-1)).toBe("webhook 2")
    works.get("sweep 1")?.end()
    await turns()
    expect(begun.at(-1)).toBe("sweep 2")
  })

  it("does awaited work of one key one after the other, and each piece of it", async () => {
    const background = new BackgroundWork()
    const first = pending()
    const done: string[] = []
    void background.run(first.work, { key: "payses_1", priority: "patient" })
    await turns()
    background.start("payses_1", async () => {
      done.push("webhook")
    })
    const both = [1, 2].map(async (part) =>
      background.run(
        async () => {
          done.push(`part ${part}`)
        },
        { key: "payses_1" }
      )
    )
    await turns()

    expect(done).toEqual([])
    first.end()
    await Promise.all(both)
    expect(done).toEqual(["webhook", "part 1", "part 2"])
  })

  it("runs each piece of work in what its owner put around it", async () => {
    const log: string[] = []
    const background = new BackgroundWork({
      around: async (work) => {
        log.push("before")
        await work()
        log.push("after")
      },
    })

    await background.run(async () => {
      log.push("work")
    })
    await turns()

    expect(log).toEqual(["before", "work", "after"])
  })

  it("ends with what is running, and begins nothing more", async () => {
    const background = new BackgroundWork()
    const running = Array.from({ length: 4 }, pending)
    const begun: string[] = []
    running.forEach(({ work }, index) => {
      background.start(`payses_${index}`, work)
    })
    background.start("payses_9", async () => {
      begun.push("waiting")
    })
    await turns()
    let hasEnded = false
    const ending = background.end().then(() => {
      hasEnded = true
    })
    background.start("payses_10", async () => {
      begun.push("late")
    })
    await turns()

    expect(hasEnded).toBe(false)
    running.forEach(({ end }) => {
      end()
    })
    await ending
    expect(begun).toEqual([])
  })
})
