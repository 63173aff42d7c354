/**
 * Completions of carts that died on their way. Medusa records that a completion has
 * begun and how it ended; one that neither ended nor holds the cart's lock any more was
 * interrupted with its process, and nobody continues it.
 *
 * Read only but for `deleteExecution`.
 */
import { ulidTimeInSql } from "../domain/ulid-time"
import type { CoreSql, CoreStatement } from "./core-sql"

export interface Placement {
  /** A completion of the cart has begun and not ended, as far as Medusa has recorded. */
  readonly hasUnfinished: boolean
  /** The order that is linked to the cart, even if somebody has deleted it since. */
  readonly orderId: string | null
}

export interface InterruptedCompletionRow {
  readonly orderId: string
  /** Whether the order's payment was authorized before the process died. */
  readonly hasPayment: boolean
  /** Nobody has worked on the order, or was notified of it. */
  readonly isUntouched: boolean
  /** So recent that it may be ending properly at this very moment. */
  readonly isRecent: boolean
}

export interface LookalikeOrder {
  readonly displayId: string
  /** So recent that the completion may still link it. */
  readonly isRecent: boolean
}

export interface DanglingLink {
  readonly order_id: string
  /** Null: the link is the cart's. */
  readonly payment_collection_id: string | null
}

const COMPLETIONS = `workflow_id = 'complete-cart' and deleted_at is null
          and context #>> '{data,payload,id}' = ?`

const UNFINISHED = `state in ('not_started', 'invoking', 'waiting_to_compensate', 'compensating')`

const IS_RECENT = `o.created_at > now() - interval '45 seconds' as "isRecent"`

/** A completion makes its order at once, or not at all. */
const LATEST_ORDER = `interval '2 minutes'`

/** The id's time is the application's, and not the database's. Reading an hour's orders more costs little. */
const CLOCK_SKEW = `interval '1 hour'`

const FIND_PLACEMENT: CoreStatement = {
  name: "completions.findPlacement",
  sql: `select exists (select 1 from workflow_execution where ${UNFINISHED} and ${COMPLETIONS})
                as "hasUnfinished",
              (select o.id from order_cart l join "order" o on o.id = l.order_id
                where l.cart_id = ? and l.deleted_at is null limit 1) as "orderId"`,
}

const FIND_INTERRUPTED: CoreStatement = {
  name: "completions.findInterrupted",
  sql: `with attempt as (
         select state, created_at from workflow_execution where ${COMPLETIONS}
       )
       select o.id as "orderId",
              exists (select 1 from payment p
                        join order_payment_collection l
                          on l.payment_collection_id = p.payment_collection_id
                         and l.deleted_at is null
                       where l.order_id = o.id and p.deleted_at is null) as "hasPayment",
              o.version = 1 and o.status = 'pending'
                and not exists (select 1 from order_transaction t
                                 where t.order_id = o.id and t.deleted_at is null)
                and not exists (select 1 from order_fulfillment f
                                 where f.order_id = o.id and f.deleted_at is null)
                and not exists (select 1 from attempt where state = 'done')
                as "isUntouched",
              ${IS_RECENT}
         from "order" o
        where o.id = ? and o.deleted_at is null
          and exists (select 1 from attempt
                       where ${UNFINISHED} and created_at <= o.created_at)
          and not exists (select 1 from attempt
                           where state = 'done' and created_at <= o.created_at)`,
}

const FIND_BY_COLLECTION: CoreStatement = {
  name: "completions.findOrderOfCollection",
  sql: `select l.order_id
         from order_payment_collection l
         join cart_payment_collection c
           on c.payment_collection_id = l.payment_collection_id and c.deleted_at is null
        where c.cart_id = ? and l.deleted_at is null
          and not exists (select 1 from order_cart o
                           where o.order_id = l.order_id and o.deleted_at is null)
        limit 1`,
}

const FIND_LOOKALIKE: CoreStatement = {
  name: "completions.findLookalike",
  sql: `with attempt as (
         select created_at from workflow_execution where ${UNFINISHED} and ${COMPLETIONS}
       )
       select o.display_id::text as "displayId", ${IS_RECENT}
         from cart c
         cross join attempt
         cross join lateral (
           select * from "order"
            where id between 'order_' || ${ulidTimeInSql(`(attempt.created_at - ${CLOCK_SKEW})`)}
                         and 'order_' || ${ulidTimeInSql(`(attempt.created_at + ${LATEST_ORDER} + ${CLOCK_SKEW})`)}
            offset 0
         ) o
        where o.email = c.email
          and coalesce(o.metadata, '{}') = coalesce(c.metadata, '{}')
          and o.customer_id is not distinct from c.customer_id
          and o.sales_channel_id is not distinct from c.sales_channel_id
          and o.region_id is not distinct from c.region_id
          and o.currency_code = c.currency_code
          and c.id = ? and o.deleted_at is null and o.status = 'pending'
          and not o.is_draft_order and o.version = 1
          and o.created_at between attempt.created_at and attempt.created_at + ${LATEST_ORDER}
          and not exists (select 1 from order_cart l
                           where l.order_id = o.id and l.deleted_at is null)
          and not exists (select 1 from order_payment_collection l
                           where l.order_id = o.id and l.deleted_at is null)
          and (select jsonb_object_agg(what, quantity)
                 from (select coalesce(l.variant_id, l.title) as what,
                              sum(i.quantity)::numeric as quantity
                         from order_item i join order_line_item l on l.id = i.item_id
                        where i.order_id = o.id and i.deleted_at is null
                        group by 1) ordered)
              = (select jsonb_object_agg(what, quantity)
                   from (select coalesce(l.variant_id, l.title) as what,
                                sum(l.quantity)::numeric as quantity
                           from cart_line_item l
                          where l.cart_id = c.id and l.deleted_at is null
                          group by 1) requested)
        order by o.created_at limit 1`,
}

const FIND_DANGLING_LINKS: CoreStatement = {
  name: "completions.findDanglingLinks",
  sql: `select l.order_id, null as payment_collection_id
         from order_cart l
        where l.cart_id = ? and l.deleted_at is null
          and not exists (select 1 from "order" o
                           where o.id = l.order_id and o.deleted_at is null)
       union all
       select l.order_id, l.payment_collection_id
         from order_payment_collection l
         join cart_payment_collection c
           on c.payment_collection_id = l.payment_collection_id and c.deleted_at is null
        where c.cart_id = ? and l.deleted_at is null
          and not exists (select 1 from "order" o
                           where o.id = l.order_id and o.deleted_at is null)`,
}

const DELETE_EXECUTION: CoreStatement = {
  name: "completions.deleteExecution",
  sql: `delete from workflow_execution where ${UNFINISHED} and ${COMPLETIONS} returning id`,
}

export const COMPLETION_STATEMENTS: readonly CoreStatement[] = [
  FIND_PLACEMENT,
  FIND_INTERRUPTED,
  FIND_BY_COLLECTION,
  FIND_LOOKALIKE,
  FIND_DANGLING_LINKS,
  DELETE_EXECUTION,
]

export class InterruptedCompletions {
  private readonly sql: CoreSql

  constructor(sql: CoreSql) {
    this.sql = sql
  }

  /** Almost always the whole answer. @returns null where core's tables are others than known. */
  async findPlacement(cartId: string): Promise<Placement | null> {
    const [row] = await this.sql.run<Placement>(FIND_PLACEMENT, [
      cartId,
      cartId,
    ])
    return row ?? null
  }

  /**
   * The order that a dead completion has left. The completion that made an order began
   * before it; where one of those ended properly, nothing was interrupted.
   *
   * @param orderId the order that is linked to the cart or to its payment collection
   */
  async findInterrupted(
    cartId: string,
    orderId: string
  ): Promise<InterruptedCompletionRow | null> {
    const [row] = await this.sql.run<InterruptedCompletionRow>(
      FIND_INTERRUPTED,
      [cartId, orderId]
    )
    return row ?? null
  }

  /** Its payment collection was linked, but the cart was not. */
  async findOrderOfCollection(cartId: string): Promise<string | null> {
    const [row] = await this.sql.run<{ order_id: string }>(FIND_BY_COLLECTION, [
      cartId,
    ])
    return row?.order_id ?? null
  }

  /**
   * Nothing was linked: an order of the same shopper with exactly the cart's items, made
   * right after the completion began, and belonging to nothing else. It may be somebody
   * else's doing, so it is reported and never touched.
   */
  async findLookalike(cartId: string): Promise<LookalikeOrder | null> {
    const [row] = await this.sql.run<LookalikeOrder>(FIND_LOOKALIKE, [
      cartId,
      cartId,
    ])
    return row ?? null
  }

  /** Links of the cart or of its payment collection to orders that do not exist. */
  async findDanglingLinks(cartId: string): Promise<DanglingLink[]> {
    return this.sql.run<DanglingLink>(FIND_DANGLING_LINKS, [cartId, cartId])
  }

  /** What they left is repaired: they must not count as another interruption. */
  async deleteExecution(cartId: string): Promise<void> {
    await this.sql.run(DELETE_EXECUTION, [cartId])
  }
}
