import type { CoreSql, CoreStatement } from "./core-sql"

type Metadata = Record<string, unknown>

/**
 * The value under a key as `readStatus` reads it: text, a whole number, true or false. A
 * shopper can plant anything else in the cart's metadata; it is not a status.
 */
const STATUS = `(case jsonb_typeof(before.metadata -> input.key)
                    when 'string' then nullif(before.metadata ->> input.key, '')
                    when 'boolean' then before.metadata ->> input.key
                    when 'number' then
                      case when (before.metadata ->> input.key)::numeric % 1 = 0
                            and abs((before.metadata ->> input.key)::numeric) <= 9007199254740991
                           then trunc((before.metadata ->> input.key)::numeric)::text end
                  end)`

/** One statement: reads, compares and writes under the row's lock. */
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
          and ${STATUS} is not distinct from input."from"
       returning before.metadata`,
}

/** Only where the order still has exactly what its cart carried. */
const REMOVE_FROM_CART: CoreStatement = {
  name: "orderMetadata.removeFromCart",
  sql: `with input as (
         select ?::text as id, ?::text as key
       ), before as (
         select o.id, o.metadata from "order" o join input on input.id = o.id
            for update of o
       )
       update "order"
          set metadata = "order".metadata - input.key, updated_at = now()
         from before, input, order_cart l, cart c
        where "order".id = before.id
          and l.order_id = before.id and l.deleted_at is null and c.id = l.cart_id
          and c.metadata -> input.key = before.metadata -> input.key
       returning before.metadata`,
}

export const ORDER_METADATA_STATEMENTS: readonly CoreStatement[] = [
  WRITE_ONE_KEY,
  REMOVE_FROM_CART,
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

  /** False when this Medusa's table is not the one that this version knows. */
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

  /**
   * Removes a key that came with the cart, where any shopper can write it.
   *
   * @returns the metadata before; undefined where the cart carried no such value.
   */
  async removeFromCart({
    orderId,
    key,
  }: Pick<KeyChange, "orderId" | "key">): Promise<Metadata | undefined> {
    const [before] = await this.sql.run<{ metadata: Metadata }>(
      REMOVE_FROM_CART,
      [orderId, key]
    )
    return before?.metadata
  }
}
