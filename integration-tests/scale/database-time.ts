/**
 * What this process waits for its database: each statement with its time, as Medusa's connections see it.
 */
import { Client } from "@medusajs/framework/pg"

export type Statement = { readonly text: string; readonly ms: number }

type Query = (...args: unknown[]) => unknown

type Callback = (...results: unknown[]) => void

const listeners = new Set<(statement: Statement) => void>()

/** Once, before the first statement. */
export function watchDatabase(): void {
  const connection = Client.prototype as unknown as { query: Query }
  const { query } = connection
  connection.query = function (this: unknown, ...args: unknown[]): unknown {
    const text = textOf(args[0])
    const start = performance.now()
    const end = (): void => {
      const ms = performance.now() - start
      for (const listener of listeners) listener({ text, ms })
    }
    const last = args.at(-1)
    if (typeof last === "function") {
      const answer = last as Callback
      args[args.length - 1] = (...results: unknown[]) => {
        end()
        answer(...results)
      }
      return query.apply(this, args)
    }
    const result = query.apply(this, args)
    return result instanceof Promise ? result.finally(end) : result
  }
}

/** The statements that some work has run, in order. */
export async function statementsOf(
  work: () => Promise<unknown>
): Promise<Statement[]> {
  const statements: Statement[] = []
  const listener = (statement: Statement): void =>
    void statements.push(statement)
  listeners.add(listener)
  try {
    await work()
  } finally {
    listeners.delete(listener)
  }
  return statements
}

export function sumOf(statements: readonly Statement[]): number {
  return statements.reduce((sum, { ms }) => sum + ms, 0)
}

/** Knex passes an object, and others the text itself. */
function textOf(query: unknown): string {
  return typeof query === "string"
    ? query
    : ((query as { text?: string } | undefined)?.text ?? "")
}
