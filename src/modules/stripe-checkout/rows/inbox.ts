/**
 * The inbox of Stripe's events: stored once, then settled with a reason.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { VerifiedEvent } from "../stripe/verify-webhook"
import type { SqlRunner } from "./sql-runner"

export type EventStatus =
  "received" | "processed" | "ignored" | "failed" | "dead"

export interface IncomingEvent {
  readonly id: string
  readonly account: string
  readonly event: VerifiedEvent
  readonly paymentSessionId: string | null
  /** Set when nothing is to be done; the reason why. */
  readonly ignoredBecause: string | null
}

export interface StoredEvent {
  readonly id: string
  readonly status: EventStatus
  readonly isNew: boolean
}

export class Inbox {
  private readonly run: SqlRunner

  constructor(run: SqlRunner) {
    this.run = run
  }

  /**
   * Stores a delivery. A repeated one changes nothing, unless the event had failed:
   * a merchant who sends it again from Stripe's Dashboard wants it tried again.
   */
  async store(incoming: IncomingEvent): Promise<StoredEvent> {
    const { event, account } = incoming
    const [row] = await this.run<StoredEvent>(
      `insert into stripe_checkout_event
         (id, account, event_id, type, api_version, object_id, payment_session_id,
          occurred_at, status, reason)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (account, event_id) where deleted_at is null do update
          set status = case when stripe_checkout_event.status in ('failed', 'dead')
                            then 'received' else stripe_checkout_event.status end,
              attempts = case when stripe_checkout_event.status = 'dead'
                              then 0 else stripe_checkout_event.attempts end
       returning id, status, (xmax = 0) as "isNew"`,
      [
        incoming.id,
        account,
        event.eventId,
        event.type,
        event.apiVersion,
        event.objectId,
        incoming.paymentSessionId,
        event.createdAt,
        incoming.ignoredBecause ? "ignored" : "received",
        incoming.ignoredBecause,
      ]
    )
    if (!row) {
      throw new MedusaError(
        MedusaError.Types.DB_ERROR,
        "The event was not stored."
      )
    }
    return row
  }

  /** The events that a look which begins now will answer. */
  async unsettled(paymentSessionId: string): Promise<string[]> {
    const rows = await this.run<{ id: string }>(
      `select id from stripe_checkout_event
        where payment_session_id = ? and status in ('received', 'failed')
          and deleted_at is null`,
      [paymentSessionId]
    )
    return rows.map((row) => row.id)
  }

  async settle(
    ids: readonly string[],
    outcome: { readonly status: EventStatus; readonly reason: string }
  ): Promise<void> {
    if (!ids.length) {
      return
    }
    await this.run(
      `update stripe_checkout_event
          set status = ?, reason = ?, attempts = attempts + 1,
              processed_at = now(), updated_at = now()
        where id in (${ids.map(() => "?").join(", ")})
        returning id`,
      [outcome.status, outcome.reason, ...ids]
    )
  }
}
