/**
 * Reading what happened at Stripe, page by page, for what webhooks have lost.
 */
import type Stripe from "stripe"

import { HANDLED_EVENT_TYPES, readEvent, type VerifiedEvent } from "./webhooks"
import { idOf } from "./snapshots"
import type { RequestLimits } from "./time-budget"
import { translateErrors } from "./errors"
/** The largest page that Stripe gives. */
const PAGE = 100

/** An object at Stripe that names a payment session. */
export interface TaggedObject {
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
    const pages = pagesOf((page) =>
      this.client.events.list(
        { types: [...HANDLED_EVENT_TYPES], created: { gte: since }, ...page },
        limits()
      )
    )
    for await (const events of pages) {
      yield events.map(readEvent)
    }
  }

  /** Checkout Sessions made since then, newest first. */
  async *checkoutSessions(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<TaggedObject[]> {
    const pages = pagesOf((page) =>
      this.client.checkout.sessions.list(
        { created: { gte: since }, ...page },
        limits()
      )
    )
    for await (const sessions of pages) {
      yield sessions.map(bindPaymentIntent)
    }
  }

  /** PaymentIntents made since then, newest first. */
  async *paymentIntents(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<TaggedObject[]> {
    const pages = pagesOf((page) =>
      this.client.paymentIntents.list(
        { created: { gte: since }, ...page },
        limits()
      )
    )
    for await (const intents of pages) {
      yield intents.map(nameIntent)
    }
  }
}

/** The SDK's own iterator gives one object after the other; we work page by page. */
async function* pagesOf<Item extends { readonly id: string }>(
  list: (page: {
    limit: number
    starting_after?: string
  }) => Promise<{ data: Item[]; has_more: boolean }>
): AsyncGenerator<Item[]> {
  let after: string | undefined
  do {
    const page = await translateErrors(() =>
      list({ limit: PAGE, ...(after ? { starting_after: after } : {}) })
    )
    yield page.data
    after = page.has_more ? page.data.at(-1)?.id : undefined
  } while (after)
}

function bindPaymentIntent(session: Stripe.Checkout.Session): TaggedObject {
  return {
    paymentSessionId: session.metadata?.["payment_session_id"] ?? null,
    checkoutSessionId: session.id,
    paymentIntentId: idOf(session.payment_intent),
    status: session.status ?? "unrecognized",
  }
}

function nameIntent(intent: Stripe.PaymentIntent): TaggedObject {
  return {
    paymentSessionId: intent.metadata["payment_session_id"] ?? null,
    checkoutSessionId: null,
    paymentIntentId: intent.id,
    status: intent.status,
  }
}
