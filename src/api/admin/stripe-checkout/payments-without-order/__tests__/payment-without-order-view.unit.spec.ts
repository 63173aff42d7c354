import { because } from "../../../../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentRow } from "../../../../../modules/stripe-checkout/repositories/payment-row"
import {
  describePaymentWithoutOrder,
  type PaymentWithoutOrderFacts,
} from "../payment-without-order-view"

const SOLD_OUT = because("external_error", {
  message: "The shirt is sold out.",
  error_code: "insufficient_inventory",
})

/** 120.00 EUR are held; the shirt sold out while the shopper paid. */
const ROW: PaymentRow = {
  id: "scpay_1",
  payment_session_id: "payses_1",
  purchase_id: "cart_1",
  created_at: "2026-11-01T10:00:00.000Z",
  stripe_account: "default",
  cart_id: "cart_1",
  order_id: null,
  payment_id: null,
  checkout_session_id: "cs_test_1",
  payment_intent_id: "pi_1",
  currency_code: "eur",
  amount: "120",
  page_hash: null,
  contents_hash: null,
  checkout_session_attempt: 1,
  checkout_session_expires_at: null,
  state: "authorized",
  reason: because("ready_to_place"),
  amount_capturable: "120.00",
  amount_captured: "0.00",
  amount_refunded: "0.00",
  refunds: null,
  capture_before: "2026-11-08T10:05:00.000Z",
  reported_status: null,
  release_requested: false,
  synced_at: null,
  kept_reading: null,
  grants: null,
  next_sync_at: "2026-11-01T10:20:00.000Z",
  order_failing_since: "2026-11-01T10:05:00.000Z",
  sync_failures: 3,
  sync_failed_since: "2026-11-01T10:05:00.000Z",
  sync_failure: SOLD_OUT,
  replaces_payment_session_id: null,
  expiry_notified_at: null,
}

function describeRow(
  row: Partial<PaymentRow> = {},
  facts: Partial<PaymentWithoutOrderFacts> = {}
) {
  return describePaymentWithoutOrder({
    row: { ...ROW, ...row },
    hasPendingRequest: false,
    isLiveMode: true,
    email: "ada@example.com",
    orderOfCart: null,
    releaseAfterHours: 48,
    ...facts,
  })
}

const CAPTURED: Partial<PaymentRow> = {
  state: "captured",
  amount_capturable: "0",
  amount_captured: "120",
}

describe("A payment without an order", () => {
  it("says what is held, since when it fails, why, and when the hold is released by itself", () => {
    expect(describeRow()).toMatchObject({
      held: 120,
      captured: 0,
      failing_since: "2026-11-01T10:05:00.000Z",
      reason: "The shirt is sold out.",
      reason_code: "external_error",
      capture_before: "2026-11-08T10:05:00.000Z",
      release_due_at: "2026-11-03T10:05:00.000Z",
      next_attempt_at: "2026-11-01T10:20:00.000Z",
      dashboard_url: "https://dashboard.stripe.com/payments/pi_1",
      is_test_mode: false,
    })
  })

  it("says why there is no order where no attempt fails", () => {
    const reason = because("placement_timed_out")

    expect(describeRow({ sync_failure: null, reason })).toMatchObject({
      reason_code: "placement_timed_out",
    })
  })

  it("announces no release before the first failure, or of captured money", () => {
    expect(describeRow({ order_failing_since: null }).release_due_at).toBeNull()
    expect(describeRow(CAPTURED)).toMatchObject({
      held: 0,
      captured: 120,
      capture_before: null,
      release_due_at: null,
    })
  })

  it.each<
    [
      string,
      Partial<PaymentRow>,
      Partial<PaymentWithoutOrderFacts>,
      string | null,
      string | null,
    ]
  >([
    ["money is held", {}, {}, null, null],
    ["money is captured", CAPTURED, {}, null, "money_captured"],
    [
      "captured money is refunded in part",
      { ...CAPTURED, amount_refunded: "20" },
      {},
      null,
      "money_captured",
    ],
    [
      "captured money is refunded",
      { ...CAPTURED, amount_refunded: "120.00" },
      {},
      "nothing_held",
      "nothing_held",
    ],
    [
      "the hold has ended",
      { state: "canceled" },
      {},
      "nothing_held",
      "nothing_held",
    ],
    [
      "the order is placed",
      { order_id: "order_1" },
      {},
      "order_placed",
      "order_placed",
    ],
    [
      "the cart's order is placed",
      CAPTURED,
      { orderOfCart: "order_1" },
      "order_placed",
      "order_placed",
    ],
    [
      "the hold is being released",
      { release_requested: true },
      {},
      "being_released",
      null,
    ],
    [
      "a request is pending",
      {},
      { hasPendingRequest: true },
      "already_requested",
      "already_requested",
    ],
    [
      "the account is no longer configured",
      {},
      { isLiveMode: null },
      "account_missing",
      "account_missing",
    ],
  ])("offers what is possible when %s", (_when, row, facts, retry, release) => {
    expect(describeRow(row, facts).actions).toEqual({
      retry: { allowed: retry === null, reason: retry },
      release: { allowed: release === null, reason: release },
    })
  })
})
