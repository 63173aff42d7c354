/** Reads Medusa's database by SQL, bypassing the code of the plugin and of Medusa. */
import { Client } from "@medusajs/framework/pg"
import {
  COLLECTIONS,
  ORDERS,
  PAYMENTS,
  PRIVATE_WORDS,
  SESSIONS,
  TRANSACTIONS,
} from "./core-queries"
import {
  PLUGIN_PAYMENTS,
  DISCREPANCIES,
  DISPUTES,
  INBOX,
  OPERATIONS,
  OWN_TABLES,
  RUNS,
  SHARED_TEXTS,
} from "./plugin-queries"
import type { MedusaRows } from "./medusa-rows"

/** In one transaction, so that all rows belong to the same moment. */
export async function readMedusaRows(databaseUrl: string): Promise<MedusaRows> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("begin transaction isolation level repeatable read")
    const read = async <Row>(sql: string): Promise<Row[]> =>
      (await client.query(sql)).rows as Row[]
    return {
      orders: await read(ORDERS),
      sessions: await read(SESSIONS),
      payments: await read(PAYMENTS),
      collections: await read(COLLECTIONS),
      transactions: await read(TRANSACTIONS),
      pluginPayments: await read(PLUGIN_PAYMENTS),
      inbox: await read(INBOX),
      operations: await read(OPERATIONS),
      discrepancies: await read(DISCREPANCIES),
      disputes: await read(DISPUTES),
      runs: await read(RUNS),
      texts: [
        ...(await read<MedusaRows["texts"][number]>(SHARED_TEXTS)),
        ...(await readOwnTables(read)),
      ],
      privateWords: (await read<{ word: string }>(PRIVATE_WORDS)).map(
        ({ word }) => word
      ),
    }
  } finally {
    await client.end()
  }
}

/** All tables of the plugin, including future ones. */
async function readOwnTables(
  read: <Row>(sql: string) => Promise<Row[]>
): Promise<MedusaRows["texts"]> {
  const tables = await read<{ name: string }>(OWN_TABLES)
  const texts: MedusaRows["texts"][number][] = []
  for (const { name } of tables) {
    texts.push(
      ...(await read<MedusaRows["texts"][number]>(
        `select '${name} ' || t.id as place, to_jsonb(t)::text as text from "${name}" t`
      ))
    )
  }
  return texts
}
