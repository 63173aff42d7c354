import { StripeTurns } from "../stripe-turns"

/** The row that all instances share: calls are reserved one after the other. */
function sharedLimits() {
  let reservedUntil = 0
  const reservations: number[] = []
  return {
    reservations,
    reserve: async ({
      calls,
      perSecond,
    }: {
      calls: number
      perSecond: number
    }): Promise<number> => {
      const now = performance.now()
      const from = Math.max(reservedUntil, now)
      reservedUntil = from + (calls / perSecond) * 1000
      reservations.push(calls)
      return from - now
    },
    pause: async (_account: string, seconds: number): Promise<void> => {
      reservedUntil = Math.max(
        reservedUntil,
        performance.now() + seconds * 1000
      )
    },
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const times = async (count: number, turn: () => Promise<void>) =>
  Promise.all(Array.from({ length: count }, turn))

describe("Calls to Stripe that nobody waits for", () => {
  beforeEach(() => {
    jest.useFakeTimers({ advanceTimers: true })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it.each([
    { mode: "test", isLive: false, perSecond: 21.25 },
    { mode: "live", isLive: true, perSecond: 85 },
  ])(
    "are 85 percent of what Stripe allows in $mode mode",
    async ({ isLive, perSecond }) => {
      const turns = new StripeTurns(sharedLimits(), () => isLive)
      let made = 0
      void times(1_000, async () => {
        await turns.next("default")
        made += 1
      })

      await jest.advanceTimersByTimeAsync(5_000)

      expect(made / 5).toBeGreaterThanOrEqual(perSecond * 0.95)
      expect(made / 5).toBeLessThanOrEqual(perSecond * 1.05)
    }
  )

  it("are shared by all instances", async () => {
    const limits = sharedLimits()
    const instances = [1, 2, 3].map(() => new StripeTurns(limits, () => false))
    const made = instances.map(() => 0)
    instances.forEach((turns, index) => {
      void times(200, async () => {
        await turns.next("default")
        made[index] = (made[index] ?? 0) + 1
      })
    })

    await jest.advanceTimersByTimeAsync(5_000)

    const all = made.reduce((sum, count) => sum + count, 0)
    expect(all / 5).toBeLessThanOrEqual(22)
    expect(Math.min(...made)).toBeGreaterThan(20)
  })

  it("are made at once, and reserved several together, in a quiet shop", async () => {
    const limits = sharedLimits()
    const turns = new StripeTurns(limits, () => true)

    const waited = await timeOf(() => times(3, () => turns.next("default")))

    expect(waited).toBeLessThan(50)
    expect(limits.reservations).toEqual([9])
  })

  it("are counted for each account by itself", async () => {
    const turns = new StripeTurns(sharedLimitsOf(), () => false)
    const waited = await timeOf(async () => {
      await times(2, () => turns.next("default"))
      await times(2, () => turns.next("eu"))
    })
    expect(waited).toBeLessThan(50)
  })

  it("pause for a second when Stripe asks for fewer requests", async () => {
    const turns = new StripeTurns(sharedLimits(), () => true)
    await turns.next("default")
    await turns.pause("default")
    let isMade = false
    void turns.next("default").then(() => {
      isMade = true
    })

    await jest.advanceTimersByTimeAsync(900)
    expect(isMade).toBe(false)
    await jest.advanceTimersByTimeAsync(200)
    expect(isMade).toBe(true)
  })

  it("go on without a database: what wants to call fails there by itself", async () => {
    const away = async () => Promise.reject(new Error("The database is away."))
    const turns = new StripeTurns({ reserve: away, pause: away }, () => true)

    await turns.next("default")
    await expect(turns.pause("default")).resolves.toBeUndefined()
  })
})

/** One row per account. */
function sharedLimitsOf() {
  const rows = new Map<string, ReturnType<typeof sharedLimits>>()
  const rowOf = (account: string) => {
    const row = rows.get(account) ?? sharedLimits()
    rows.set(account, row)
    return row
  }
  return {
    reserve: async (reservation: {
      account: string
      calls: number
      perSecond: number
    }) => rowOf(reservation.account).reserve(reservation),
    pause: async (account: string, seconds: number) =>
      rowOf(account).pause(account, seconds),
  }
}
