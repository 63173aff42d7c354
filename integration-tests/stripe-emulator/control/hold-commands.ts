import type { HeldRequest, HeldRequestView } from "../api/faults"
import type { Emulator } from "../state/emulator"
import { newId } from "../state/ids"
import { oneOf, optionalText, text } from "./arguments"
import type { Command } from "./command"
import { methodOf, patternOf } from "./fault-target"

const longestWaitMs = 60_000

/** Requests that are held inside the emulator, so that somebody else can act meanwhile. */
export const holdCommands: Readonly<Record<string, Command>> = {
  hold_next: (emulator, given) => {
    const hold = newId.hold()
    const phase = oneOf(given, "phase", ["before", "after"])
    emulator.faults.push({
      method: methodOf(given),
      path: optionalText(given, "path") ?? null,
      pattern: patternOf(given),
      kind: `timeout_${phase}`,
      times: 1,
      seconds: 0,
      hold,
    })
    return { hold }
  },
  await_held: async (emulator, given) => {
    const hold = text(given, "hold")
    await heldRequest(emulator, hold)
    const held = emulator.held.find((request) => request.hold === hold)
    if (held === undefined) {
      throw new Error("The client gave up the request that was held.")
    }
    return viewOf(held)
  },
  held: (emulator) => emulator.held.map(viewOf),
  release_held: (emulator, given) => {
    const hold = optionalText(given, "hold")
    const released = emulator.held.filter(
      (request) => hold === undefined || request.hold === hold
    )
    for (const request of released) {
      request.release()
    }
    return { released: released.length }
  },
}

function heldRequest(emulator: Emulator, hold: string): Promise<void> {
  if (emulator.held.some((request) => request.hold === hold)) {
    return Promise.resolve()
  }
  return new Promise((resolve, reject) => {
    const finish = (problem: string | null) => {
      clearTimeout(timer)
      emulator.holdWaiters.delete(hold)
      if (problem === null) {
        resolve()
      } else {
        reject(new Error(problem))
      }
    }
    const timer = setTimeout(() => {
      finish(`No request matched within ${longestWaitMs / 1000} seconds.`)
    }, longestWaitMs)
    timer.unref()
    emulator.holdWaiters.set(hold, finish)
  })
}

function viewOf({ id, method, path, phase }: HeldRequest): HeldRequestView {
  return { id, method, path, phase }
}
