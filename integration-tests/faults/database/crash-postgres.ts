import { Client } from "@medusajs/framework/pg"
import { waitUntil } from "../../support/wait-until"

/**
 * Kills one of Postgres's processes. Postgres then no longer trusts its shared memory: it ends all connections, recovers
 * from its log, and accepts connections again on the same port. What was committed is there, everything else is gone.
 */
export async function crashPostgres(databaseUrl: string): Promise<void> {
  const victim = await connect(databaseUrl)
  const ended = new Promise((resolve) => victim.once("end", resolve))
  victim.on("error", () => undefined)
  const { rows } = await victim.query<{ pid: number }>(
    "select pg_backend_pid() as pid"
  )
  const [row] = rows
  if (!row) throw new Error("Postgres did not return its process id")
  process.kill(row.pid, "SIGKILL")
  await ended
  await waitUntil("Postgres to recover", async () => {
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
