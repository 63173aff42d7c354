export type CleanUp = {
  /** Remembers what must be undone. The last one is undone first. */
  add(undo: () => Promise<void> | void): void
  run(): Promise<void>
}

export function createCleanUp(): CleanUp {
  const duties: (() => Promise<void> | void)[] = []
  return {
    add(undo) {
      duties.push(undo)
    },
    async run() {
      const problems: unknown[] = []
      for (let undo = duties.pop(); undo; undo = duties.pop()) {
        try {
          await undo()
        } catch (problem) {
          problems.push(problem)
        }
      }
      if (problems.length > 0) {
        throw new AggregateError(problems, "Not everything could be ended")
      }
    },
  }
}
