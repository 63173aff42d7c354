/**
 * Lists what happened at Stripe, page by page, to find what webhooks missed.
 */
import type Stripe from "stripe"

import { HANDLED_EVENT_TYPES, readEvent, type VerifiedEvent } from "./webhooks"
import { idOf } from "./snapshots"
import type { RequestLimits } from "./time-budget"
import { translateErrors } from "./errors"

/** The most types that Stripe lists the events of at once. */
const MOST_TYPES = 20

function inGroups(types: readonly string[]): string[][] {
  const count = Math.ceil(types.length / MOST_TYPES)
  return Array.from({ length: count }, (_, index) =>
    types.slice(index * MOST_TYPES, (index + 1) * MOST_TYPES)
  )
}

/** The largest page that Stripe returns. */
const PAGE_SIZE = 100

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

  /**
   * Events that the plugin acts on; of the types that are listed together, the newest first.
   *
   * @param since seconds since 1970
   */
  async *events(
    since: number,
    limits: () => RequestLimits
  ): AsyncGenerator<VerifiedEvent[]> {
    for (const types of inGroups(HANDLED_EVENT_TYPES)) {
      const pages = pagesOf((page) =>
        this.client.events.list(
          { types, created: { gte: since }, ...page },
          limits()
        )
      )
      for await (const events of pages) {
        yield events.map(readEvent)
      }
    }
  }

  /** Checkout Sessions created since then, newest first. */
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
      yield sessions.map(fromCheckoutSession)
    }
  }

  /** PaymentIntents created since then, newest first. */
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
      yield intents.map(fromPaymentIntent)
    }
  }
}

/** The SDK's own iterator returns single objects; the sweep works page by page. */
export async function* pagesOf<Item extends { readonly id: string }>(
  list: (page: {
    limit: number
    starting_after?: string
  }) => Promise<{ data: Item[]; has_more: boolean }>
): AsyncGenerator<Item[]> {
  let after: string | undefined
  do {
    const page = await translateErrors(() =>
      list({ limit: PAGE_SIZE, ...(after ? { starting_after: after } : {}) })
    )
    yield page.data
    after = page.has_more ? page.data.at(-1)?.id : undefined
  } while (after)
}

function fromCheckoutSession(session: Stripe.Checkout.Session): TaggedObject {
  return {
    paymentSessionId: session.metadata?.["payment_session_id"] ?? null,
    checkoutSessionId: session.id,
    paymentIntentId: idOf(session.payment_intent),
    status: session.status ?? "unrecognized",
  }
}

function fromPaymentIntent(intent: Stripe.PaymentIntent): TaggedObject {
  return {
    paymentSessionId: intent.metadata["payment_session_id"] ?? null,
    checkoutSessionId: null,
    paymentIntentId: intent.id,
    status: intent.status,
  }
}
