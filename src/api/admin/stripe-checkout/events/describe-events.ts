/**
 * Stripe's events as the admin shows them: ids and what became of each. Never calls Stripe,
 * and there is no payload to show.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import { quote } from "../../../../modules/stripe-checkout/domain/quote"
import { describeReason } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import { ulidTime } from "../../../../modules/stripe-checkout/domain/ulid-time"
import type {
  EventFilter,
  EventRow,
} from "../../../../modules/stripe-checkout/repositories/event-inbox"
import type { OperationRow } from "../../../../modules/stripe-checkout/repositories/operation-row"
import { HANDLED_EVENT_TYPES } from "../../../../modules/stripe-checkout/stripe/webhooks"
import { resolveModule } from "../../../../workflows/support/module"
import { describeOperations } from "../orders/payment-view"
import { describePaymentReferences } from "../references/payment-references"
import type { PaymentReference } from "../references/responses"
import { searchPayments } from "../references/search-payments"
import type {
  EventAnswer,
  EventDescription,
  EventsAnswer,
  ReplayRefusal,
} from "./responses"
import type { ListEvents } from "./validators"

export async function listEvents(
  container: MedusaContainer,
  query: ListEvents
): Promise<EventsAnswer> {
  const { accounts, eventInbox } = resolveModule(container)
  const { events, next } = await eventInbox.list(
    await readFilter(container, query)
  )
  const payments = await describePaymentReferences(
    container,
    events.map((event) => event.payment_session_id)
  )
  return {
    events: events.map((event) =>
      describe(container, event, paymentOf(event, payments))
    ),
    limit: query.limit,
    next_cursor: next,
    unsettled: await eventInbox.countUnsettled(),
    filters: { types: HANDLED_EVENT_TYPES, accounts: accounts.names() },
  }
}

async function readFilter(
  container: MedusaContainer,
  query: ListEvents
): Promise<EventFilter> {
  const { received_from: from, received_to: to } = query
  return {
    status: query.status ?? null,
    type: query.type ?? null,
    account: query.account ?? null,
    ...(await readSearch(container, query.q)),
    since: from === undefined ? null : idAt(from),
    before: earlierOf(query.cursor, to === undefined ? undefined : idAt(to)),
    limit: query.limit,
  }
}

async function readSearch(
  container: MedusaContainer,
  q: string | undefined
): Promise<Pick<EventFilter, "eventId" | "paymentSessionIds">> {
  if (q === undefined) {
    return { eventId: null, paymentSessionIds: null }
  }
  return /^(?:sc)?evt_/.test(q)
    ? { eventId: q, paymentSessionIds: null }
    : { eventId: null, paymentSessionIds: await searchPayments(container, q) }
}

/** What ids of events begin with that arrived then. */
function idAt(date: string): string {
  return `scevt_${ulidTime(new Date(date))}`
}

function earlierOf(...ids: readonly (string | undefined)[]): string | null {
  const [first] = ids.filter((id) => id !== undefined).sort()
  return first ?? null
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is none. */
export async function describeEvent(
  container: MedusaContainer,
  id: string
): Promise<EventAnswer> {
  const { eventInbox, operationHistory, payments } = resolveModule(container)
  const row = await eventInbox.find(id)
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Event ${quote(id)} was not received, or it was removed after 30 days.`
    )
  }
  const { payment_session_id: sessionId } = row
  const references = await describePaymentReferences(container, [sessionId])
  const payment =
    sessionId === null
      ? null
      : await payments.findBy("payment_session_id", sessionId)
  const history =
    sessionId === null ? [] : await operationHistory.newest(sessionId)
  return {
    event: {
      ...describe(container, row, paymentOf(row, references)),
      object_id: row.object_id,
      next_attempt_at:
        row.status === "failed" ? (payment?.next_sync_at ?? null) : null,
    },
    operations: describeOperations(
      history.filter((operation) => isNear(operation, row))
    ),
    currency_code: payment?.currency_code ?? null,
  }
}

/** The shopper's return or the sweep may have been a little faster than the webhook. */
const MARGIN_MS = 60_000

function isNear(
  { created_at, settled_at }: OperationRow,
  { created_at: received, processed_at: processed }: EventRow
): boolean {
  const end = (processed ?? new Date()).getTime() + MARGIN_MS
  const start = received.getTime() - MARGIN_MS
  return [created_at, settled_at].some(
    (at) => at !== null && at.getTime() >= start && at.getTime() <= end
  )
}

function paymentOf(
  { payment_session_id }: EventRow,
  payments: ReadonlyMap<string, PaymentReference>
): PaymentReference | null {
  return payments.get(payment_session_id ?? "") ?? null
}

function describe(
  container: MedusaContainer,
  row: EventRow,
  payment: PaymentReference | null
): EventDescription {
  const { accounts } = resolveModule(container)
  const account = accounts.find(row.stripe_account)?.gateway.account
  const refusal = refuseReplay(row)
  return {
    id: row.id,
    event_id: row.event_id,
    type: row.type,
    account: row.stripe_account,
    status: row.status,
    ...(row.reason ? describeReason(row.reason) : NO_REASON),
    attempts: row.attempts,
    occurred_at: row.occurred_at.toISOString(),
    received_at: row.created_at.toISOString(),
    source: row.delivered_at === null ? "sweep" : "webhook",
    processed_at: describeDate(row.processed_at),
    replayed_at: describeDate(row.replayed_at),
    replayed_by: row.replayed_by,
    payment,
    dashboard_url: eventUrl(row.event_id, account?.isLiveMode ?? null),
    is_test_mode: account?.isLiveMode === false,
    replay: { allowed: refusal === null, reason: refusal },
  }
}

function describeDate(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

const NO_REASON = { reason: null, reason_code: null, reason_params: null }

function refuseReplay(row: EventRow): ReplayRefusal | null {
  if (row.payment_session_id === null) {
    return "no_payment"
  }
  return row.status === "received" ? "already_waiting" : null
}

function eventUrl(eventId: string, isLiveMode: boolean | null): string | null {
  if (isLiveMode === null) {
    return null
  }
  const mode = isLiveMode ? "" : "test/"
  return `https://dashboard.stripe.com/${mode}events/${encodeURIComponent(eventId)}`
}
