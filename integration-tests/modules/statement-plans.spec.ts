import { CORE_ROWS } from "../scale/rows/core-rows"
import { pluginRows } from "../scale/rows/plugin-rows"
import { runCoreStatements } from "../scale/plans/core-statements"
import { isException } from "../scale/plans/exceptions"
import { ExplainedSql } from "../scale/plans/explained-sql"
import { OWN_STATEMENTS } from "../scale/plans/own-statements"
import { readSamples } from "../scale/plans/samples"
import { placesInSource } from "../scale/plans/source-places"
import { fillStore } from "../scale/fill-store"
import { sizeOf } from "../scale/size"
import { CoreTables } from "../../src/modules/stripe-checkout/core-tables/core-tables"
import {
  ulidTime,
  ulidTimeInSql,
} from "../../src/modules/stripe-checkout/domain/ulid-time"
import type { SqlRunner } from "../../src/modules/stripe-checkout/repositories/sql"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

/** So many that Postgres reads an index rather than a table; a query that it reads anyway at this size is no less slow later. */
const SIZE = sizeOf(50_000)

const BIG_TABLES = [...Object.keys(CORE_ROWS), ...Object.keys(pluginRows(SIZE))]

describeUnauditedStripeStore("In a shop of some years,", (store) => {
  let explained: ExplainedSql

  const rows = () =>
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")

  beforeAll(async () => {
    await fillStore(store.databaseUrl, SIZE)
    const own = rows().payments as unknown as { sql: SqlRunner }
    const samples = await readSamples(own.sql)
    explained = new ExplainedSql(own.sql)
    for (const name of Object.keys(OWN_STATEMENTS)) explainThoseOf(name)
    for (const run of Object.values(OWN_STATEMENTS)) await run(rows(), samples)
    const core = new CoreTables(explained.run)
    await core.check()
    await runCoreStatements(core, samples)
  })

  it("no statement of the plugin reads one of the large tables from end to end", () => {
    const scans = explained.scans.filter(
      (scan) => BIG_TABLES.includes(scan.table) && !isException(scan)
    )

    expect(
      scans.map(({ statement, table }) => `${table}: ${shorten(statement)}`)
    ).toEqual([])
  })

  it("the time in an id is the same for the plugin and for its database", async () => {
    const [row] = await sql<{ id: string; created_at: Date }>(
      store,
      `select ${ulidTimeInSql("created_at")} as id, created_at from "order" order by id desc limit 1`
    )

    expect(row?.id).toBe(ulidTime(row?.created_at ?? new Date(0)))
  })

  it("the order that a dead completion left without a link is found among all others", async () => {
    const { cart_id, display_id } = await leaveOrderWithoutLink()

    const found =
      await rows().coreTables.interruptedCompletions.findLookalike(cart_id)

    expect(found?.displayId).toBe(String(display_id))
  })

  it("each of the plugin's repositories was asked", () => {
    const asked = [...Object.keys(OWN_STATEMENTS), "coreTables"]

    expect(asked.sort()).toEqual(repositories().sort())
  })

  it("each place in the plugin's source that runs a statement was reached", () => {
    expect(
      placesInSource().filter((place) => !explained.places.has(place))
    ).toEqual([])
  })

  it("each statement on Medusa's own tables that is checked at the start was run", () => {
    const checked = [...explained.statements].flatMap((statement) =>
      statement.startsWith("explain ") ? [statement.slice(8)] : []
    )

    expect(
      checked.filter((statement) => !explained.statements.has(statement))
    ).toEqual([])
    expect(checked.length).toBeGreaterThan(20)
  })

  async function leaveOrderWithoutLink() {
    const [left] = await sql<{ cart_id: string; display_id: number }>(
      store,
      `with o as (
         select o.*, p.cart_id from "order" o
           join stripe_checkout_payment p on p.order_id = o.id
          where o.display_id % 10 = 0 and o.status = 'pending' order by o.id desc limit 1
       ), cart_link as (
         delete from order_cart where order_id in (select id from o)
       ), collection_link as (
         delete from order_payment_collection where order_id in (select id from o)
       ), same_cart as (
         update cart set metadata = o.metadata from o where cart.id = o.cart_id
       ), completion as (
         insert into workflow_execution (id, workflow_id, transaction_id, context, state, created_at)
         select 'wf_dead', 'complete-cart', 'dead', jsonb_build_object('data',
                  jsonb_build_object('payload', jsonb_build_object('id', cart_id))),
                'invoking', created_at - interval '1 second' from o
       )
       select cart_id, display_id from o`
    )
    if (!left) throw new Error("There is no such order")
    return left
  }

  /** Whatever has SQL of its own. */
  function repositories(): string[] {
    const values: [string, unknown][] = Object.entries(rows())
    return values.flatMap(([name, value]) =>
      value instanceof Object && Object.hasOwn(value, "sql") ? [name] : []
    )
  }

  function explainThoseOf(name: string): void {
    const repository = Reflect.get(rows(), name) as object
    Object.assign(repository, { sql: explained.run })
  }

  function shorten(statement: string): string {
    return statement.replace(/\s+/g, " ").slice(0, 400)
  }
})
