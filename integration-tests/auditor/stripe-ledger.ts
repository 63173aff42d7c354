/** What Stripe has done, and which requests it received. Amounts in minor units. */
export type Ledger = {
  readonly isMulticaptureGranted: boolean
  readonly checkoutSessions: readonly CheckoutSession[]
  readonly intents: readonly Intent[]
  readonly refunds: readonly Refund[]
  readonly disputes: readonly Dispute[]
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
  /** What was authorized; Stripe's own amount says what was moved after an overcapture. */
  readonly amount: number
  readonly amount_capturable: number
  readonly amount_received: number
  /** How much of `amount` the issuer authorized later, without the shopper; absent where nothing. */
  readonly incremented_by?: number
  /** What one capture may take by overcapture; absent where it is not granted. */
  readonly most_capturable?: number
  /** A part can be captured, and the rest stays held. */
  readonly is_multicapture?: boolean
  readonly payment_session_id: string | null
  readonly order_id: string | null
  /** Its order is placed before the bank decides; absent where it is not. */
  readonly is_placed_at_once?: boolean
}

export type Refund = {
  readonly id: string
  readonly payment_intent_id: string
  readonly amount: number
  readonly status: string
  /** The amount refunded before, from its metadata; null for refunds made in the Dashboard. */
  readonly refunded_before: string | null
  /** Only records that a part of a hold was released; no money was refunded. */
  readonly is_release: boolean
}

/** A dispute, a review or an early fraud warning. */
export type Dispute = {
  readonly id: string
  readonly payment_intent_id: string
  /** Of a review `open` or why it was closed; of a warning `actionable` or `not_actionable`. */
  readonly status: string
  readonly is_open: boolean
  /** Null where it is not about an amount. */
  readonly amount: number | null
  readonly withdrawn: number
  readonly reinstated: number
}

export type DeliveredEvent = {
  readonly id: string
  readonly type: string
  readonly object_id: string | null
  /** The paths of the plugin's endpoints that answered 2xx. */
  readonly acknowledged_by: readonly string[]
}

export type Request = {
  readonly method: string
  readonly path: string
  readonly params: Readonly<Record<string, unknown>>
  readonly idempotency_key: string | null
  /** Null when the connection was cut before Stripe processed the request. */
  readonly status: number | null
  readonly is_replayed: boolean
}
