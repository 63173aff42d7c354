import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { Payments } from "../../modules/stripe-checkout/repositories/payments"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { TaggedObject } from "../../modules/stripe-checkout/stripe/listings"
import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import type { VerifiedEvent } from "../../modules/stripe-checkout/stripe/webhooks"
import { resolveModule } from "../support/module"
import { receiveEvent } from "../webhooks/receive-event"

/** Long enough for a shopper to pay after the PaymentIntent was created. */
const OBJECT_OVERLAP_SECONDS = 60 * 60

/**
 * In rare cases, says Stripe, an event is never created. So recent objects are read
 * themselves and compared with the last sync.
 */
export async function* findChangedObjects(
  container: MedusaContainer,
  run: RunRow
): AsyncGenerator<readonly string[]> {
  const module = resolveModule(container)
  const { listings } = module.accounts.get(run.stripe_account).gateway
  const now = Math.floor(Date.now() / 1000)
  const since = objectsSince(container, run)
  for await (const page of listings.checkoutSessions(since, freshLimits)) {
    yield await findChanged(module.payments, page)
  }
  for await (const page of listings.paymentIntents(since, freshLimits)) {
    yield await findChanged(module.payments, page)
  }
  // Not earlier: if the sweep is interrupted, they are read again.
  await module.runs.progress(run, { objectsUntil: now })
}

/** Up to where the last sweep read; seconds since 1970. */
export type ReadUntil = Pick<RunRow, "events_until" | "objects_until">

export function objectsSince(
  container: MedusaContainer,
  { objects_until }: ReadUntil
): number {
  return Math.max(
    (objects_until ?? 0) - OBJECT_OVERLAP_SECONDS,
    oldestSecond(container)
  )
}

export function eventsSince(
  container: MedusaContainer,
  { events_until }: ReadUntil
): number {
  return Math.max(
    (events_until ?? 0) - EVENT_OVERLAP_SECONDS,
    oldestSecond(container)
  )
}

/** Seconds since 1970: how far back a sweep reaches. */
export function oldestSecond(container: MedusaContainer): number {
  const { reconcile } = resolveModule(container).options
  return Math.floor(Date.now() / 1000) - reconcile.windowHours * 60 * 60
}

async function findChanged(
  payments: Payments,
  page: readonly TaggedObject[]
): Promise<string[]> {
  const changed: string[] = []
  for (const object of page.filter(
    ({ paymentSessionId }) => paymentSessionId
  )) {
    const bound = await findByStripeId(payments, object)
    const row = bound
      ? isChanged(bound, object) && bound
      : await findByMetadata(payments, object)
    if (row) {
      changed.push(row.payment_session_id)
    }
  }
  return [...new Set(changed)]
}

/** An unknown Checkout Session counts as changed; one that was replaced since does not. */
async function findByMetadata(
  payments: Payments,
  object: TaggedObject
): Promise<PaymentRow | null> {
  const { checkoutSessionId, paymentSessionId, status } = object
  const row = await payments.findBy(
    "payment_session_id",
    paymentSessionId ?? ""
  )
  if (!row) {
    return null
  }
  const isAdopted =
    checkoutSessionId !== null &&
    (await payments.adoptCheckoutSession(
      row.payment_session_id,
      checkoutSessionId
    ))
  return isAdopted || (IS_PAID.has(status) && isChanged(row, object))
    ? row
    : null
}

export const IS_PAID = new Set([
  "complete",
  "processing",
  "requires_capture",
  "succeeded",
])

export async function findByStripeId(
  payments: Payments,
  {
    paymentIntentId,
    checkoutSessionId,
  }: Pick<TaggedObject, "paymentIntentId" | "checkoutSessionId">
): Promise<PaymentRow | null> {
  const byIntent =
    paymentIntentId === null
      ? null
      : await payments.findBy("payment_intent_id", paymentIntentId)
  return (
    byIntent ??
    (checkoutSessionId === null
      ? null
      : await payments.findBy("checkout_session_id", checkoutSessionId))
  )
}

/** The recorded states that match each status at Stripe. */
const EXPECTED_STATES: Readonly<Record<string, readonly string[]>> = {
  open: ["awaiting_customer"],
  complete: ["authorized", "captured", "canceled", "processing", "failed"],
  expired: ["expired", "canceled"],
  requires_payment_method: ["awaiting_customer", "expired", "failed"],
  requires_confirmation: ["awaiting_customer", "expired"],
  requires_action: ["awaiting_customer", "expired"],
  requires_capture: ["authorized"],
  succeeded: ["captured"],
  canceled: ["canceled", "expired"],
}

export function isChanged(row: PaymentRow, object: TaggedObject): boolean {
  return !EXPECTED_STATES[object.status]?.includes(row.state)
}

/**
 * Events may become visible a little late, and clocks differ. An event that is read
 * twice is stored once.
 */
const EVENT_OVERLAP_SECONDS = 10 * 60

/**
 * The events that Stripe created since the last sweep. They go through the inbox like
 * delivered ones, so events that were delivered already are left alone.
 */
export async function* storeMissedEvents(
  container: MedusaContainer,
  run: RunRow
): AsyncGenerator<readonly string[]> {
  const module = resolveModule(container)
  const { gateway } = module.accounts.get(run.stripe_account)
  const since = eventsSince(container, run)
  let newest = 0
  for await (const page of gateway.listings.events(since, freshLimits)) {
    const times = page.map(({ createdAt }) => createdAt.getTime() / 1000)
    newest = Math.max(newest, ...times)
    yield await storeEvents(container, run.stripe_account, page)
  }
  // Not earlier: if the sweep is interrupted, they are read again.
  if (newest > 0) {
    await module.runs.progress(run, { eventsUntil: newest })
  }
}

/** All of a page by one statement. @returns the payments whose events had not arrived. */
async function storeEvents(
  container: MedusaContainer,
  account: string,
  page: readonly VerifiedEvent[]
): Promise<string[]> {
  const stored = await Promise.all(
    page.map(async (event) =>
      receiveEvent(container, { account, event, isDelivery: false })
    )
  )
  const missed = stored.flatMap(({ isQueued, paymentSessionId }) =>
    isQueued && paymentSessionId ? [paymentSessionId] : []
  )
  return [...new Set(missed)]
}

/** Each request of a sweep may take its full time; the sweep itself has no deadline. */
export function freshLimits(): RequestLimits {
  return startTimeBudget(TIME_BUDGETS.background)()
}
