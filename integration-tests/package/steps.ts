/** Prints one line for each step: whether it succeeded, and how long it took. */
export type Step = <T>(what: string, work: () => Promise<T>) => Promise<T>

/** @param prefix begins each line's text, where several shops are played one after another */
export function createStep(prefix = ""): Step {
  return async (what, work) => {
    const started = performance.now()
    const print = (outcome: string): void => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${outcome.padEnd(8)}${prefix}${what} (${seconds} s)`)
    }
    try {
      const result = await work()
      print("ok")
      return result
    } catch (error) {
      print("FAILED")
      throw error
    }
  }
}
