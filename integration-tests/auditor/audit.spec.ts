import { compare, type Invariant } from "./audit"
import {
  BINDING,
  CAPTURE_REQUEST,
  INTENT,
  madeUpShop,
  ORDER,
  PAYMENT,
  REFUND,
  REFUND_REQUEST,
  type Spoiled,
  TRANSACTIONS,
} from "./made-up-shop"

const HELD = {
  status: "requires_capture",
  amount_capturable: 12000,
  amount_received: 0,
}
const TOLD = [
  { payment_session_id: "payses_1", order_id: null, status: "open" },
]
const [BOOKED] = TRANSACTIONS
const LOST_CAPTURE = { ...CAPTURE_REQUEST, status: null }

describe("The auditor", () => {
  it("finds nothing in a shop whose books are right", () => {
    expect(compare(madeUpShop())).toEqual([])
  })

  it.each<[string, Spoiled]>([
    ["was paid with another provider", { order: { is_paid_otherwise: true } }],
    ["cost nothing", { order: { total_at_placement: "0" } }],
  ])(
    "does not ask the plugin's sessions to have paid for an order that %s",
    (_what, { order }) => {
      const unpaid = { payments: [], transactions: [] }
      const found = compare(
        madeUpShop({ ...(order && { order }), books: unpaid })
      )
      expect(found.filter(({ invariant }) => invariant === "I3")).toEqual([])
    }
  )

  // prettier-ignore
  it.each<[Invariant, string, Spoiled, RegExp]>([
    ["I1", "a cart that was placed twice", { books: { orders: [ORDER, { ...ORDER, id: "order_2" }] } }, /cart_1 was placed 2 times: order_1, order_2/],
    ["I1", "a payment that pays two orders", { books: { orders: [ORDER, { ...ORDER, id: "order_2", cart_ids: ["cart_2"] }] } }, /pi_1 pays for 2 orders/],
    ["I1", "a PaymentIntent in two payments", { books: { payments: [PAYMENT, { ...PAYMENT, id: "pay_2", collection_id: "pay_col_2" }] } }, /pi_1 stands in 2 payments/],
    ["I1", "an order whose completion died before its links", { books: { orders: [ORDER, { ...ORDER, id: "order_2", cart_ids: [], collection_ids: [] }] } }, /order_2 has neither a cart nor a payment/],
    ["I2", "held money without an order", { intent: HELD, books: { payments: [], orders: [] } }, /120\.00 EUR is held by pi_1 \(payses_1\)/],
    ["I2", "taken money without an order", { books: { payments: [], orders: [] } }, /110\.00 EUR was taken by pi_1 and not given back, but there is no order/],
    ["I2", "taken money of a canceled order", { order: { status: "canceled" } }, /110\.00 EUR was taken by pi_1 .* although the order order_1 was canceled/],
    ["I3", "an order that was left unpaid", { books: { payments: [] } }, /order_1 was placed with payses_1, but it has no payment/],
    ["I3", "an order that nothing at Stripe pays", { ledger: { intents: [] } }, /no PaymentIntent at Stripe pays it \(Medusa names pi_1\)/],
    ["I3", "a hold that is gone while Medusa shows it", { intent: { status: "canceled" } }, /authorized payment, but pi_1 is canceled/],
    ["I3", "a payment that was canceled in Medusa only", { payment: { is_canceled: true } }, /canceled payment, but pi_1 is succeeded/],
    ["I4", "a capture that Stripe never made", { intent: HELD }, /120\.00 EUR is captured in Medusa, but Stripe has received 0\.00 EUR/],
    ["I4", "a capture that Medusa does not know", { payment: { captures: [] } }, /0\.00 EUR is captured in Medusa, but Stripe has received 120\.00 EUR/],
    ["I4", "what the plugin remembers wrongly", { binding: { amount_captured: "30" } }, /notes 30\.00 EUR as captured, but at Stripe it is 120\.00 EUR/],
    ["I4", "a collection that miscounts", { books: { collections: [{ id: "pay_col_1", captured_amount: "240", refunded_amount: "10", is_ours_alone: true }] } }, /counts 240\.00 EUR as captured, its payments 120\.00 EUR/],
    ["I5", "more than was authorized", { intent: { amount_received: 12001 } }, /120\.01 EUR was taken, but only 120\.00 EUR was authorized/],
    ["I5", "a hold that was captured twice", { ledger: { requests: [CAPTURE_REQUEST, CAPTURE_REQUEST] } }, /pi_1 was captured 2 times/],
    ["I5", "a capture that was asked for again under another key", { ledger: { requests: [CAPTURE_REQUEST, { ...CAPTURE_REQUEST, idempotency_key: "capture-2", status: 400 }] } }, /asked for again under another key after it had been captured: capture-2/],
    ["I5", "another key after a lost answer", { ledger: { requests: [LOST_CAPTURE, { ...CAPTURE_REQUEST, idempotency_key: "capture-2" }] } }, /After a lost answer the capture of pi_1.* capture-1, capture-2/],
    ["I6", "a refund that Stripe never made", { ledger: { refunds: [] } }, /10\.00 EUR is refunded in Medusa, but Stripe has given back 0\.00 EUR/],
    ["I6", "more given back than was taken", { ledger: { refunds: [{ ...REFUND, amount: 13000 }] } }, /130\.00 EUR was given back, but only 120\.00 EUR was taken/],
    ["I6", "a refund that failed later", { ledger: { refunds: [{ ...REFUND, status: "failed" }] } }, /given back 0\.00 EUR/],
    ["I6", "the same refund made twice", { ledger: { refunds: [REFUND, { ...REFUND, id: "re_2" }] } }, /the same refund was made 2 times: re_1, re_2/],
    ["I6", "a refund under another key after a lost answer", { ledger: { requests: [CAPTURE_REQUEST, { ...REFUND_REQUEST, status: 500 }, { ...REFUND_REQUEST, idempotency_key: "refund-2" }] } }, /After a lost answer the refund .* refund-1, refund-2/],
    ["I6", "a collection that still counts a refund that was taken back", { books: { collections: [{ id: "pay_col_1", captured_amount: "120", refunded_amount: "109", is_ours_alone: true }] } }, /counts 109\.00 EUR as refunded, its payments 10\.00 EUR/],
    ["I6", "what the plugin remembers wrongly", { binding: { amount_refunded: "0" } }, /notes 0\.00 EUR as refunded, but at Stripe it is 10\.00 EUR/],
    ["I7", "a capture that is booked twice", { books: { transactions: [...TRANSACTIONS, { ...BOOKED, id: "ordtrx_3" }] } }, /capt_1 \(120 eur\) stands 2 times/],
    ["I7", "a summary that miscounts", { order: { summary_totals: ["110", "230"] } }, /order_1: its summary counts 230\.00 EUR, its transactions 110\.00 EUR/],
    ["I7", "a refund that is not booked", { books: { transactions: TRANSACTIONS.slice(0, 1) } }, /sum up to 120\.00 EUR, but 110\.00 EUR was captured less refunded/],
    ["I7", "a transaction of a row that was taken back", { books: { transactions: [...TRANSACTIONS, { ...BOOKED, id: "ordtrx_3", reference_id: "capt_x", has_reference: false }] } }, /ordtrx_3 of 120 is for a capture that does not exist/],
    ["I8", "a payment that was turned back", { binding: { state: "authorized" } }, /calls it authorized, but pi_1 is succeeded/],
    ["I8", "an order that reads paid with nothing taken", { intent: HELD }, /order_1 reads paid, but pi_1 is requires_capture/],
    ["I8", "an order that reads refunded in part", { order: { order_status: "refunded" } }, /order_1 reads refunded/],
    ["I8", "a release that is called done and was not", { operation: { kind: "release" } }, /the release scop_1 is called done, but pi_1 is succeeded/],
    ["I9", "an event that vanished", { books: { inbox: [] } }, /evt_1 .* was acknowledged, but it is not in the inbox/],
    ["I9", "an event that nobody answered", { event: { status: "received" } }, /evt_1 .* is still received/],
    ["I9", "a wish that nobody answered", { operation: { status: "wanted" } }, /the capture scop_1 .* is still wanted/],
    ["I10", "an order that costs more than was paid", { order: { total_at_placement: "300" } }, /order_1 is about 300\.00 EUR, but pi_1 was authorized for 120\.00 EUR/],
    ["I10", "another currency", { intent: { currency: "usd" } }, /pay_1 is in eur, but pi_1 was paid in usd/],
    ["I10", "a page that asked for another total", { page: { amount_total: 12100 } }, /cs_1 is about 121\.00 EUR/],
    ["I11", "a canceled order that holds money", { intent: HELD, order: { status: "canceled" } }, /order_1 is canceled, but pi_1 still holds 120\.00 EUR/],
    ["I11", "a capture that nobody asked for", { operation: { status: "declined" } }, /pi_1 was captured by the shop, but nobody/],
    ["I11", "a capture of what was paid in cash already", { books: { transactions: [...TRANSACTIONS, { ...BOOKED, id: "ordtrx_3", amount: "20", reference: "cash", reference_id: "till_1" }] }, order: { summary_totals: ["130"] } }, /order_1 costs 120\.00 EUR, but 130\.00 EUR was taken for it/],
    ["I12", "an event that Stripe never made", { event: { event_id: "evt_forged" } }, /evt_forged .* Stripe never made it/],
    ["I12", "an event of another account", { event: { account: "eu" } }, /kept for the account "eu", but it was delivered to "default"/],
    ["I12", "a binding to a page of somebody else", { page: { payment_session_id: "payses_2" } }, /bound to cs_1, which pays payses_2/],
    ["I12", "a binding to what Stripe does not have", { binding: { checkout_session_id: "cs_stolen" } }, /bound to cs_stolen, which Stripe does not have/],
    ["I13", "a phantom capture", { intent: HELD, payment: { is_marked_captured: false } }, /Stripe was never charged; it blocks every other/],
    ["I13", "a capture without its mark", { payment: { is_marked_captured: false } }, /is captured, but the payment is not marked so/],
    ["I13", "a session that was written back", { session: { status: "pending" } }, /payses_1 is pending, although it has become a payment/],
    ["I13", "a worker that died", { binding: { lease_owner: "worker", is_lease_over: true } }, /worker died looking at it/],
    ["I13", "a look that is overdue", { binding: { is_look_overdue: true } }, /payses_1 should have been looked at/],
    ["I13", "a sweep that died", { books: { runs: [{ id: "scrun_1", status: "running", is_lease_over: true }] } }, /scrun_1 died/],
    ["I14", "a secret in a row", { books: { texts: [{ place: "payment pay_1", text: '{"client_secret":"x"}' }] } }, /payment pay_1 contains a client secret/],
    ["I14", "a shopper's street in a log", { logLines: [{ place: "shop.log:7", text: "deliver to Ringstr. 1" }] }, /shop\.log:7 contains what only the shopper/],
    ["I14", "a statement of core in what the plugin says", { logLines: [{ place: "shop.log:9", text: `stripe-checkout: order #1: insert into "cart_address" values ('Ringstr. 1')` }] }, /shop\.log:9 contains what only the shopper/],
    ["I14", "an API key in a log", { logLines: [{ place: "shop.log:8", text: "rk_test_51H" }] }, /shop\.log:8 contains an API key/],
  ])("%s: sees %s", (invariant, _what, spoiled, sentence) => {
    const found = compare(madeUpShop(spoiled))

    expect(found).toContainEqual({
      invariant,
      sentence: expect.stringMatching(sentence) as string,
    })
  })

  // prettier-ignore
  it.each<[string, Spoiled]>([
    ["money that a person has been told of", { books: { payments: [], collections: [], orders: [], discrepancies: TOLD } }],
    ["money of another integration on the same account", { ledger: { intents: [INTENT, { ...INTENT, id: "pi_2", payment_session_id: null }] } }],
    ["an event that was never delivered", { ledger: { events: [{ id: "evt_1", type: "payment_intent.succeeded", object_id: "pi_1", taken_by: [] }] } }],
    ["a release of what was not captured", { ledger: { refunds: [REFUND, { ...REFUND, id: "re_2", amount: 9000, refunded_before: null, is_release: true }] } }],
    ["a status that has nothing to do with money", { order: { order_status: "in_delivery" } }],
    ["a new key after Stripe had repeated its failure", { ledger: { requests: [{ ...CAPTURE_REQUEST, status: 500 }, { ...CAPTURE_REQUEST, status: 500, is_replayed: true }, { ...CAPTURE_REQUEST, idempotency_key: "capture-1:2" }] } }],
    ["a payment session that was continued as another", { binding: { payment_session_id: "payses_2", continues: "payses_1" }, session: { id: "payses_2" }, payment: { session_id: "payses_2" }, operation: { payment_session_id: "payses_2" } }],
    ["an order that another provider was paid for", { books: { orders: [ORDER, { ...ORDER, id: "order_2", cart_ids: ["cart_2"], collection_ids: ["pay_col_2"] }] } }],
    ["a statement that Medusa's database layer prints when it fails", { logLines: [{ place: "shop.log:9", text: `insert into "cart_address" ("address_1") values ('Ringstr. 1') - read ECONNRESET` }] }],
    ["the settled rows of a binding that holds nothing", { books: { bindings: [BINDING, { ...BINDING, payment_session_id: "payses_2", checkout_session_id: null, payment_intent_id: null, state: "expired" }] } }],
  ])("accepts %s", (_what, spoiled) => {
    expect(compare(madeUpShop(spoiled))).toEqual([])
  })
})
