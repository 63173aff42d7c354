export type CleanUp = {
  /** Registers a clean-up step. Steps run in reverse order. */
  add(undo: () => Promise<void> | void): void
  run(): Promise<void>
}

export function createCleanUp(): CleanUp {
  const steps: (() => Promise<void> | void)[] = []
  return {
    add(undo) {
      steps.push(undo)
    },
    async run() {
      const problems: unknown[] = []
      for (let undo = steps.pop(); undo; undo = steps.pop()) {
        try {
          await undo()
        } catch (problem) {
          problems.push(problem)
        }
      }
      if (problems.length > 0) {
        throw new AggregateError(problems, "Not everything could be cleaned up")
      }
    },
  }
}
