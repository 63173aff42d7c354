/**
 * The job's work, done at once instead of every minute, and what it left in its rows.
 */
import { readRows, runWorkflow } from "./order-records"
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

/** One sweep of each account; waits for the shop's own job, should it be at it. */
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

/** The same for the shop's first account. */
export async function sweep(store: Store): Promise<SweepReport> {
  const [first] = await sweepAll(store)
  if (!first) throw new Error("Nothing was swept")
  return first
}

/** @returns nothing when another sweep is at work. */
export async function trySweep({ container }: Store): Promise<SweepReport[]> {
  const { sweeps } = await runWorkflow<{ sweeps: SweepReport[] }>(
    container,
    "reconcile-payments",
    { now: true }
  )
  return sweeps
}

/** Waits until nobody looks at any payment and nothing is on its way. */
export async function quiet(store: StripeStore): Promise<void> {
  await store.stripe.webhooks.idle()
  await waitUntil(
    "all looks to be over",
    async () => {
      const [row] = await readRows<{ busy: string }>(
        store,
        `select (select count(*) from stripe_checkout_payment where lease_until > now())
              + (select count(*) from stripe_checkout_event where status = 'received') as busy`
      )
      return row?.busy === "0"
    },
    { timeoutMs: 30_000 }
  )
}

/** Waits until a look at the payment has failed, so that the next one is a matter of time. */
export async function lookHasFailed(
  store: StripeStore,
  paymentSessionId: string
): Promise<void> {
  await waitUntil(
    "a look to fail",
    async () => {
      const rows = await readRows(
        store,
        `select id from stripe_checkout_payment
          where payment_session_id = :paymentSessionId
            and sync_failures > 0 and lease_until is null`,
        { paymentSessionId }
      )
      return rows.length
    },
    { timeoutMs: 30_000 }
  )
}

/** What the job does each minute: it sweeps only when that is due. */
export async function tick({ container }: Store): Promise<void> {
  await runWorkflow(container, "reconcile-payments", {})
}

/**
 * Moves the point up to which Stripe's events count as read, so that those before it
 * are as good as never made. More than an hour ahead hides recent objects as well.
 */
export async function readUpTo(store: Store, minutes: number): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_run
        set events_until = extract(epoch from now())::integer + :minutes * 60
      returning id`,
    { minutes }
  )
}

/** Looks that have failed wait before they are tried again; here that wait is over. */
export async function retriesAreDue(store: Store): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_payment set next_sync_at = now()
      where sync_failures > 0 returning id`
  )
}

/** The next sweep reads the whole window again. */
export async function readFromTheStart(store: Store): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_run set events_until = null returning id`
  )
}

/** What the sweep looks at is left alone for a while first; here that while is over. */
export async function aWhilePasses(
  store: Store,
  paymentSessionId: string
): Promise<void> {
  await readRows(
    store,
    `update stripe_checkout_payment
        set synced_at = synced_at - interval '10 minutes'
      where payment_session_id = :paymentSessionId returning id`,
    { paymentSessionId }
  )
}
