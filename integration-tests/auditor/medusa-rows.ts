/**
 * What Medusa's database contains: core's rows of orders and of the plugin's payments,
 * and the plugin's own rows. Amounts are decimals in major units, exactly as stored.
 */
export type MedusaRows = {
  readonly orders: readonly OrderRow[]
  readonly sessions: readonly SessionRow[]
  readonly payments: readonly PaymentRow[]
  readonly collections: readonly CollectionRow[]
  readonly transactions: readonly TransactionRow[]
  readonly pluginPayments: readonly PluginPaymentRow[]
  readonly inbox: readonly InboxRow[]
  readonly operations: readonly OperationRow[]
  readonly discrepancies: readonly DiscrepancyRow[]
  readonly disputes: readonly DisputeRow[]
  readonly runs: readonly RunRow[]
  /** Everything that the plugin has written, as text. */
  readonly texts: readonly { readonly place: string; readonly text: string }[]
  /** Streets and phone numbers that only the shop may know. */
  readonly privateWords: readonly string[]
}

export type OrderRow = {
  readonly id: string
  readonly display_id: string
  readonly status: string
  readonly is_draft_order: boolean
  readonly currency_code: string
  /** The status that merchants and the plugin write to the metadata. */
  readonly order_status: string | null
  readonly total_at_placement: string | null
  /** The most that any version of it cost. */
  readonly highest_total: string | null
  /** What it cost, and since when; oldest first. */
  readonly versions: readonly VersionRow[]
  /** What it owes according to its newest summary; several like the next. */
  readonly owed: readonly (string | null)[]
  /**
   * Paid less refunded, according to the order's newest summary; shown as the balance.
   * Several when core wrote two summaries of the same version.
   */
  readonly summary_totals: readonly (string | null)[]
  /** Changes that give credit for a refund and that nobody finished; they block every edit. */
  readonly open_credit_changes: readonly string[]
  /** Items that its newest version has more than once. */
  readonly doubled_items: readonly string[]
  /** Another provider has a payment for it, whatever happened to the plugin's own sessions. */
  readonly is_paid_by_other_provider: boolean
  readonly cart_ids: readonly string[]
  readonly collection_ids: readonly string[]
}

export type VersionRow = {
  readonly total: string
  /** Seconds since 1970; 0 for the first. */
  readonly since: number
}

export type SessionRow = {
  readonly id: string
  readonly status: string
  readonly amount: string
  readonly currency_code: string
  readonly collection_id: string
  /** Its payment link was valid until a moment that has passed. */
  readonly is_link_expired: boolean
  /** The carts that the collection belongs to; none if it is for an order's outstanding amount. */
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
  /** No other provider has payments in it. */
  readonly has_only_plugin_payments: boolean
}

export type TransactionRow = {
  readonly id: string
  readonly order_id: string
  readonly amount: string
  readonly reference: string | null
  readonly reference_id: string | null
  /** Core still has the capture or refund that it refers to. */
  readonly has_reference: boolean
  /** Seconds since 1970. */
  readonly created_at: number
}

export type PluginPaymentRow = {
  readonly payment_session_id: string
  readonly replaces_payment_session_id: string | null
  readonly stripe_account: string
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
  readonly is_lease_expired: boolean
  readonly is_sync_overdue: boolean
}

export type InboxRow = {
  readonly event_id: string
  readonly stripe_account: string
  readonly type: string
  readonly status: string
  readonly reason: string | null
}

export type OperationRow = {
  readonly id: string
  readonly payment_session_id: string
  readonly kind: string
  /** `request`, `rule` or `system`. */
  readonly source: string
  readonly status: string
  readonly trigger: string
  readonly reason: string | null
  /** Major units; null where it moved no money of its own. */
  readonly amount: string | null
  /** Seconds since 1970, as the next; null while it has not come to that. */
  readonly begun_at: number | null
  readonly settled_at: number | null
}

export type DiscrepancyRow = {
  readonly payment_session_id: string
  readonly order_id: string | null
  readonly status: string
  readonly kind: string
  /** The order that it is about, if that may be an unfinished copy of another. */
  readonly lookalike_display_id: string | null
}

export type DisputeRow = {
  readonly stripe_id: string
  readonly payment_session_id: string
  readonly status: string
  readonly is_open: boolean
  readonly amount: string | null
  readonly currency_code: string | null
  readonly withdrawn: string
  readonly reinstated: string
  /** How far it had come when subscribers were last notified. */
  readonly reported_stage: string | null
}

export type RunRow = {
  readonly id: string
  readonly status: string
  readonly is_lease_expired: boolean
}
