/** Emulator time: real time plus whatever a test or the control page added. Work that is due later waits here. */
export type Clock = {
  /** Unix seconds, as Stripe writes them. */
  now(): number
  nowMs(): number
  schedule(atMs: number, run: () => void): void
  advance(seconds: number): void
  runDue(): void
  reset(): void
}

type Appointment = { atMs: number; run: () => void }

const longestTimerMs = 2 ** 31 - 1

export function createClock(): Clock {
  let offsetMs = 0
  let pinnedMs: number | null = null
  let appointments: Appointment[] = []
  let timer: NodeJS.Timeout | undefined

  const nowMs = () => pinnedMs ?? Date.now() + offsetMs

  function armTimer() {
    clearTimeout(timer)
    const next = appointments[0]
    if (next === undefined) {
      return
    }
    const wait = Math.min(Math.max(0, next.atMs - nowMs()), longestTimerMs)
    timer = setTimeout(runDue, wait)
    timer.unref()
  }

  function runDue() {
    // Each appointment sees the moment it was due, so a jump of a week dates its events as a week of waiting would.
    const untilMs = nowMs()
    for (
      let next = appointments[0];
      next !== undefined && next.atMs <= untilMs;
      next = appointments[0]
    ) {
      appointments.shift()
      pinnedMs = next.atMs
      try {
        next.run()
      } finally {
        pinnedMs = null
      }
    }
    armTimer()
  }

  return {
    nowMs,
    now: () => Math.floor(nowMs() / 1000),
    schedule(atMs, run) {
      const position = placeFor(appointments, atMs)
      appointments.splice(position, 0, { atMs, run })
      // Only a new first one changes when to wake up.
      if (position === 0) {
        armTimer()
      }
    },
    advance(seconds) {
      offsetMs += seconds * 1000
      runDue()
    },
    runDue,
    reset() {
      clearTimeout(timer)
      offsetMs = 0
      appointments = []
    },
  }
}

/** Behind all that are due at the same moment or before. Found by halving: a busy shop has a hundred thousand of them. */
function placeFor(appointments: readonly Appointment[], atMs: number): number {
  let low = 0
  let high = appointments.length
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((appointments[middle]?.atMs ?? Infinity) <= atMs) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}
