import { createHash } from "node:crypto"
import { Client } from "@medusajs/framework/pg"

export type SpecDatabase = {
  readonly url: string
  /** False for the first spec file of an application: its database is empty. */
  readonly isMigrated: boolean
  /** Keeps the migrated database for later spec files. Nobody may be connected to it at that moment. */
  saveAsTemplate(): Promise<void>
  /** Also gives up leaving a template, so that nobody waits for it any longer. */
  drop(): Promise<void>
}

/**
 * A database for one spec file, copied from the migrated one where an earlier spec file of this run has left one:
 * copying takes a fraction of a second, migrating many seconds. Spec files that start meanwhile, in other workers, wait
 * for the first one's template.
 */
export async function createSpecDatabase(
  appDir: string
): Promise<SpecDatabase> {
  const run = nameOfThisRun()
  // With a feature flag Medusa has more tables.
  const flags = process.env["MEDUSA_FF_RBAC"] ?? ""
  const template = `${run}_migrated_${shorten(`${appDir} ${flags}`)}`
  const name = `${run}_spec_${shorten(`${process.pid} ${process.hrtime.bigint()}`)}`
  const client = await connect()
  await client.query("select pg_advisory_lock(hashtext($1))", [template])
  const isMigrated = await hasDatabase(client, template)
  await client.query(
    `create database "${name}"${isMigrated ? ` template "${template}"` : ""}`
  )
  // Ending the connection releases the lock.
  if (isMigrated) await client.end()
  return {
    url: databaseUrl(name),
    isMigrated,
    async saveAsTemplate() {
      await client.query(`create database "${template}" template "${name}"`)
      await client.end()
    },
    async drop() {
      await client.end()
      await onServer((other) => drop(other, name))
    },
  }
}

/** Work that would meet itself, also in another process of this run. */
export async function oneAtATime<Result>(
  what: string,
  work: () => Promise<Result>
): Promise<Result> {
  const client = await connect()
  try {
    const lock = `${nameOfThisRun()} ${what}`
    await client.query("select pg_advisory_lock(hashtext($1))", [lock])
    return await work()
  } finally {
    // Ending the connection releases the lock.
    await client.end()
  }
}

export async function dropDatabasesOfThisRun(): Promise<void> {
  await onServer(async (client) => {
    const left = await client.query<{ datname: string }>(
      "select datname from pg_database where starts_with(datname, $1)",
      [nameOfThisRun()]
    )
    for (const { datname } of left.rows) await drop(client, datname)
  })
}

async function hasDatabase(client: Client, name: string): Promise<boolean> {
  const found = await client.query(
    "select 1 from pg_database where datname = $1",
    [name]
  )
  return found.rows.length > 0
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`drop database if exists "${name}" with (force)`)
}

function shorten(text: string): string {
  return createHash("sha1").update(text).digest("hex").slice(0, 8)
}

function nameOfThisRun(): string {
  return required("DB_TEMP_NAME")
}

function databaseUrl(database: string): string {
  const url = new URL(`postgres://${required("DB_HOST")}`)
  url.port = required("DB_PORT")
  url.username = encodeURIComponent(required("DB_USERNAME"))
  url.password = encodeURIComponent(process.env["DB_PASSWORD"] ?? "")
  url.pathname = `/${database}`
  return url.toString()
}

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl("postgres") })
  await client.connect()
  return client
}

async function onServer(
  work: (client: Client) => Promise<void>
): Promise<void> {
  const client = await connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: start the tests with jest`)
  return value
}
