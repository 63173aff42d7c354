/**
 * The plugin's public events, received as the store's own subscribers receive them.
 */
import { Modules } from "@medusajs/framework/utils"
import type { Store } from "./store"
import { waitUntil } from "./wait-until"

const NAMES = [
  "authorized",
  "captured",
  "capture_failed",
  "payment_failed",
  "refunded",
  "refund_failed",
  "authorization_expiring",
  "authorization_lapsed",
  "authorization_released",
  "payment_link_created",
  "payment_link_email_requested",
  "payment_link_reminder",
  "payment_link_paid",
  "dispute_opened",
  "dispute_closed",
  "review_opened",
  "review_closed",
  "fraud_warning",
  "discrepancy_found",
  "order_not_placeable",
  "event_dead",
] as const

export type PublicEventName = (typeof NAMES)[number]

export type PublicEvent = {
  readonly payment_id: string | null
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly order_display_id: number | null
  readonly cart_id: string | null
  readonly account: string
  readonly amount: number | null
  readonly currency_code: string
  readonly reason: string | null
  readonly reason_code: string
  readonly reason_params: Readonly<Record<string, unknown>>
}

type ReceivedEvent = {
  readonly name: PublicEventName
  readonly data: PublicEvent
}

/** Subscribes once the store runs; to be called while the tests are being described. */
export function recordPublicEvents(store: Store): PublicEvents {
  const events = new PublicEvents()
  beforeAll(() => {
    events.listen(store)
  })
  // The store keeps running for other specs.
  afterAll(() => {
    events.stop(store)
  })
  return events
}

export class PublicEvents {
  private readonly received: ReceivedEvent[] = []

  listen({ container }: Store): void {
    const bus = container.resolve(Modules.EVENT_BUS)
    for (const name of NAMES) {
      bus.subscribe(
        `stripe_checkout.${name}`,
        ({ data }) => {
          this.received.push({ name, data: data as PublicEvent })
          return Promise.resolve()
        },
        { subscriberId: `test-receives-${name}` }
      )
    }
  }

  stop({ container }: Store): void {
    const bus = container.resolve(Modules.EVENT_BUS)
    for (const name of NAMES) {
      bus.unsubscribe(`stripe_checkout.${name}`, () => Promise.resolve(), {
        subscriberId: `test-receives-${name}`,
      })
    }
  }

  /** All events about one payment so far. */
  about(paymentSessionId: string, name: PublicEventName): PublicEvent[] {
    return this.received
      .filter((event) => event.name === name)
      .map(({ data }) => data)
      .filter(
        ({ payment_session_id }) => payment_session_id === paymentSessionId
      )
  }

  /** Waits for the first such event. */
  async first(
    paymentSessionId: string,
    name: PublicEventName
  ): Promise<PublicEvent> {
    return waitUntil(
      `stripe_checkout.${name}`,
      () => this.about(paymentSessionId, name)[0]
    )
  }
}

/** What every event carries for an order of 120.00 EUR. */
export function payloadFor(
  order: {
    readonly session: { readonly id: string }
    readonly orderId?: string
    readonly cart: { readonly id: string }
  },
  rest: Partial<PublicEvent> = {}
): PublicEvent {
  return {
    payment_id: expect.stringMatching(/^pay_/) as string,
    payment_session_id: order.session.id,
    order_id: order.orderId ?? null,
    order_display_id:
      order.orderId === undefined ? null : (expect.any(Number) as number),
    cart_id: order.cart.id,
    account: "default",
    amount: 120,
    currency_code: "eur",
    reason: expect.stringMatching(/\.$/) as string,
    reason_code: expect.stringMatching(/^[a-z_]+$/) as string,
    reason_params: expect.any(Object) as Record<string, unknown>,
    ...rest,
  }
}
