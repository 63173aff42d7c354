/**
 * How an event gets into the inbox: once, with its payment, or with the reason why it is
 * ignored.
 *
 * Stripe waits for the answer, and sends many at once. So those that arrive together, or
 * while a few statements are under way, are stored by one.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { VerifiedEvent } from "../stripe/webhooks"
import type { EventStatus } from "./events"
import { isKnown, NOTHING_NEW } from "./known-claims"
import type { SqlRunner } from "./sql"

export interface IncomingEvent {
  readonly id: string
  readonly account: string
  readonly event: VerifiedEvent
  /** Whether the plugin acts on events of this type. */
  readonly isHandled: boolean
  /** Sent by Stripe, not read by a sweep. */
  readonly isDelivery: boolean
}

export interface StoredEvent {
  readonly id: string
  readonly status: EventStatus
  readonly isNew: boolean
  /** To be processed since this delivery: it is new, or it had failed. */
  readonly isQueued: boolean
  readonly paymentSessionId: string | null
  /** Its Checkout Session is not known, and may be one that a crash has hidden. */
  readonly mustAdopt: boolean
}

interface Waiting {
  readonly incoming: IncomingEvent
  readonly resolve: (stored: StoredEvent) => void
  readonly reject: (error: unknown) => void
}

interface StoredRow extends StoredEvent {
  readonly account: string
  readonly eventId: string
}

/** Enough for any burst, and a statement of a moment. */
const MOST_AT_ONCE = 100

/** One that hangs must not keep the next ones waiting. */
const MOST_STATEMENTS = 4

/** A merchant has sent it again from Stripe's Dashboard. */
const IS_TRIED_AGAIN =
  "excluded.delivered_at is not null and e.status in ('failed', 'dead')"

/**
 * Our own row first: another payment session may have replaced the one in the metadata.
 * Days after a refund Stripe sends its reference number, and nothing else has changed; a
 * refund is reported once Medusa's ledger has followed, so nothing is left to do either. Nor
 * is where a payment is in sync, and its last reading of Stripe already showed what the event
 * is about: most of what Stripe sends after a capture of ours.
 *
 * In the order of their ids, so that two instances that store the same do not wait for each
 * other for ever.
 */
const STORE = `
  with incoming as (
    select * from jsonb_to_recordset(?::jsonb) as i
      (id text, account text, event_id text, type text, api_version text, object_id text,
       occurred_at timestamptz, payment_intent_id text, checkout_session_id text,
       payment_session_id text, refund_status text, claim jsonb, is_handled boolean,
       is_delivery boolean)
  ), judged as (
    select i.*, p.payment_session_id as found, p.checkout_session_id as known_checkout_session_id,
           case when not i.is_handled then 'event_type_ignored'
                when p.payment_session_id is null then 'event_without_payment'
                when p.knows_refund then 'event_repeats_refund'
                when p.knows_money then '${NOTHING_NEW}'
            end as ignored_because
      from incoming i
      left join lateral (
        select p.payment_session_id, p.checkout_session_id,
               exists (select 1 from jsonb_array_elements(coalesce(p.refunds, '[]')::jsonb) r
                        where r ->> 'id' = i.object_id and r ->> 'status' = i.refund_status
                          and r ->> 'reported_status' = r ->> 'status') as knows_refund,
               ${isKnown("p", "i.claim")} as knows_money
          from stripe_checkout_payment p
         where p.stripe_account = i.account and p.deleted_at is null
           and (p.payment_intent_id = i.payment_intent_id
                or p.checkout_session_id = i.checkout_session_id
                or p.payment_session_id = i.payment_session_id)
         order by p.payment_intent_id = i.payment_intent_id desc nulls last,
                  p.checkout_session_id = i.checkout_session_id desc nulls last
         limit 1) p on true
  ), stored as (
    insert into stripe_checkout_event as e
      (id, stripe_account, event_id, type, api_version, object_id, payment_session_id,
       occurred_at, claim, status, reason_code, reason_params, delivered_at)
    select id, account, event_id, type, api_version, object_id, found, occurred_at, claim,
           case when ignored_because is null then 'received' else 'ignored' end,
           ignored_because, case when ignored_because is not null then '{}'::jsonb end,
           case when is_delivery then now() end
      from judged order by account, event_id
    on conflict (stripe_account, event_id) where deleted_at is null do update
       set delivered_at = coalesce(e.delivered_at, excluded.delivered_at),
           attempts = case when ${IS_TRIED_AGAIN} and e.status = 'dead' then 0 else e.attempts end,
           updated_at = case when ${IS_TRIED_AGAIN} then now() else e.updated_at end,
           status = case when ${IS_TRIED_AGAIN} then 'received' else e.status end
    returning e.id, e.stripe_account, e.event_id, e.status, e.payment_session_id, e.updated_at,
              (xmax = 0) as is_new
  )
  select s.stripe_account as account, s.event_id as "eventId", s.id, s.status,
         s.is_new as "isNew", s.payment_session_id as "paymentSessionId",
         s.status = 'received' and s.updated_at = now() as "isQueued",
         s.payment_session_id is not null and j.checkout_session_id is not null
           and j.known_checkout_session_id is null as "mustAdopt"
    from stored s
    join judged j on j.account = s.stripe_account and j.event_id = s.event_id`

export class IncomingEvents {
  private readonly sql: SqlRunner
  private waiting: Waiting[] = []
  private isScheduled = false
  private statements = 0

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * A repeated delivery changes nothing, unless the event had failed: a merchant who sends
   * it again from Stripe's Dashboard wants a retry.
   */
  async store(incoming: IncomingEvent): Promise<StoredEvent> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ incoming, resolve, reject })
      if (!this.isScheduled && this.statements < MOST_STATEMENTS) {
        this.isScheduled = true
        setImmediate(() => {
          this.isScheduled = false
          void this.storeWaiting()
        })
      }
    })
  }

  private async storeWaiting(): Promise<void> {
    this.statements += 1
    while (this.waiting.length) {
      const batch = this.takeBatch()
      await this.storeBatch(batch)
    }
    this.statements -= 1
  }

  /** One statement cannot store the same event twice; the second waits for the next. */
  private takeBatch(): readonly Waiting[] {
    const batch = new Map<string, Waiting>()
    const rest: Waiting[] = []
    for (const one of this.waiting) {
      const name = nameOf(one.incoming.account, one.incoming.event.eventId)
      if (batch.size < MOST_AT_ONCE && !batch.has(name)) {
        batch.set(name, one)
      } else {
        rest.push(one)
      }
    }
    this.waiting = rest
    return [...batch.values()]
  }

  private async storeBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const incoming = batch.map((one) => one.incoming)
      const rows = await this.sql<StoredRow>(STORE, [toJson(incoming)])
      const stored = new Map(
        rows.map((row) => [nameOf(row.account, row.eventId), row])
      )
      for (const one of batch) {
        answer(one, stored)
      }
    } catch (error) {
      await this.storeEach(batch, error)
    }
  }

  /** One that cannot be stored must not keep the others from being acknowledged. */
  private async storeEach(
    batch: readonly Waiting[],
    error: unknown
  ): Promise<void> {
    const [first] = batch
    if (batch.length === 1) {
      first?.reject(error)
      return
    }
    for (const one of batch) {
      await this.storeBatch([one])
    }
  }
}

function answer(
  { incoming, resolve, reject }: Waiting,
  stored: ReadonlyMap<string, StoredRow>
): void {
  const row = stored.get(nameOf(incoming.account, incoming.event.eventId))
  if (row) {
    resolve(row)
    return
  }
  reject(
    new MedusaError(MedusaError.Types.DB_ERROR, "The event was not stored.")
  )
}

const nameOf = (account: string, eventId: string): string =>
  `${account} ${eventId}`

function toJson(batch: readonly IncomingEvent[]): string {
  return JSON.stringify(
    batch.map(({ id, account, event, isHandled, isDelivery }) => ({
      id,
      account,
      event_id: event.eventId,
      type: event.type,
      api_version: event.apiVersion,
      object_id: event.objectId,
      occurred_at: event.createdAt,
      payment_intent_id: event.paymentIntentId,
      checkout_session_id: event.checkoutSessionId,
      payment_session_id: event.paymentSessionId,
      refund_status: event.refundStatus,
      claim: event.money && {
        payment_intent_id: event.money.paymentIntentId,
        states: event.money.states,
        amount: event.money.amount,
      },
      is_handled: isHandled,
      is_delivery: isDelivery,
    }))
  )
}
