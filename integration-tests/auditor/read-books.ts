/** Reads Medusa's database by SQL: no opinion of the plugin, or of Medusa, in between. */
import { Client } from "@medusajs/framework/pg"
import {
  COLLECTIONS,
  ORDERS,
  PAYMENTS,
  PRIVATE_WORDS,
  SESSIONS,
  TRANSACTIONS,
} from "./books-of-core"
import {
  BINDINGS,
  DISCREPANCIES,
  INBOX,
  OPERATIONS,
  OWN_TABLES,
  RUNS,
  SHARED_TEXTS,
} from "./books-of-the-plugin"
import type { Books } from "./books"

/** One transaction for all, so that the rows belong to the same moment. */
export async function readBooks(databaseUrl: string): Promise<Books> {
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
      bindings: await read(BINDINGS),
      inbox: await read(INBOX),
      operations: await read(OPERATIONS),
      discrepancies: await read(DISCREPANCIES),
      runs: await read(RUNS),
      texts: [
        ...(await read<Books["texts"][number]>(SHARED_TEXTS)),
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

/** Whatever tables the plugin has, today or later. */
async function readOwnTables(
  read: <Row>(sql: string) => Promise<Row[]>
): Promise<Books["texts"]> {
  const tables = await read<{ name: string }>(OWN_TABLES)
  const texts: Books["texts"][number][] = []
  for (const { name } of tables) {
    texts.push(
      ...(await read<Books["texts"][number]>(
        `select '${name} ' || t.id as place, to_jsonb(t)::text as text from "${name}" t`
      ))
    )
  }
  return texts
}
