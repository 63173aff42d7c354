import { TaskQueue } from "./task-queue"

/** Emulator time: real time plus what a test or the control page added. Also runs scheduled tasks. */
export type Clock = {
  /** Unix seconds, as Stripe writes them. */
  now(): number
  nowMs(): number
  schedule(atMs: number, run: () => void): void
  advance(seconds: number): void
  /** Instead of going ahead: what is still to come comes that much sooner. */
  bringForward(seconds: number): void
  runDue(): void
  hasTaskWithin(ms: number): boolean
  reset(): void
}

const longestTimerMs = 2 ** 31 - 1

export function createClock(): Clock {
  let offsetMs = 0
  let pinnedMs: number | null = null
  const tasks = new TaskQueue()
  let timer: NodeJS.Timeout | undefined

  const nowMs = () => pinnedMs ?? Date.now() + offsetMs

  function armTimer() {
    clearTimeout(timer)
    const next = tasks.earliest
    if (next === undefined) {
      return
    }
    const wait = Math.min(Math.max(0, next.atMs - nowMs()), longestTimerMs)
    timer = setTimeout(runDue, wait)
    timer.unref()
  }

  function runDue() {
    // Each task sees the moment it was due, so events are dated correctly after a jump of a week.
    const untilMs = nowMs()
    for (
      let next = tasks.earliest;
      next !== undefined && next.atMs <= untilMs;
      next = tasks.earliest
    ) {
      tasks.take()
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
      tasks.add({ atMs, run })
      // The timer changes only when the new task is the earliest.
      if (tasks.earliest?.run === run) {
        armTimer()
      }
    },
    advance(seconds) {
      offsetMs += seconds * 1000
      runDue()
    },
    bringForward(seconds) {
      tasks.bringForward(seconds * 1000)
      runDue()
    },
    runDue,
    hasTaskWithin: (ms) =>
      tasks.earliest !== undefined && tasks.earliest.atMs <= nowMs() + ms,
    reset() {
      clearTimeout(timer)
      offsetMs = 0
      tasks.clear()
    },
  }
}
