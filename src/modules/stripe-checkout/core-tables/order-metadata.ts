import type { CoreSql, CoreStatement } from "./core-sql"

type Metadata = Record<string, unknown>

/**
 * One statement: reads, compares and writes under the row's lock. As everywhere, what is no
 * scalar or is empty counts as no status.
 */
const WRITE_ONE_KEY: CoreStatement = {
  name: "orderMetadata.writeKey",
  sql: `with input as (
         select ?::text as id, ?::text as key, ?::text as "from", ?::text as "to"
       ), before as (
         select o.id, o.metadata from "order" o join input on input.id = o.id
            for update of o
       )
       update "order"
          set metadata = coalesce("order".metadata, '{}'::jsonb)
                         || jsonb_build_object(input.key, input."to"),
              updated_at = now()
         from before, input
        where "order".id = before.id
          and nullif(case when jsonb_typeof(before.metadata -> input.key)
                               in ('string', 'number', 'boolean')
                          then before.metadata ->> input.key end, '')
              is not distinct from input."from"
       returning before.metadata`,
}

export const ORDER_METADATA_STATEMENTS: readonly CoreStatement[] = [
  WRITE_ONE_KEY,
]

export interface KeyChange {
  readonly orderId: string
  readonly key: string
  /** Written only while this is still the value. */
  readonly from: string | null
  readonly to: string
}

/** Writes one key of an order's metadata, only if its value is still what was read. */
export class OrderMetadata {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** False when this Medusa's table is another one than this version knows. */
  get isWritable(): boolean {
    return !this.sql.isBroken(WRITE_ONE_KEY)
  }

  /** @returns the metadata before; undefined when somebody else was faster. */
  async writeKey({
    orderId,
    key,
    from,
    to,
  }: KeyChange): Promise<Metadata | null | undefined> {
    const [before] = await this.sql.run<{ metadata: Metadata | null }>(
      WRITE_ONE_KEY,
      [orderId, key, from, to]
    )
    return before?.metadata
  }
}
