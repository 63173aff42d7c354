/**
 * The job's work, done immediately instead of every minute, and the rows that it left.
 */
import { isBackgroundIdle } from "./background"
import { sql, runWorkflow } from "./order-records"
import type { Store } from "./store"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

export type SweepReport = {
  readonly account: string
  readonly run_id: string
  readonly status: "succeeded" | "failed"
  readonly payments_checked: number
  readonly repaired: number
  readonly open_discrepancies: number
}

/** One sweep of each account; waits for the store's own job if that is running. */
export async function sweepAll(store: Store): Promise<SweepReport[]> {
  return waitUntil(
    "a sweep",
    async () => {
      const sweeps = await trySweep(store)
      return sweeps.length ? sweeps : null
    },
    { timeoutMs: 60_000 }
  )
}

/** The same for the store's first account. */
export async function sweep(store: Store): Promise<SweepReport> {
  const [first] = await sweepAll(store)
  if (!first) throw new Error("Nothing was swept")
  return first
}

/** @returns nothing when another sweep is running. */
export async function trySweep({ container }: Store): Promise<SweepReport[]> {
  const { sweeps } = await runWorkflow<{ sweeps: SweepReport[] }>(
    container,
    "reconcile-payments",
    { now: true }
  )
  return sweeps
}

/** Waits until no payment is being synchronized and no event is left to process. */
export async function waitUntilIdle(store: StripeStore): Promise<void> {
  await store.stripe.webhooks.idle()
  await waitUntil(
    "all synchronizations to end",
    async () => {
      if (!isBackgroundIdle(store.container)) return false
      const [row] = await sql<{ busy: string }>(
        store,
        `select (select count(*) from stripe_checkout_purchase where lease_until > now())
              + (select count(*) from stripe_checkout_event where status = 'received') as busy`
      )
      return row?.busy === "0"
    },
    { timeoutMs: 30_000 }
  )
}

/** Waits until a synchronization of the payment has failed, so that a retry is scheduled. */
export async function waitForFailedSync(
  store: StripeStore,
  paymentSessionId: string
): Promise<void> {
  await waitUntil(
    "a synchronization to fail",
    async () => {
      const rows = await sql(
        store,
        `select p.id from stripe_checkout_payment p
           join stripe_checkout_purchase pu on pu.id = p.purchase_id
          where p.payment_session_id = :paymentSessionId
            and p.sync_failures > 0 and pu.lease_until is null`,
        { paymentSessionId }
      )
      return rows.length
    },
    { timeoutMs: 30_000 }
  )
}

/** What the job does every minute: it sweeps only when a sweep is due. */
export async function tick({ container }: Store): Promise<void> {
  await runWorkflow(container, "reconcile-payments", {})
}

/**
 * Moves the time up to which Stripe's events count as read, so that earlier ones are
 * treated as if never created. More than an hour ahead hides recent objects as well.
 */
export async function setEventsReadUntil(
  store: Store,
  minutes: number
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_run
        set events_until = extract(epoch from now())::integer + :minutes * 60
      returning id`,
    { minutes }
  )
}

/** Failed synchronizations wait before they are retried; this ends the wait. */
export async function makeRetriesDue(store: Store): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_payment set next_sync_at = now()
      where sync_failures > 0 returning id`
  )
}

/** The next sweep reads the whole window again. */
export async function resetEventsReadUntil(store: Store): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_run set events_until = null returning id`
  )
}

/** The sweep leaves recently synchronized payments alone; this makes the last synchronization older. */
export async function ageLastSync(
  store: Store,
  paymentSessionId: string
): Promise<void> {
  await sql(
    store,
    `update stripe_checkout_payment
        set synced_at = synced_at - interval '10 minutes'
      where payment_session_id = :paymentSessionId returning id`,
    { paymentSessionId }
  )
}
