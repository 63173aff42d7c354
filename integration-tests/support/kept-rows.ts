/**
 * A database's rows as they were at one moment, kept beside it in a schema of their own. Putting them back takes a
 * fraction of a second and leaves every connection open, which a new copy of the database would not.
 */
import type { Pool, PoolClient } from "@medusajs/framework/pg"
import { waitUntil } from "./wait-until"

const KEPT = "kept"

/** What the plugin does by itself each minute leaves rows here, also while a shop opens. */
const OF_THE_PLUGIN = "stripe_checkout_"

export async function keepRows(database: Pool): Promise<void> {
  const tables = await filledTables(database, "public")
  const kept = tables.filter((table) => !table.startsWith(OF_THE_PLUGIN))
  await database.query(
    [
      `create schema ${KEPT}`,
      ...kept.map(
        (table) => `create table ${KEPT}."${table}" as table public."${table}"`
      ),
    ].join(";")
  )
}

/**
 * Nobody may be at work meanwhile, or what they write next would belong to nothing: so it waits for the job that runs
 * each minute, and while the rows change, the next one waits.
 */
export async function restoreRows(
  database: Pool,
  meanwhile: () => Promise<void>
): Promise<void> {
  await waitUntil(
    "the shop to be at rest",
    () => tryRestoring(database, meanwhile),
    { timeoutMs: 60_000, everyMs: 100 }
  )
}

async function tryRestoring(
  database: Pool,
  meanwhile: () => Promise<void>
): Promise<boolean> {
  const client = await database.connect()
  try {
    await client.query("begin")
    const isAtRest = !(await isAtWork(client))
    if (isAtRest) {
      await putBack(client)
      await meanwhile()
    }
    await client.query("commit")
    return isAtRest
  } catch (error) {
    await client.query("rollback")
    throw error
  } finally {
    client.release()
  }
}

/** A lease lasts 45 seconds and is renewed every 15: what has less than 28 left was left behind. */
async function isAtWork(client: PoolClient): Promise<boolean> {
  await client.query(
    "lock table stripe_checkout_run, stripe_checkout_purchase in access exclusive mode"
  )
  const { rows } = await client.query<{ count: string }>(
    `select (select count(*) from stripe_checkout_run where lease_until > now() + interval '28 seconds')
          + (select count(*) from stripe_checkout_purchase where lease_until > now() + interval '28 seconds') as count`
  )
  return rows[0]?.count !== "0"
}

async function putBack(client: PoolClient): Promise<void> {
  const changed = await filledTables(client, "public")
  const names = changed.map((table) => `public."${table}"`).join(", ")
  await client.query(`truncate ${names} restart identity cascade`)
  const kept = await filledTables(client, KEPT)
  const insertions = kept.map(
    (table, index) =>
      `i${index} as (insert into public."${table}" select * from ${KEPT}."${table}")`
  )
  // References between tables are checked after the whole statement, so no table has to be the first.
  await client.query(`with ${insertions.join(", ")} select 1`)
}

async function filledTables(
  database: Pool | PoolClient,
  schema: string
): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.tables
      where table_schema = $1 and table_type = 'BASE TABLE'`,
    [schema]
  )
  const questions = tables.rows.map(
    ({ name }) =>
      `select '${name}' as name where exists (select from ${schema}."${name}")`
  )
  const filled = await database.query<{ name: string }>(
    questions.join(" union all ")
  )
  return filled.rows.map(({ name }) => name)
}
