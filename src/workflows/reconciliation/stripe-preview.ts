/**
 * What the two stages that read Stripe would name: the same listings, without storing an event
 * or adopting a Checkout Session. A person waits, so they read some pages and no more.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { Payments } from "../../modules/stripe-checkout/repositories/payments"
import type { TaggedObject } from "../../modules/stripe-checkout/stripe/listings"
import type { VerifiedEvent } from "../../modules/stripe-checkout/stripe/webhooks"
import { resolveModule } from "../support/module"
import {
  eventsSince,
  findByStripeId,
  freshLimits,
  IS_PAID,
  isChanged,
  objectsSince,
  type ReadUntil,
} from "./stripe-changes"

export interface StripePreview {
  readonly paymentSessionIds: readonly string[]
  readonly hasMore: boolean
}

/** Of 100 objects each. */
const MOST_PAGES = 3

export async function previewMissedEvents(
  container: MedusaContainer,
  account: string
): Promise<StripePreview> {
  const { accounts, eventInbox } = resolveModule(container)
  const { listings } = accounts.get(account).gateway
  const since = eventsSince(container, await readUntil(container, account))
  const { items, hasMore } = await firstPages(
    listings.events(since, freshLimits)
  )
  const known = await eventInbox.known(
    account,
    items.map(({ eventId }) => eventId)
  )
  const missed = items.filter(({ eventId }) => !known.has(eventId))
  return { paymentSessionIds: await paymentsOf(container, missed), hasMore }
}

async function paymentsOf(
  container: MedusaContainer,
  events: readonly VerifiedEvent[]
): Promise<string[]> {
  const { payments } = resolveModule(container)
  const found = new Set<string>()
  for (const event of events) {
    const row =
      (await findByStripeId(payments, event)) ??
      (await findBySession(payments, event.paymentSessionId))
    if (row) {
      found.add(row.payment_session_id)
    }
  }
  return [...found]
}

export async function previewChangedObjects(
  container: MedusaContainer,
  account: string
): Promise<StripePreview> {
  const { accounts, payments } = resolveModule(container)
  const { listings } = accounts.get(account).gateway
  const since = objectsSince(container, await readUntil(container, account))
  const sessions = await firstPages(
    listings.checkoutSessions(since, freshLimits)
  )
  const intents = await firstPages(listings.paymentIntents(since, freshLimits))
  const found = new Set<string>()
  for (const object of [...sessions.items, ...intents.items]) {
    const row = await findChanged(payments, object)
    if (row) {
      found.add(row.payment_session_id)
    }
  }
  return {
    paymentSessionIds: [...found],
    hasMore: sessions.hasMore || intents.hasMore,
  }
}

/** As the sweep does, except for what it would adopt. */
async function findChanged(
  payments: Payments,
  object: TaggedObject
): Promise<PaymentRow | null> {
  if (!object.paymentSessionId) {
    return null
  }
  const bound = await findByStripeId(payments, object)
  if (bound) {
    return isChanged(bound, object) ? bound : null
  }
  const row = await findBySession(payments, object.paymentSessionId)
  const isNews =
    row !== null && IS_PAID.has(object.status) && isChanged(row, object)
  return isNews ? row : null
}

async function findBySession(
  payments: Payments,
  id: string | null
): Promise<PaymentRow | null> {
  return id ? payments.findBy("payment_session_id", id) : null
}

async function readUntil(
  container: MedusaContainer,
  account: string
): Promise<ReadUntil> {
  const newest = await resolveModule(container).runs.newest(account)
  return newest ?? { events_until: null, objects_until: null }
}

async function firstPages<Item>(
  pages: AsyncIterable<readonly Item[]>
): Promise<{ readonly items: readonly Item[]; readonly hasMore: boolean }> {
  const items: Item[] = []
  let count = 0
  for await (const page of pages) {
    count += 1
    if (count > MOST_PAGES) {
      return { items, hasMore: true }
    }
    items.push(...page)
  }
  return { items, hasMore: false }
}
