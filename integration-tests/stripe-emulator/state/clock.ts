import { Appointments } from "./appointments"

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

const longestTimerMs = 2 ** 31 - 1

export function createClock(): Clock {
  let offsetMs = 0
  let pinnedMs: number | null = null
  const appointments = new Appointments()
  let timer: NodeJS.Timeout | undefined

  const nowMs = () => pinnedMs ?? Date.now() + offsetMs

  function armTimer() {
    clearTimeout(timer)
    const next = appointments.earliest
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
      let next = appointments.earliest;
      next !== undefined && next.atMs <= untilMs;
      next = appointments.earliest
    ) {
      appointments.take()
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
      appointments.plan({ atMs, run })
      // Only a new first one changes when to wake up.
      if (appointments.earliest?.run === run) {
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
      appointments.clear()
    },
  }
}
