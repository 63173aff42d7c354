/**
 * `npm run bench:scale [-- --payments 1000000] [--database NAME]`
 *
 * The plugin's own statements in a shop of some years. With `--database`, a database of the server in `DATABASE_URL`
 * that was filled before is measured, and kept.
 */
import { parseArgs } from "node:util"
import { Client } from "@medusajs/framework/pg"
import { startPostgres } from "../support/postgres"
import { watchDatabase } from "./database-time"
import { fillStore } from "./fill-store"
import {
  type Figure,
  measureHealth,
  measurePaymentList,
  measurePoll,
  measureSweep,
  measureTick,
} from "./measure"
import { measurePruning } from "./measure-pruning"
import {
  describeLoad,
  printFigures,
  printMachine,
  printPruning,
} from "./print-figures"
import { migrateShop, openShop, prepareShop } from "./shop"
import { DEFAULT_SIZE, sizeOf } from "./size"

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      payments: { type: "string", default: String(DEFAULT_SIZE.payments) },
      database: { type: "string" },
      /** Fills, and keeps the database without measuring it. */
      "fill-only": { type: "boolean", default: false },
      "prune-ticks": { type: "string", default: "20" },
    },
  })
  const postgres = await startPostgres()
  const name = values.database ?? `scale_${process.pid}`
  const url = postgres.url(name)
  const server = await connect(postgres.url("postgres"))
  const isNew = await createUnlessThere(server, name)
  await prepareShop(url)
  printMachine(await scalar(server, "show server_version"))
  if (isNew) await fill(url, Number(values.payments))
  if (!values["fill-only"]) await measure(url, Number(values["prune-ticks"]))
  if (values.database === undefined) {
    await server.query(`drop database "${name}" with (force)`)
  }
  await server.end()
  await postgres.stop()
}

async function fill(url: string, payments: number): Promise<void> {
  await migrateShop()
  const start = performance.now()
  await fillStore(url, sizeOf(payments), (table, seconds) => {
    console.log(`  ${table} ${seconds.toFixed(1)} s`)
  })
  const seconds = (performance.now() - start) / 1000
  console.log(`Filled in ${seconds.toFixed(0)} s. ${describeLoad()}`)
}

async function measure(url: string, pruneTicks: number): Promise<void> {
  watchDatabase()
  const container = await openShop()
  const database = await connect(url)
  const count = async (): Promise<number> =>
    Number(await scalar(database, PRUNED_ROWS))
  console.log(await scalar(database, SIZE))
  const figures: Figure[] = [
    ...(await measureSweep(container, "full sweep, 72 hours", { now: true })),
  ]
  await database.query(MAKE_SWEEP_DUE)
  figures.push(
    ...(await measureSweep(container, "sweep, nothing changed", {})),
    await measureHealth(container),
    ...(await measurePaymentList(container)),
    await measurePoll(container, await scalar(database, SETTLED_PAYMENT))
  )
  const pruning = await measurePruning(container, count, pruneTicks)
  await removeRest(database)
  printFigures([...figures, await measureTick(container)])
  printPruning(pruning)
  await database.end()
}

const SIZE = `select (select count(*) from stripe_checkout_payment) || ' payments, '
                  || (select count(*) from stripe_checkout_event) || ' events, '
                  || (select count(*) from "order") || ' orders, '
                  || (select count(*) from stripe_checkout_payment where state = 'authorized') || ' of them held, '
                  || pg_size_pretty(pg_database_size(current_database())) as value`

const MAKE_SWEEP_DUE = `update stripe_checkout_run set created_at = created_at - interval '10 minutes'`

const SETTLED_PAYMENT = `select payment_session_id as value from stripe_checkout_payment
                          where state = 'captured' order by id desc limit 1`

const PRUNED_ROWS = `select (select count(*) from stripe_checkout_event)
                          + (select count(*) from stripe_checkout_operation)
                          + (select count(*) from stripe_checkout_discrepancy)
                          + (select count(*) from stripe_checkout_run) as value`

/** A shop that has been running for a while has little to prune per tick. */
async function removeRest(database: Client): Promise<void> {
  const old = "created_at < now() - interval '29 days'"
  await database.query(`delete from stripe_checkout_event where ${old}`)
  await database.query(`delete from stripe_checkout_operation where ${old}`)
  await database.query(`delete from stripe_checkout_discrepancy where ${old}`)
  await database.query(`delete from stripe_checkout_run where ${old}`)
  await database.query("vacuum (analyze) stripe_checkout_event")
  await database.query("vacuum (analyze) stripe_checkout_operation")
}

async function createUnlessThere(
  server: Client,
  name: string
): Promise<boolean> {
  const found = await server.query(
    "select 1 from pg_database where datname = $1",
    [name]
  )
  if (found.rows.length > 0) return false
  await server.query(`create database "${name}"`)
  return true
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query("set statement_timeout = 0")
  return client
}

async function scalar(client: Client, statement: string): Promise<string> {
  const { rows } = await client.query<Record<string, unknown>>(statement)
  return String(Object.values(rows[0] ?? {})[0])
}

run().then(
  // Medusa keeps timers and connections of its own.
  () => process.exit(0),
  (error: unknown) => {
    console.error(error)
    process.exit(1)
  }
)
