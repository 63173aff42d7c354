import { compare, type Invariant } from "./audit"
import {
  CHECKOUT_SESSION,
  PLUGIN_PAYMENT,
  CAPTURE_REQUEST,
  INTENT,
  createSnapshot,
  DISPUTE,
  DISPUTE_ROW,
  ORDER,
  PAYMENT,
  REFUND,
  REFUND_REQUEST,
  SESSION,
  type Overrides,
  TRANSACTIONS,
} from "./fixtures"
import type { Intent, Ledger } from "./stripe-ledger"

const HELD = {
  status: "requires_capture",
  amount_capturable: 12000,
  amount_received: 0,
}
const DEBITED = { ...HELD, status: "processing", amount_capturable: 0 }
const PLACED_AT_ONCE = { ...DEBITED, is_placed_at_once: true }
const OPEN_DISCREPANCIES = [
  {
    payment_session_id: "payses_1",
    order_id: null,
    status: "open",
    kind: "unknown_order",
    lookalike_display_id: null,
  },
]
const UNLINKED = {
  ...ORDER,
  id: "order_2",
  display_id: "2",
  cart_ids: [],
  collection_ids: [],
}
const lookalike = (status: string) => ({
  orders: [ORDER, UNLINKED],
  discrepancies: [
    {
      payment_session_id: "payses_1",
      order_id: null,
      status,
      kind: "lookalike_order",
      lookalike_display_id: "2",
    },
  ],
})
const disputed = (changes: Partial<typeof DISPUTE_ROW>): Overrides => ({
  ledger: { disputes: [DISPUTE] },
  medusa: { disputes: [{ ...DISPUTE_ROW, ...changes }] },
})
const [CAPTURE_TRANSACTION] = TRANSACTIONS
/** 50.00 EUR are captured, and 70.00 EUR stay held. */
const PART_CAPTURED: Partial<Intent> = {
  status: "requires_capture",
  amount_capturable: 7000,
  amount_received: 5000,
  is_multicapture: true,
}
const PART = { id: "capt_1", amount: "50", created_by: null }
const PART_ROW = {
  state: "authorized",
  amount_capturable: "70",
  amount_captured: "50",
}
const PART_LEDGER = {
  collections: [
    {
      id: "pay_col_1",
      captured_amount: "50",
      refunded_amount: "10",
      has_only_plugin_payments: true,
    },
  ],
  transactions: TRANSACTIONS.map((one) =>
    one.reference === "capture" ? { ...one, amount: "50" } : one
  ),
}
/** Another payment of the order, by a payment link: 50.00 EUR. */
const SECOND = {
  ...INTENT,
  id: "pi_2",
  amount: 5000,
  amount_received: 5000,
  payment_session_id: "payses_2",
}
const SECOND_HELD = { ...SECOND, ...HELD, amount_capturable: 5000 }
const SECOND_PAYMENT = {
  ...PAYMENT,
  id: "pay_2",
  session_id: "payses_2",
  payment_intent_id: "pi_2",
  amount: "50",
  cart_ids: [],
  captures: [],
  refunds: [],
}
const LINK = {
  ...SESSION,
  id: "payses_2",
  status: "pending",
  amount: "50",
  cart_ids: [],
}
const OPEN_LINK = {
  ...CHECKOUT_SESSION,
  id: "cs_2",
  status: "open",
  amount_total: 5000,
  payment_session_id: "payses_2",
  payment_intent_id: null,
}
const twoPayments = (second: Intent) => ({
  medusa: { payments: [PAYMENT, SECOND_PAYMENT] },
  ledger: { intents: [INTENT, second] },
})
const openLink = (more: Partial<Ledger> = {}, payments = [PAYMENT]) => ({
  medusa: { sessions: [SESSION, LINK], payments },
  ledger: { checkoutSessions: [CHECKOUT_SESSION, OPEN_LINK], ...more },
})
const LOST_CAPTURE = { ...CAPTURE_REQUEST, status: null }

describe("The auditor", () => {
  it("finds nothing in a shop without differences", () => {
    expect(compare(createSnapshot())).toEqual([])
  })

  it.each<[string, Overrides]>([
    [
      "was paid with another provider",
      { order: { is_paid_by_other_provider: true } },
    ],
    ["cost nothing", { order: { total_at_placement: "0" } }],
  ])(
    "does not expect the plugin's sessions to have paid for an order that %s",
    (_what, { order }) => {
      const unpaid = { payments: [], transactions: [] }
      const found = compare(
        createSnapshot({ ...(order && { order }), medusa: unpaid })
      )
      expect(found.filter(({ invariant }) => invariant === "I3")).toEqual([])
    }
  )

  // prettier-ignore
  it.each<[Invariant, string, Overrides, RegExp]>([
    ["I1", "a cart that was placed twice", { medusa: { orders: [ORDER, { ...ORDER, id: "order_2" }] } }, /cart_1 was placed 2 times: order_1, order_2/],
    ["I1", "a payment that pays two orders", { medusa: { orders: [ORDER, { ...ORDER, id: "order_2", cart_ids: ["cart_2"] }] } }, /pi_1 pays for 2 orders/],
    ["I1", "a PaymentIntent in two payments", { medusa: { payments: [PAYMENT, { ...PAYMENT, id: "pay_2", collection_id: "pay_col_2" }] } }, /pi_1 is in 2 payments/],
    ["I1", "a payment link that was paid twice", { ledger: { intents: [INTENT, SECOND, { ...SECOND_HELD, id: "pi_3" }] } }, /payses_2 is paid 2 times: pi_2, pi_3/],
    ["I1", "an order whose completion was interrupted before its links", { medusa: { orders: [ORDER, UNLINKED], discrepancies: OPEN_DISCREPANCIES } }, /order_2 has neither a cart nor a payment/],
    ["I1", "such an order whose discrepancy was resolved", { medusa: lookalike("resolved") }, /order_2 has neither a cart nor a payment/],
    ["I2", "held money without an order", { intent: HELD, medusa: { payments: [], orders: [] } }, /120\.00 EUR is held by pi_1 \(payses_1\)/],
    ["I2", "captured money without an order", { medusa: { payments: [], orders: [] } }, /110\.00 EUR was captured by pi_1 and not refunded, but it has no order/],
    ["I2", "captured money of a canceled order", { order: { status: "canceled" } }, /110\.00 EUR was captured by pi_1 .* although the order order_1 was canceled/],
    ["I3", "an unpaid order", { medusa: { payments: [] } }, /order_1 was placed with payses_1, but it has no payment/],
    ["I3", "an order that nothing at Stripe pays", { ledger: { intents: [] } }, /no PaymentIntent at Stripe pays it \(Medusa refers to pi_1\)/],
    ["I3", "a hold that was released while Medusa still shows it", { intent: { status: "canceled" } }, /authorized payment, but pi_1 is canceled/],
    ["I3", "a payment that was canceled in Medusa only", { payment: { is_canceled: true } }, /canceled payment, but pi_1 is succeeded/],
    ["I4", "a capture that was never made at Stripe", { intent: HELD }, /120\.00 EUR is captured in Medusa, but Stripe has received 0\.00 EUR/],
    ["I4", "a capture that Medusa does not have", { payment: { captures: [] } }, /0\.00 EUR is captured in Medusa, but Stripe has received 120\.00 EUR/],
    ["I4", "a captured amount that the plugin recorded wrongly", { pluginPayment: { amount_captured: "30" } }, /recorded 30\.00 EUR as captured, but Stripe says 120\.00 EUR/],
    ["I4", "a collection with a wrong captured amount", { medusa: { collections: [{ id: "pay_col_1", captured_amount: "240", refunded_amount: "10", has_only_plugin_payments: true }] } }, /counts 240\.00 EUR as captured, but its payments 120\.00 EUR/],
    ["I5", "a capture of more than was authorized", { intent: { amount_received: 12001 } }, /120\.01 EUR was captured, but only 120\.00 EUR was authorized/],
    ["I5", "an overcapture beyond what is granted", { intent: { amount: 10000, most_capturable: 11500, amount_received: 12000 } }, /120\.00 EUR was captured, but only 100\.00 EUR was authorized/],
    ["I5", "a hold that was captured twice", { ledger: { requests: [CAPTURE_REQUEST, CAPTURE_REQUEST] } }, /pi_1 was captured 2 times/],
    ["I5", "a capture that was requested again under another key", { ledger: { requests: [CAPTURE_REQUEST, { ...CAPTURE_REQUEST, idempotency_key: "capture-2", status: 400 }] } }, /was captured, and then requested again under another key: capture-2/],
    ["I5", "another key after a lost response", { ledger: { requests: [LOST_CAPTURE, { ...CAPTURE_REQUEST, idempotency_key: "capture-2" }] } }, /After a lost response the capture of pi_1.* capture-1, capture-2/],
    ["I6", "a refund that was never made at Stripe", { ledger: { refunds: [] } }, /10\.00 EUR is refunded in Medusa, but Stripe has refunded 0\.00 EUR/],
    ["I6", "a refund of more than was captured", { ledger: { refunds: [{ ...REFUND, amount: 13000 }] } }, /130\.00 EUR was refunded, but only 120\.00 EUR was captured/],
    ["I6", "a refund that failed later", { ledger: { refunds: [{ ...REFUND, status: "failed" }] } }, /Stripe has refunded 0\.00 EUR/],
    ["I6", "the same refund made twice", { ledger: { refunds: [REFUND, { ...REFUND, id: "re_2" }] } }, /the same refund was made 2 times: re_1, re_2/],
    ["I6", "a refund under another key after a lost response", { ledger: { requests: [CAPTURE_REQUEST, { ...REFUND_REQUEST, status: 500 }, { ...REFUND_REQUEST, idempotency_key: "refund-2" }] } }, /After a lost response the refund .* refund-1, refund-2/],
    ["I6", "a collection that still counts a deleted refund", { medusa: { collections: [{ id: "pay_col_1", captured_amount: "120", refunded_amount: "109", has_only_plugin_payments: true }] } }, /counts 109\.00 EUR as refunded, but its payments 10\.00 EUR/],
    ["I6", "a refunded amount that the plugin recorded wrongly", { pluginPayment: { amount_refunded: "0" } }, /recorded 0\.00 EUR as refunded, but Stripe says 10\.00 EUR/],
    ["I7", "a capture with two transactions", { medusa: { transactions: [...TRANSACTIONS, { ...CAPTURE_TRANSACTION, id: "ordtrx_3" }] } }, /capt_1 \(120 eur\) has 2 transactions/],
    ["I7", "a summary with a wrong total", { order: { summary_totals: ["110", "230"] } }, /order_1: its summary counts 230\.00 EUR, but its transactions add up to 110\.00 EUR/],
    ["I7", "two newest summaries that disagree about what the order owes", { order: { owed: ["10", "0"] } }, /order_1: its newest summaries disagree about what it owes: 10, 0/],
    ["I7", "a refund without a transaction", { medusa: { transactions: TRANSACTIONS.slice(0, 1) } }, /add up to 120\.00 EUR, but captures less refunds are 110\.00 EUR/],
    ["I7", "a transaction of a deleted capture", { medusa: { transactions: [...TRANSACTIONS, { ...CAPTURE_TRANSACTION, id: "ordtrx_3", reference_id: "capt_x", has_reference: false }] } }, /ordtrx_3 of 120 is for a capture that does not exist/],
    ["I8", "a payment whose state was reverted", { pluginPayment: { state: "authorized" } }, /says authorized, but pi_1 is succeeded/],
    ["I8", "an order that reads paid with nothing captured", { intent: HELD }, /order_1 reads paid, but pi_1 is requires_capture/],
    ["I8", "an order that reads refunded after a partial refund", { order: { order_status: "refunded" } }, /order_1 reads refunded/],
    ["I8", "an order that reads approved and whose money was captured", { order: { order_status: "approved" } }, /order_1 reads approved, but pi_1 is succeeded/],
    ["I8", "an order that reads approved while the rest of a part capture is held", { intent: PART_CAPTURED, payment: { captures: [PART], is_marked_captured: false }, medusa: PART_LEDGER, pluginPayment: PART_ROW, order: { order_status: "approved", owed: ["70"], summary_totals: ["40"] } }, /order_1 reads approved, but pi_1 is requires_capture/],
    ["I8", "an order that reads approved and owes nothing", { ...twoPayments(SECOND_HELD), order: { order_status: "approved", owed: ["0"] } }, /order_1 reads approved, but pi_1 is succeeded.*, pi_2 is requires_capture.*, and it owes 0/],
    ["I8", "an order that reads paid while it needs a hold", { ...twoPayments(SECOND_HELD), order: { owed: ["10"] } }, /order_1 reads paid, but .*pi_2 is requires_capture/],
    ["I7", "a change for a refund's credit line that nobody finished", { order: { open_credit_changes: ["ordch_1"] } }, /order_1: the change ordch_1 for a credit line is open/],
    ["I7", "an order that core has written twice", { order: { doubled_items: ["item_1"] } }, /order_1 has item_1 more than once/],
    ["I8", "an order that reads paid and owes something", { order: { owed: ["0.01"] } }, /order_1 reads paid, but .* and it owes 0\.01/],
    ["I8", "an order that reads paid in part and owes nothing", { order: { order_status: "partially_paid", owed: ["0"] } }, /order_1 reads partially_paid/],
    ["I8", "an order that reads paid in part although its other payment is held", { ...twoPayments(SECOND_HELD), order: { order_status: "partially_paid" } }, /order_1 reads partially_paid/],
    ["I8", "an order that reads paid and whose payments were all refunded", { ledger: { refunds: [{ ...REFUND, amount: 12000 }] } }, /order_1 reads paid/],
    ["I8", "an order that reads refunded while its other payment is captured", { ledger: { intents: [INTENT, SECOND], refunds: [{ ...REFUND, amount: 12000 }] }, medusa: { payments: [PAYMENT, SECOND_PAYMENT] }, order: { order_status: "refunded" } }, /order_1 reads refunded/],
    ["I8", "an order that reads released while its other payment is held", { medusa: { payments: [PAYMENT, SECOND_PAYMENT] }, ledger: { intents: [{ ...INTENT, status: "canceled", amount_received: 0 }, SECOND_HELD] }, order: { order_status: "authorization_released" } }, /order_1 reads authorization_released/],
    ["I8", "a release that did not succeed", { operation: { kind: "release" } }, /the release scop_1 has succeeded, but pi_1 is succeeded/],
    ["I3", "a debit that the bank has not decided, of an order that waits for the bank", { intent: DEBITED }, /authorized payment, but pi_1 is processing/],
    ["I3", "a payment that was canceled while the bank decides", { intent: PLACED_AT_ONCE, payment: { is_canceled: true } }, /canceled payment, but pi_1 is processing/],
    ["I8", "an order that reads pending after the bank has paid", { order: { order_status: "payment_pending" } }, /order_1 reads payment_pending/],
    ["I8", "an order that reads paid while the bank decides", { intent: PLACED_AT_ONCE }, /order_1 reads paid/],
    ["I8", "an order that reads refused while the bank decides", { intent: PLACED_AT_ONCE, order: { order_status: "payment_failed" } }, /order_1 reads payment_failed/],
    ["I9", "an event that is missing", { medusa: { inbox: [] } }, /evt_1 .* was acknowledged, but it is not in the inbox/],
    ["I9", "an event that was not processed", { event: { status: "received" } }, /evt_1 .* is still received/],
    ["I9", "a request that is still open", { operation: { status: "pending" } }, /the capture scop_1 .* is still pending/],
    ["I10", "an order that costs more than was authorized", { order: { total_at_placement: "300" } }, /order_1 is for 300\.00 EUR, but pi_1 was authorized for 120\.00 EUR/],
    ["I10", "another currency", { intent: { currency: "usd" } }, /pay_1 is in eur, but pi_1 was paid in usd/],
    ["I10", "a Checkout Session with another total", { checkoutSession: { amount_total: 12100 } }, /cs_1 is for 121\.00 EUR/],
    ["I11", "a canceled order with a hold", { intent: HELD, order: { status: "canceled" } }, /order_1 is canceled, but pi_1 still holds 120\.00 EUR/],
    ["I11", "a capture whose request was rejected", { operation: { status: "rejected" } }, /pi_1 was captured by the shop, but no person and no rule/],
    ["I11", "a capture that nobody requested", { operation: { source: "system" } }, /pi_1 was captured by the shop, but no person and no rule/],
    ["I11", "a capture of an amount that was already paid in cash", { medusa: { transactions: [...TRANSACTIONS, { ...CAPTURE_TRANSACTION, id: "ordtrx_3", amount: "20", reference: "cash", reference_id: "till_1" }] }, order: { summary_totals: ["130"] } }, /order_1 costs 120\.00 EUR, but 130\.00 EUR was paid for it/],
    ["I10", "a payment that was raised with an increment before anything was captured", { intent: { ...HELD, incremented_by: 2000 } }, /pay_1 is for 120\.00 EUR, but pi_1 was authorized for 100\.00 EUR/],
    ["I11", "an increment that nobody requested", { intent: { ...HELD, incremented_by: 2000 } }, /pi_1 was incremented by 20\.00 EUR, but nobody requested it/],
    ["I11", "a hold of an order that is paid in full", { intent: HELD, order: { owed: ["0", "-10"] } }, /order_1 is paid in full, but pi_1 still holds 120\.00 EUR/],
    ["I11", "a hold beside a payment that covers the order", { ...twoPayments(SECOND_HELD), order: { owed: ["10"] } }, /order_1 never cost more than 120\.00 EUR, but 160\.00 EUR is held, on its way and captured for it: pi_1, pi_2/],
    ["I11", "a capture of more than the order owed then", { order: { versions: [{ total: "120", since: 0 }, { total: "20", since: 900 }] } }, /order_1: the capture scop_1 of payses_1 captured 120\.00 EUR, but the order owed 20\.00 EUR then/],
    ["I11", "a capture of what another payment had paid", { medusa: { transactions: [...TRANSACTIONS, { ...CAPTURE_TRANSACTION, id: "ordtrx_3", amount: "50", created_at: 990 }] } }, /captured 120\.00 EUR, but the order owed 70\.00 EUR then/],
    ["I12", "an event that Stripe never created", { event: { event_id: "evt_forged" } }, /evt_forged .* Stripe never created it/],
    ["I12", "an event of another account", { event: { stripe_account: "eu" } }, /stored for the account "eu", but it was delivered to "default"/],
    ["I12", "a payment row with another payment's Checkout Session", { checkoutSession: { payment_session_id: "payses_2" } }, /linked to cs_1, which pays payses_2/],
    ["I12", "a payment row with a Checkout Session that Stripe does not have", { pluginPayment: { checkout_session_id: "cs_stolen" } }, /linked to cs_stolen, which Stripe does not have/],
    ["I13", "a phantom capture", { intent: HELD, payment: { is_marked_captured: false } }, /nothing was captured at Stripe; it blocks every other/],
    ["I13", "a capture whose payment is not marked captured", { payment: { is_marked_captured: false } }, /is captured, but the payment is not marked captured/],
    ["I13", "a payment session that was reset to pending", { session: { status: "pending" } }, /payses_1 is pending, although it has a payment/],
    ["I13", "an expired lease", { pluginPayment: { lease_owner: "worker", is_lease_expired: true } }, /the lease of worker expired/],
    ["I13", "an overdue synchronization", { pluginPayment: { is_sync_overdue: true } }, /payses_1: its next synchronization is overdue/],
    ["I13", "an interrupted sweep", { medusa: { runs: [{ id: "scrun_1", status: "running", is_lease_expired: true }] } }, /scrun_1 was interrupted/],
    ["I14", "a secret in a row", { medusa: { texts: [{ place: "payment pay_1", text: '{"client_secret":"x"}' }] } }, /payment pay_1 contains a client secret/],
    ["I14", "a shopper's street in a log", { logLines: [{ place: "shop.log:7", text: "deliver to Ringstr. 1" }] }, /shop\.log:7 contains a shopper's personal data/],
    ["I14", "a statement of core in a log line of the plugin", { logLines: [{ place: "shop.log:9", text: `stripe-checkout: order #1: insert into "cart_address" values ('Ringstr. 1')` }] }, /shop\.log:9 contains a shopper's personal data/],
    ["I14", "an API key in a log", { logLines: [{ place: "shop.log:8", text: "rk_test_51H" }] }, /shop\.log:8 contains an API key/],
    ["I15", "a Checkout Session of a cart that was placed", { ledger: { checkoutSessions: [CHECKOUT_SESSION, { ...OPEN_LINK, payment_session_id: "payses_1" }] } }, /cs_2 \(payses_1\) can still be paid: 50\.00 EUR, but its cart became order_1/],
    ["I15", "a Checkout Session of a deleted payment session", { ledger: { checkoutSessions: [CHECKOUT_SESSION, OPEN_LINK] } }, /cs_2 \(payses_2\) can still be paid: 50\.00 EUR, but its payment session was deleted/],
    ["I15", "a payment link for more than the order owes", { ...openLink(), order: { owed: ["10"], order_status: "partially_paid" } }, /cs_2 .* can still be paid: 50\.00 EUR, but order_1 only misses 10\.00 EUR/],
    ["I15", "a payment link of a canceled order", { ...openLink(), order: { status: "canceled", owed: ["50"] } }, /but order_1 only misses 0\.00 EUR/],
    ["I15", "a payment link that has expired", { ...openLink(), medusa: { sessions: [SESSION, { ...LINK, is_link_expired: true }] }, order: { owed: ["50"], order_status: "partially_paid" } }, /cs_2 .* can still be paid: 50\.00 EUR, but its link has expired/],
    ["I15", "a payment link for what may be captured beyond a hold", { ...openLink(), intent: { ...HELD, most_capturable: 14400 }, order: { owed: ["160"], order_status: "approved" } }, /but order_1 only misses 16\.00 EUR/],
    ["I15", "a payment link for what another payment holds", { ...openLink({ intents: [INTENT, SECOND_HELD] }, [PAYMENT, SECOND_PAYMENT]), order: { owed: ["60"] } }, /but order_1 only misses 10\.00 EUR/],
    ["I15", "a payment link for what a bank debit is going to pay", { ...openLink({ intents: [INTENT, { ...SECOND, status: "processing", amount_received: 0 }] }), order: { owed: ["60"] } }, /but order_1 only misses 10\.00 EUR/],
    ["I16", "a dispute that nobody stored", { ledger: { disputes: [DISPUTE] } }, /du_1 \(lost\) of pi_1 is not in the plugin's table/],
    ["I16", "a dispute whose end nobody stored", disputed({ status: "needs_response", is_open: true, reported_stage: "dispute" }), /du_1: the plugin says needs_response, but Stripe says lost/],
    ["I16", "a dispute under another payment", disputed({ payment_session_id: "payses_2" }), /du_1 is under payses_2, but its payment is payses_1/],
    ["I16", "a dispute with another amount", disputed({ withdrawn: "100" }), /du_1: 100\.00 EUR is recorded as withdrawn, but it is 120\.00 EUR at Stripe/],
    ["I16", "a dispute that was not reported", disputed({ reported_stage: null }), /du_1 was never reported/],
    ["I16", "a dispute whose end was not reported", disputed({ reported_stage: "dispute" }), /du_1 is closed at Stripe, and was reported as dispute/],
    ["I16", "a dispute that Stripe does not have", { medusa: { disputes: [DISPUTE_ROW] } }, /du_1 of payses_1 is unknown at Stripe/],
  ])("%s: sees %s", (invariant, _what, overrides, sentence) => {
    const found = compare(createSnapshot(overrides))

    expect(found).toContainEqual({
      invariant,
      sentence: expect.stringMatching(sentence) as string,
    })
  })

  // prettier-ignore
  it.each<[string, Overrides]>([
    ["money with an open discrepancy", { medusa: { payments: [], collections: [], orders: [], discrepancies: OPEN_DISCREPANCIES } }],
    ["money of another integration on the same account", { ledger: { intents: [INTENT, { ...INTENT, id: "pi_2", payment_session_id: null }] } }],
    ["an event that was never delivered", { ledger: { events: [{ id: "evt_1", type: "payment_intent.succeeded", object_id: "pi_1", acknowledged_by: [] }] } }],
    ["a release of what was not captured", { ledger: { refunds: [REFUND, { ...REFUND, id: "re_2", amount: 9000, refunded_before: null, is_release: true }] } }],
    ["a status that is not about money", { order: { order_status: "in_delivery" } }],
    ["a refund whose missing credit line is reported", { order: { owed: ["10"] }, medusa: { discrepancies: [{ payment_session_id: "payses_1", order_id: "order_1", status: "open", kind: "refund_credit_missing", lookalike_display_id: null }] } }],
    ["a new key after Stripe has replayed a failure", { ledger: { requests: [{ ...CAPTURE_REQUEST, status: 500 }, { ...CAPTURE_REQUEST, status: 500, is_replayed: true }, { ...CAPTURE_REQUEST, idempotency_key: "capture-1:2" }] } }],
    ["a payment session that was replaced by another", { pluginPayment: { payment_session_id: "payses_2", replaces_payment_session_id: "payses_1" }, session: { id: "payses_2" }, payment: { session_id: "payses_2" }, operation: { payment_session_id: "payses_2" } }],
    ["an order that was paid with another provider", { medusa: { orders: [ORDER, { ...ORDER, id: "order_2", cart_ids: ["cart_2"], collection_ids: ["pay_col_2"] }] } }],
    ["an order of an interrupted completion that is reported", { medusa: lookalike("open") }],
    ["a capture that was begun while an edit was being committed", { order: { versions: [{ total: "120", since: 0 }, { total: "20", since: 998 }] } }],
    ["a capture that was begun while another payment was being recorded", { medusa: { transactions: [...TRANSACTIONS, { ...CAPTURE_TRANSACTION, id: "ordtrx_3", amount: "5", reference: "cash", reference_id: "till_1", created_at: 998 }] }, order: { summary_totals: ["115"] } }],
    ["an edit that was confirmed while Stripe was capturing", { order: { versions: [{ total: "120", since: 0 }, { total: "20", since: 1_000.5 }] } }],
    ["a capture that was begun before the edit that it pays for", { order: { versions: [{ total: "20", since: 0 }, { total: "120", since: 1_000.5 }] } }],
    ["a capture of what an edit had added", { order: { versions: [{ total: "20", since: 0 }, { total: "120", since: 900 }] } }],
    ["a payment link for what the order misses", { ...openLink(), order: { owed: ["50"], order_status: "partially_paid" } }],
    ["a capture that somebody requested, and whose row core has deleted since", { operation: { source: "system" }, capturedInAdmin: ["pay_1"] }],
    ["a failed statement that Medusa's database layer logs", { logLines: [{ place: "shop.log:9", text: `insert into "cart_address" ("address_1") values ('Ringstr. 1') - read ECONNRESET` }] }],
    ["a dispute that is stored and reported", disputed({})],
    ["a dispute of another integration on the same account", { ledger: { disputes: [{ ...DISPUTE, payment_intent_id: "pi_2" }] } }],
    ["a part capture whose rest is held", { intent: PART_CAPTURED, payment: { captures: [PART], is_marked_captured: false }, medusa: PART_LEDGER, pluginPayment: PART_ROW, operation: { amount: "50" }, order: { order_status: "partially_paid", owed: ["70"], summary_totals: ["40"] } }],
    ["an overcapture within what is granted", { intent: { amount: 10000, most_capturable: 12000 }, session: { amount: "100" }, checkoutSession: { amount_total: 10000 }, order: { total_at_placement: "100" } }],
    ["an expired payment row without Stripe objects", { medusa: { pluginPayments: [PLUGIN_PAYMENT, { ...PLUGIN_PAYMENT, payment_session_id: "payses_2", checkout_session_id: null, payment_intent_id: null, state: "expired" }] } }],
  ])("accepts %s", (_what, overrides) => {
    expect(compare(createSnapshot(overrides))).toEqual([])
  })
})
