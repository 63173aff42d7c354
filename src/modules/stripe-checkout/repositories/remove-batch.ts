/**
 * How history is removed: a few thousand rows a statement, found by an index, so that no statement is long and no lock
 * is held while others wait. What another instance is removing is left to it.
 */
import type { SqlRunner } from "./sql"

export interface Batch {
  readonly olderThanDays: number
  /** At most so many rows. */
  readonly limit: number
}

/** @returns how many rows were removed. */
export async function removeBatch(
  sql: SqlRunner,
  {
    table,
    which,
    parameters,
  }: {
    readonly table: string
    /** The condition, the order and the limit. */
    readonly which: string
    readonly parameters: readonly unknown[]
  }
): Promise<number> {
  const [removed] = await sql<{ count: number }>(
    `with old as materialized (
       select id from ${table} where deleted_at is null and ${which} for update skip locked
     ), gone as (
       delete from ${table} where id = any (array(select id from old)) returning 1
     )
     select count(*)::integer as count from gone`,
    parameters
  )
  return removed?.count ?? 0
}
