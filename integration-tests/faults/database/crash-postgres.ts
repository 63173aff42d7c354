import { Client } from "@medusajs/framework/pg"
import { waitUntil } from "../../support/wait-until"

/**
 * Kills one of Postgres's processes. Postgres then trusts its memory no more: it ends all connections, recovers from
 * its log, and lets people in again, on the same port. What was committed is there, what was not is gone.
 */
export async function crashPostgres(databaseUrl: string): Promise<void> {
  const victim = await connect(databaseUrl)
  const ended = new Promise((resolve) => victim.once("end", resolve))
  victim.on("error", () => undefined)
  const { rows } = await victim.query<{ pid: number }>(
    "select pg_backend_pid() as pid"
  )
  const [row] = rows
  if (!row) throw new Error("Postgres did not tell its process")
  process.kill(row.pid, "SIGKILL")
  await ended
  await waitUntil("Postgres to have recovered", async () => {
    const client = await connect(databaseUrl)
    await client.end()
    return true
  })
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}
