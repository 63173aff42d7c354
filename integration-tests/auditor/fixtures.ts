/**
 * A shop with one order and no difference: 120.00 EUR authorized, captured because of the
 * order's status, 10.00 EUR refunded. Specs override single rows.
 */
import type {
  DisputeRow,
  PluginPaymentRow,
  MedusaRows,
  InboxRow,
  OperationRow,
  OrderRow,
  PaymentRow,
  SessionRow,
  TransactionRow,
} from "./medusa-rows"
import type { Snapshot } from "./difference"
import type {
  CheckoutSession,
  DeliveredEvent,
  Dispute,
  Intent,
  Ledger,
  Refund,
  Request,
} from "./stripe-ledger"

export type Overrides = {
  readonly order?: Partial<OrderRow>
  readonly session?: Partial<SessionRow>
  readonly payment?: Partial<PaymentRow>
  readonly pluginPayment?: Partial<PluginPaymentRow>
  readonly operation?: Partial<OperationRow>
  readonly event?: Partial<InboxRow>
  readonly checkoutSession?: Partial<CheckoutSession>
  readonly intent?: Partial<Intent>
  readonly medusa?: Partial<MedusaRows>
  readonly ledger?: Partial<Ledger>
  readonly logLines?: Snapshot["logLines"]
  readonly capturedInAdmin?: readonly string[]
}

export const ORDER: OrderRow = {
  id: "order_1",
  display_id: "1",
  status: "pending",
  is_draft_order: false,
  currency_code: "eur",
  order_status: "paid",
  total_at_placement: "120",
  highest_total: "120",
  versions: [{ total: "120", since: 0 }],
  owed: ["0"],
  summary_totals: ["110"],
  open_credit_changes: [],
  doubled_items: [],
  is_paid_by_other_provider: false,
  cart_ids: ["cart_1"],
  collection_ids: ["pay_col_1"],
}

export const SESSION: SessionRow = {
  id: "payses_1",
  status: "authorized",
  amount: "120",
  currency_code: "eur",
  collection_id: "pay_col_1",
  is_link_expired: false,
  cart_ids: ["cart_1"],
}

export const PAYMENT: PaymentRow = {
  id: "pay_1",
  session_id: "payses_1",
  collection_id: "pay_col_1",
  payment_intent_id: "pi_1",
  amount: "120",
  currency_code: "eur",
  is_marked_captured: true,
  is_canceled: false,
  cart_ids: ["cart_1"],
  captures: [{ id: "capt_1", amount: "120", created_by: null }],
  refunds: [{ id: "ref_1", amount: "10", created_by: "user_1" }],
}

export const PLUGIN_PAYMENT: PluginPaymentRow = {
  payment_session_id: "payses_1",
  replaces_payment_session_id: null,
  stripe_account: "default",
  cart_id: "cart_1",
  order_id: "order_1",
  checkout_session_id: "cs_1",
  payment_intent_id: "pi_1",
  currency_code: "eur",
  state: "captured",
  amount_capturable: "0",
  amount_captured: "120",
  amount_refunded: "10",
  lease_owner: null,
  is_lease_expired: false,
  is_sync_overdue: false,
}

const OPERATION: OperationRow = {
  id: "scop_1",
  payment_session_id: "payses_1",
  kind: "capture",
  source: "rule",
  status: "succeeded",
  trigger: "status:1",
  reason: "capturing",
  amount: "120",
  begun_at: 1_000,
  settled_at: 1_001,
}

export const CHECKOUT_SESSION: CheckoutSession = {
  id: "cs_1",
  status: "complete",
  amount_total: 12000,
  currency: "eur",
  payment_session_id: "payses_1",
  payment_intent_id: "pi_1",
}

export const INTENT: Intent = {
  id: "pi_1",
  status: "succeeded",
  currency: "eur",
  amount: 12000,
  amount_capturable: 0,
  amount_received: 12000,
  payment_session_id: "payses_1",
  order_id: "order_1",
}

export const REFUND: Refund = {
  id: "re_1",
  payment_intent_id: "pi_1",
  amount: 1000,
  status: "succeeded",
  refunded_before: "0",
  is_release: false,
}

const EVENT: DeliveredEvent = {
  id: "evt_1",
  type: "payment_intent.succeeded",
  object_id: "pi_1",
  acknowledged_by: ["/hooks/stripe-checkout"],
}

const INBOX_EVENT: InboxRow = {
  event_id: "evt_1",
  stripe_account: "default",
  type: "payment_intent.succeeded",
  status: "processed",
  reason: "Medusa and Stripe agree.",
}

export const DISPUTE: Dispute = {
  id: "du_1",
  payment_intent_id: "pi_1",
  status: "lost",
  is_open: false,
  amount: 12000,
  withdrawn: 12000,
  reinstated: 0,
}

export const DISPUTE_ROW: DisputeRow = {
  stripe_id: "du_1",
  payment_session_id: "payses_1",
  status: "lost",
  is_open: false,
  amount: "120",
  currency_code: "eur",
  withdrawn: "120",
  reinstated: "0",
  reported_stage: "closed_lost",
}

export const CAPTURE_REQUEST: Request = {
  method: "POST",
  path: "/v1/payment_intents/pi_1/capture",
  params: { amount_to_capture: "12000" },
  idempotency_key: "capture-1",
  status: 200,
  is_replayed: false,
}

export const REFUND_REQUEST: Request = {
  method: "POST",
  path: "/v1/refunds",
  params: { payment_intent: "pi_1", amount: "1000" },
  idempotency_key: "refund-1",
  status: 200,
  is_replayed: false,
}

export const TRANSACTIONS: readonly [TransactionRow, TransactionRow] = [
  {
    id: "ordtrx_1",
    order_id: "order_1",
    amount: "120",
    reference: "capture",
    reference_id: "capt_1",
    has_reference: true,
    created_at: 1_001,
  },
  {
    id: "ordtrx_2",
    order_id: "order_1",
    amount: "-10",
    reference: "refund",
    reference_id: "ref_1",
    has_reference: true,
    created_at: 2_000,
  },
]

export function createSnapshot(overrides: Overrides = {}): Snapshot {
  return {
    medusa: { ...medusaOf(overrides), ...overrides.medusa },
    ledger: { ...ledgerOf(overrides), ...overrides.ledger },
    logLines: overrides.logLines ?? [],
    capturedInAdmin: new Set(overrides.capturedInAdmin),
  }
}

function medusaOf(overrides: Overrides): MedusaRows {
  return {
    orders: [{ ...ORDER, ...overrides.order }],
    sessions: [{ ...SESSION, ...overrides.session }],
    payments: [{ ...PAYMENT, ...overrides.payment }],
    collections: [
      {
        id: "pay_col_1",
        captured_amount: "120",
        refunded_amount: "10",
        has_only_plugin_payments: true,
      },
    ],
    transactions: TRANSACTIONS,
    pluginPayments: [{ ...PLUGIN_PAYMENT, ...overrides.pluginPayment }],
    inbox: [{ ...INBOX_EVENT, ...overrides.event }],
    operations: [{ ...OPERATION, ...overrides.operation }],
    discrepancies: [],
    disputes: [],
    runs: [{ id: "scrun_1", status: "succeeded", is_lease_expired: true }],
    texts: [{ place: "payment_session payses_1", text: '{"url":"/pay/1"}' }],
    privateWords: ["Ringstr. 1"],
  }
}

function ledgerOf(overrides: Overrides): Ledger {
  return {
    isMulticaptureGranted: false,
    checkoutSessions: [{ ...CHECKOUT_SESSION, ...overrides.checkoutSession }],
    intents: [{ ...INTENT, ...overrides.intent }],
    refunds: [REFUND],
    disputes: [],
    events: [EVENT],
    requests: [CAPTURE_REQUEST, REFUND_REQUEST],
  }
}
