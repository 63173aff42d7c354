const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const

/** npm, tsx and the terminal may each pass on the same Ctrl-C. */
const ONE_KEY_STROKE_MS = 1_000

const EXIT_CODE = 130

export type Interruption = {
  readonly signal: AbortSignal
  /** Resolves when somebody wants the demo to end. */
  readonly wished: Promise<void>
  /**
   * Takes the signals for itself. Needed again once Postgres has started: it brings listeners of its own, which end
   * this process as soon as Postgres has ended, whatever else still has to.
   */
  listen(): void
}

/** Ctrl-C asks for an orderly end; a second one does not wait for it. */
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
    wished: new Promise((resolve) => {
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
