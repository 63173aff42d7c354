import { setTimeout as pause } from "node:timers/promises"
import { inspect } from "node:util"

export type WaitOptions = {
  readonly timeoutMs?: number
  readonly everyMs?: number
}

type Settled<T> = Exclude<Awaited<T>, false | null | undefined | 0 | "">

/**
 * Polls until the result is neither false nor missing, and returns it. A thrown error counts as
 * "not yet". The error message names what was waited for and the last result.
 *
 * @example const order = await waitUntil("the order to be placed", () => findOrder(cart.id))
 */
export async function waitUntil<T>(
  what: string,
  poll: () => T,
  { timeoutMs = 30_000, everyMs = 50 }: WaitOptions = {}
): Promise<Settled<T>> {
  const deadline = Date.now() + timeoutMs
  let answer = await attempt(poll)
  while (!isSettled(answer)) {
    if (Date.now() >= deadline) {
      throw new Error(
        `Waited ${timeoutMs} ms for ${what}. The last result was ${inspect(answer, { depth: 4 })}`
      )
    }
    await pause(everyMs)
    answer = await attempt(poll)
  }
  return answer
}

async function attempt<T>(poll: () => T): Promise<Awaited<T> | Error> {
  try {
    return await poll()
  } catch (thrown) {
    return new Error("The poll threw an error", { cause: thrown })
  }
}

function isSettled<T>(answer: T | Error): answer is Settled<T> {
  return Boolean(answer) && !(answer instanceof Error)
}
