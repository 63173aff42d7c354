/**
 * What a piece of work asks of the database. Medusa runs in the process of the tests, so its driver can be listened to.
 */
import { Client } from "@medusajs/framework/pg"

type Query = (this: unknown, ...given: unknown[]) => unknown

/** The statements while `work` goes on, also the beginnings and ends of transactions; nothing else may run meanwhile. */
export async function recordStatements(
  work: () => Promise<unknown>
): Promise<string[]> {
  const driver = Client.prototype as unknown as { query: Query }
  const { query } = driver
  const statements: string[] = []
  driver.query = function (...given) {
    statements.push(textOf(given[0]))
    return query.apply(this, given)
  }
  try {
    await work()
  } finally {
    driver.query = query
  }
  return statements
}

function textOf(given: unknown): string {
  return typeof given === "string"
    ? given
    : String((given as { text: unknown }).text)
}
