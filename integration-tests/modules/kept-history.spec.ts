import { randomUUID } from "node:crypto"
import { LEASE_RENEWAL_MS } from "../../src/modules/stripe-checkout/repositories/leases"
import type { RunRow } from "../../src/modules/stripe-checkout/repositories/reconciliation-runs"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { pruneHistory } from "../../src/workflows/reconciliation/prune-history"
import { whileRenewingRun } from "../../src/workflows/reconciliation/run-lease"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

/** The database's connections go on as usual: only what repeats is brought forward. */
const OTHER_TIMERS = [
  "Date",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setTimeout",
  "clearTimeout",
] as const

describeUnauditedStripeStore("Of the plugin's history,", (store) => {
  const rows = () =>
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")

  it("settled events are removed after 30 days, and failed ones after 90", async () => {
    await insertEvents({
      recent: ["processed", 29],
      processed: ["processed", 31],
      ignored: ["ignored", 31],
      failed: ["failed", 89],
      dead: ["dead", 89],
      forgotten: ["dead", 91],
    })

    await pruneHistory(store.container)

    expect(await idsIn("event")).toEqual(["dead", "failed", "recent"])
  })

  it("only some are removed at once, the oldest first", async () => {
    await insertEvents({
      newer: ["processed", 40],
      oldest: ["processed", 60],
      old: ["ignored", 50],
    })

    const removed = await rows().events.prune({ olderThanDays: 30, limit: 2 })

    expect(removed).toBe(2)
    expect(await idsIn("event")).toEqual(["newer"])
  })

  it("what the plugin did in Medusa is removed after 400 days", async () => {
    await insertOperation("record", "record", "system", 401)
    await insertOperation("recent", "record", "system", 399)

    await pruneHistory(store.container)

    expect(await idsIn("operation")).toEqual(["recent"])
  })

  it("what was requested, and what moved money, is kept", async () => {
    await insertOperation("capture", "capture", "rule", 4000)
    await insertOperation("placing", "place_order", "request", 4000)
    await insertOperation("release", "release", "system", 4000)
    await insertOperation("refund", "refund", "system", 4000)

    await pruneHistory(store.container)

    expect(await idsIn("operation")).toEqual([
      "capture",
      "placing",
      "refund",
      "release",
    ])
  })

  it("repaired and resolved discrepancies are removed after 400 days, and open ones are kept", async () => {
    await insertDiscrepancy("repaired", 401)
    await insertDiscrepancy("resolved", 401)
    await insertDiscrepancy("open", 4000)

    await pruneHistory(store.container)

    expect(await idsIn("discrepancy")).toEqual(["open"])
  })

  it("sweeps are removed after 30 days, but never the newest of an account", async () => {
    await insertRun("older", 32)
    await insertRun("newest", 31)

    await pruneHistory(store.container)

    expect(await idsIn("run")).toEqual(["newest"])
  })

  describe("a sweep", () => {
    it("begins at what has changed since the last one that compared everything", async () => {
      const first = await startRun()
      await rows().runs.finish(first, { status: "succeeded", reason: null })

      expect((await nextRun()).changes_until).toBe(startOf(first))
    })

    it("that failed leaves its changes to the next one", async () => {
      const first = await startRun()
      await rows().runs.finish(first, { status: "failed", reason: "No." })

      expect((await nextRun()).changes_until).toBeNull()
    })

    it("that found more than it could check leaves its changes to the next one", async () => {
      const first = await startRun()
      await rows().runs.progress(first, { foundMore: true })
      await rows().runs.finish(first, { status: "succeeded", reason: null })

      expect((await nextRun()).changes_until).toBeNull()
    })

    it("keeps its lease while one statement takes long", async () => {
      const run = await startRun()
      await sql(
        store,
        `update stripe_checkout_run set lease_until = now() + interval '1 second'`
      )
      jest.useFakeTimers({ doNotFake: [...OTHER_TIMERS] })

      await whileRenewingRun(store.container, run, async () => {
        jest.advanceTimersByTime(LEASE_RENEWAL_MS)
        await waitUntil("the lease to be renewed", async () => {
          const renewed = await sql(
            store,
            `select id from stripe_checkout_run where lease_until > now() + interval '30 seconds'`
          )
          return renewed.length > 0
        })
      })

      jest.useRealTimers()
    })

    it("that somebody requests compares everything", async () => {
      const first = await startRun()
      await rows().runs.finish(first, { status: "succeeded", reason: null })

      expect((await startRun()).changes_until).toBeNull()
    })
  })

  beforeEach(async () => {
    for (const table of ["event", "operation", "discrepancy", "run"]) {
      await sql(store, `delete from stripe_checkout_${table}`)
    }
  })

  async function idsIn(table: string): Promise<string[]> {
    const found = await sql<{ id: string }>(
      store,
      `select id from stripe_checkout_${table} order by id`
    )
    return found.map(({ id }) => id)
  }

  async function insertEvents(
    events: Readonly<Record<string, readonly [status: string, days: number]>>
  ): Promise<void> {
    for (const [id, [status, days]] of Object.entries(events)) {
      await sql(
        store,
        `insert into stripe_checkout_event
           (id, stripe_account, event_id, type, occurred_at, status, updated_at)
         values (:id, 'default', :id, 'charge.captured', now(), :status, now() - :days * interval '1 day')`,
        { id, status, days }
      )
    }
  }

  async function insertOperation(
    id: string,
    kind: string,
    source: string,
    days: number
  ): Promise<void> {
    await sql(
      store,
      `insert into stripe_checkout_operation
         (id, payment_session_id, kind, source, currency_code, trigger, status, reason_code, reason_params, settled_at)
       values (:id, 'payses_1', :kind, :source, 'eur', :id, 'succeeded', 'in_sync', '{}', now() - :days * interval '1 day')`,
      { id, kind, source, days }
    )
  }

  async function insertDiscrepancy(
    status: string,
    days: number
  ): Promise<void> {
    await sql(
      store,
      `insert into stripe_checkout_discrepancy
         (id, payment_session_id, kind, status, reason_code, reason_params, currency_code,
          medusa_captured, medusa_refunded, stripe_capturable, stripe_captured, stripe_refunded,
          raw_medusa_captured, raw_medusa_refunded, raw_stripe_capturable, raw_stripe_captured,
          raw_stripe_refunded, resolved_at)
       values (:status, 'payses_1', 'manual_review', :status, 'event_missed', '{}', 'eur', 0, 0, 0, 0, 0,
               '{}', '{}', '{}', '{}', '{}', now() - :days * interval '1 day')`,
      { status, days }
    )
  }

  async function insertRun(id: string, days: number): Promise<void> {
    await sql(
      store,
      `insert into stripe_checkout_run (id, stripe_account, status, stage, created_at)
       values (:id, 'default', 'succeeded', 'deadlines', now() - :days * interval '1 day')`,
      { id, days }
    )
  }

  async function startRun(everyMinutes = 0): Promise<RunRow> {
    const run = await rows().runs.take({
      id: `scrun_${randomUUID()}`,
      account: "default",
      owner: "spec",
      firstStage: "events",
      everyMinutes,
    })
    if (!run) throw new Error("No sweep was due")
    return run
  }

  /** The job's own, an hour later. */
  async function nextRun(): Promise<RunRow> {
    await sql(
      store,
      `update stripe_checkout_run set created_at = created_at - interval '1 hour'`
    )
    return startRun(5)
  }

  function startOf({ created_at }: RunRow): number {
    return Math.round(created_at.getTime() / 1000)
  }
})
