import type { HeldRequestView } from "../../api/faults"
import type { Run } from "./command-runner"

export type RequestMatcher = {
  method?: "GET" | "POST" | "DELETE"
  /** Prefix of the path, or a regular expression over it. */
  path?: string | RegExp
  /** Whether to act before Stripe executes the request (default), or while its response is on the way. */
  phase?: "before" | "after"
}

/** Stages a race inside one request: somebody acts while the emulator holds it. */
export function actDuringNext(run: Run) {
  return async <Result>(
    { method, path, phase = "before" }: RequestMatcher,
    action: (held: HeldRequestView) => Promise<Result>
  ): Promise<{ acted: Promise<Result> }> => {
    const { hold } = await run<{ hold: string }>("hold_next", {
      method,
      phase,
      ...(path instanceof RegExp ? { pattern: path.source } : { path }),
    })
    const acted = actWhileHeld(run, hold, action)
    // The test awaits it later; until then a failure must not end the process.
    acted.catch(() => undefined)
    return { acted }
  }
}

async function actWhileHeld<Result>(
  run: Run,
  hold: string,
  action: (held: HeldRequestView) => Promise<Result>
): Promise<Result> {
  const held = await run<HeldRequestView>("await_held", { hold })
  try {
    return await action(held)
  } finally {
    await run("release_held", { hold })
  }
}
