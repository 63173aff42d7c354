/**
 * Reading what happened at Stripe, page by page, for what webhooks have lost.
 */
import type Stripe from "stripe"

import { HANDLED_EVENT_TYPES } from "./handled-events"
import type { RequestLimits } from "./time-budget"
import { translateErrors } from "./translate-error"
import { readEvent, type VerifiedEvent } from "./verify-webhook"

/** The largest page that Stripe gives. */
const PAGE = 100

/** An object at Stripe that names a payment session. */
export interface NamedObject {
  readonly paymentSessionId: string | null
  readonly checkoutSessionId: string | null
  readonly paymentIntentId: string | null
  readonly status: string
}

export class ListingGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /** Events that the plugin acts on, newest first. @param since seconds since 1970 */
  async *events(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<VerifiedEvent[]> {
    let after: string | undefined
    do {
      const page = await translateErrors(() =>
        this.client.events.list(
          {
            types: [...HANDLED_EVENT_TYPES],
            created: { gte: since },
            limit: PAGE,
            ...(after ? { starting_after: after } : {}),
          },
          limits()
        )
      )
      yield page.data.map(readEvent)
      after = page.has_more ? page.data.at(-1)?.id : undefined
    } while (after)
  }

  /** Checkout Sessions made since then, newest first. */
  async *checkoutSessions(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<NamedObject[]> {
    let after: string | undefined
    do {
      const page = await translateErrors(() =>
        this.client.checkout.sessions.list(
          {
            created: { gte: since },
            limit: PAGE,
            ...(after ? { starting_after: after } : {}),
          },
          limits()
        )
      )
      yield page.data.map((session) => ({
        paymentSessionId: session.metadata?.["payment_session_id"] ?? null,
        checkoutSessionId: session.id,
        paymentIntentId:
          typeof session.payment_intent === "string"
            ? session.payment_intent
            : (session.payment_intent?.id ?? null),
        status: session.status ?? "unrecognized",
      }))
      after = page.has_more ? page.data.at(-1)?.id : undefined
    } while (after)
  }

  /** PaymentIntents made since then, newest first. */
  async *paymentIntents(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<NamedObject[]> {
    let after: string | undefined
    do {
      const page = await translateErrors(() =>
        this.client.paymentIntents.list(
          {
            created: { gte: since },
            limit: PAGE,
            ...(after ? { starting_after: after } : {}),
          },
          limits()
        )
      )
      yield page.data.map((intent) => ({
        paymentSessionId: intent.metadata["payment_session_id"] ?? null,
        checkoutSessionId: null,
        paymentIntentId: intent.id,
        status: intent.status,
      }))
      after = page.has_more ? page.data.at(-1)?.id : undefined
    } while (after)
  }
}
