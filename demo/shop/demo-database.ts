import { Client } from "@medusajs/framework/pg"
import { startPostgres } from "../../integration-tests/support/postgres"

export type DemoDatabase = {
  readonly url: string
  run(statement: string): Promise<void>
  drop(): Promise<void>
}

/** An empty database, on a temporary Postgres or on the one in DATABASE_URL. It is dropped when the demo ends. */
export async function createDemoDatabase(): Promise<DemoDatabase> {
  const postgres = await startPostgres()
  const name = `stripe_checkout_demo_${process.pid}_${Date.now()}`
  const run = (statement: string): Promise<void> =>
    execute(postgres.url("postgres"), statement)
  await run(`create database "${name}"`)
  return {
    url: postgres.url(name),
    run: (statement) => execute(postgres.url(name), statement),
    async drop() {
      await run(`drop database if exists "${name}" with (force)`)
      await postgres.stop()
    },
  }
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
