/** Rows of the filled shop that the statements are about: they must not be the first or the last ones of a table. */
import type { SqlRunner } from "../../../src/modules/stripe-checkout/repositories/sql"

export type Sample = {
  readonly id: string
  readonly payment_session_id: string
  readonly purchase_id: string
  readonly cart_id: string
  readonly order_id: string
  readonly checkout_session_id: string
  readonly payment_intent_id: string
}

export type Samples = {
  readonly captured: Sample
  readonly held: Sample
  readonly open: Sample
}

export async function readSamples(sql: SqlRunner): Promise<Samples> {
  const read = async (state: string): Promise<Sample> => {
    const [row] = await sql<Sample>(
      `select * from stripe_checkout_payment where state = ? order by id desc offset 20 limit 1`,
      [state]
    )
    if (!row) throw new Error(`No payment is ${state}`)
    return row
  }
  return {
    captured: await read("captured"),
    held: await read("authorized"),
    open: await read("awaiting_customer"),
  }
}
