/** What Stripe has done, and what it was asked for. Amounts in minor units. */
export type Ledger = {
  readonly isMulticaptureGranted: boolean
  readonly checkoutSessions: readonly CheckoutSession[]
  readonly intents: readonly Intent[]
  readonly refunds: readonly Refund[]
  readonly events: readonly DeliveredEvent[]
  readonly requests: readonly Request[]
}

export type CheckoutSession = {
  readonly id: string
  readonly status: string | null
  readonly amount_total: number | null
  readonly currency: string | null
  readonly payment_session_id: string | null
  readonly payment_intent_id: string | null
}

export type Intent = {
  readonly id: string
  readonly status: string
  readonly currency: string
  readonly amount: number
  readonly amount_capturable: number
  readonly amount_received: number
  readonly payment_session_id: string | null
  readonly order_id: string | null
}

export type Refund = {
  readonly id: string
  readonly payment_intent_id: string
  readonly amount: number
  readonly status: string
  /** What had been refunded before, as whoever made it by the API says; null from the Dashboard. */
  readonly refunded_before: string | null
  /** Only says that a part of a hold was not captured; no money was given back. */
  readonly is_release: boolean
}

export type DeliveredEvent = {
  readonly id: string
  readonly type: string
  readonly object_id: string | null
  /** The paths of the plugin's endpoints that answered 2xx. */
  readonly taken_by: readonly string[]
}

export type Request = {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  readonly idempotency_key: string | null
  /** Null when the connection was cut before Stripe did anything. */
  readonly status: number | null
  readonly is_replayed: boolean
}
