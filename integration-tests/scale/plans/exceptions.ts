/** Statements that may read a whole table, and why that is right. */
import type { Scan } from "./explained-sql"

type Exception = {
  readonly table: string
  /** A part of the statement. */
  readonly statement: string
  readonly because: string
}

const EXCEPTIONS: readonly Exception[] = [
  {
    table: "workflow_execution",
    statement: "with attempt as",
    because:
      "Medusa keeps a completion for three days only, and no index has the cart. Asked of a cart whose completion died.",
  },
  {
    table: "workflow_execution",
    statement: "with ours as",
    because:
      "Medusa keeps a completion for three days only. Asked once in each sweep, by the self-check.",
  },
]

export function isException({ statement, table }: Scan): boolean {
  return EXCEPTIONS.some(
    (exception) =>
      exception.table === table && statement.includes(exception.statement)
  )
}
