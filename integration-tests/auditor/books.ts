/**
 * What stands in Medusa's database: core's rows of orders and of the payments that were
 * made through the plugin, and the plugin's own rows. Amounts are decimals in major
 * units, exactly as they are stored.
 */
export type Books = {
  readonly orders: readonly OrderRow[]
  readonly sessions: readonly SessionRow[]
  readonly payments: readonly PaymentRow[]
  readonly collections: readonly CollectionRow[]
  readonly transactions: readonly TransactionRow[]
  readonly bindings: readonly BindingRow[]
  readonly inbox: readonly InboxRow[]
  readonly operations: readonly OperationRow[]
  readonly discrepancies: readonly DiscrepancyRow[]
  readonly runs: readonly RunRow[]
  /** All that the plugin has written anywhere, as text. */
  readonly texts: readonly { readonly place: string; readonly text: string }[]
  /** Streets and telephone numbers that the shop knows and nobody else may. */
  readonly privateWords: readonly string[]
}

export type OrderRow = {
  readonly id: string
  readonly status: string
  readonly is_draft_order: boolean
  readonly currency_code: string
  /** The status that merchants and the plugin write into the metadata. */
  readonly order_status: string | null
  readonly total_at_placement: string | null
  /**
   * What the order's newest summary counts as paid, less refunded; shown as the balance.
   * Several when core wrote two summaries of the same version.
   */
  readonly summary_totals: readonly (string | null)[]
  /** No edit, return or claim has changed what it costs. */
  readonly is_as_placed: boolean
  /** Another provider has a payment for it, whatever became of the plugin's sessions beside it. */
  readonly is_paid_otherwise: boolean
  readonly cart_ids: readonly string[]
  readonly collection_ids: readonly string[]
}

export type SessionRow = {
  readonly id: string
  readonly status: string
  readonly amount: string
  readonly currency_code: string
  readonly collection_id: string
  /** The carts that the collection belongs to; none where an order owes more. */
  readonly cart_ids: readonly string[]
}

export type PaymentRow = {
  readonly id: string
  readonly session_id: string
  readonly collection_id: string
  readonly payment_intent_id: string | null
  readonly amount: string
  readonly currency_code: string
  readonly is_marked_captured: boolean
  readonly is_canceled: boolean
  readonly cart_ids: readonly string[]
  readonly captures: readonly MoneyRow[]
  readonly refunds: readonly MoneyRow[]
}

export type MoneyRow = {
  readonly id: string
  readonly amount: string
  readonly created_by: string | null
}

export type CollectionRow = {
  readonly id: string
  readonly captured_amount: string
  readonly refunded_amount: string
  /** Nobody but the plugin has payments in it. */
  readonly is_ours_alone: boolean
}

export type TransactionRow = {
  readonly id: string
  readonly order_id: string
  readonly amount: string
  readonly reference: string | null
  readonly reference_id: string | null
  /** Whether core still has the capture or refund that it refers to. */
  readonly has_reference: boolean
}

export type BindingRow = {
  readonly payment_session_id: string
  readonly continues: string | null
  readonly account: string
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  readonly currency_code: string
  readonly state: string
  readonly amount_capturable: string
  readonly amount_captured: string
  readonly amount_refunded: string
  readonly lease_owner: string | null
  readonly is_lease_over: boolean
  readonly is_look_overdue: boolean
}

export type InboxRow = {
  readonly event_id: string
  readonly account: string
  readonly type: string
  readonly status: string
  readonly reason: string | null
}

export type OperationRow = {
  readonly id: string
  readonly payment_session_id: string
  readonly kind: string
  readonly status: string
  readonly rule: string | null
  readonly actor: string | null
  readonly trigger: string
  readonly reason: string | null
}

export type DiscrepancyRow = {
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly status: string
}

export type RunRow = {
  readonly id: string
  readonly status: string
  readonly is_lease_over: boolean
}
