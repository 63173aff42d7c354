/**
 * Fills a migrated store's database by SQL: a shop as it is after some years of trade.
 */
import { Client } from "@medusajs/framework/pg"
import { CORE_ROWS } from "./rows/core-rows"
import { pluginRows } from "./rows/plugin-rows"
import { timeline } from "./rows/timeline"
import type { Size } from "./size"

export async function fillStore(
  databaseUrl: string,
  size: Size,
  report: (table: string, seconds: number) => void = () => undefined
): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // The rows are consistent by themselves, and checking each key takes as long as writing.
    await client.query("set session_replication_role = replica")
    await client.query("set work_mem = '256MB'")
    for (const statement of timeline(size)) await client.query(statement)
    const tables = { ...CORE_ROWS, ...pluginRows(size) }
    for (const [table, statement] of Object.entries(tables)) {
      const start = performance.now()
      await client.query(statement)
      report(table, (performance.now() - start) / 1000)
    }
    // Also marks the pages as visible, as Postgres has long done by itself in a shop.
    await client.query("vacuum (analyze)")
  } finally {
    await client.end()
  }
}
