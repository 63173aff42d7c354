const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** npm, tsx and the terminal may each forward the same Ctrl-C. */
const ONE_KEY_STROKE_MS = 1_000

const EXIT_CODE = 130

export type Interruption = {
  readonly signal: AbortSignal
  /** Resolves when the demo is asked to stop. */
  readonly requested: Promise<void>
  /**
   * Replaces every other listener for the signals. Needed again once Postgres has started: it adds its own listeners,
   * which end this process as soon as Postgres has stopped, even if other parts are still stopping.
   */
  listen(): void
}

/** Ctrl-C requests an orderly shutdown; a second Ctrl-C exits at once. */
export function createInterruption(): Interruption {
  const controller = new AbortController()
  let first: number | undefined
  const interrupt = (): void => {
    first ??= Date.now()
    if (Date.now() - first > ONE_KEY_STROKE_MS) process.exit(EXIT_CODE)
    controller.abort()
  }
  return {
    signal: controller.signal,
    requested: new Promise((resolve) => {
      controller.signal.addEventListener("abort", () => {
        resolve()
      })
    }),
    listen() {
      for (const signal of SIGNALS) {
        process.removeAllListeners(signal)
        process.on(signal, interrupt)
      }
    },
  }
}
