import { setTimeout as pause } from "node:timers/promises"
import { inspect } from "node:util"

export type WaitOptions = {
  readonly timeoutMs?: number
  readonly everyMs?: number
}

type Settled<T> = Exclude<Awaited<T>, false | null | undefined | 0 | "">

/**
 * Asks again and again until the answer is neither false nor missing, and returns it. An answer that throws counts as
 * "not yet". The failure names what was waited for and what the last answer was.
 *
 * @example const order = await waitUntil("the order to be placed", () => findOrder(cart.id))
 */
export async function waitUntil<T>(
  what: string,
  ask: () => T,
  { timeoutMs = 30_000, everyMs = 50 }: WaitOptions = {}
): Promise<Settled<T>> {
  const deadline = Date.now() + timeoutMs
  let answer = await attempt(ask)
  while (!isSettled(answer)) {
    if (Date.now() >= deadline) {
      throw new Error(
        `Waited ${timeoutMs} ms for ${what}. The last answer was ${inspect(answer, { depth: 4 })}`
      )
    }
    await pause(everyMs)
    answer = await attempt(ask)
  }
  return answer
}

async function attempt<T>(ask: () => T): Promise<Awaited<T> | Error> {
  try {
    return await ask()
  } catch (thrown) {
    return new Error("An answer was thrown", { cause: thrown })
  }
}

function isSettled<T>(answer: T | Error): answer is Settled<T> {
  return Boolean(answer) && !(answer instanceof Error)
}
