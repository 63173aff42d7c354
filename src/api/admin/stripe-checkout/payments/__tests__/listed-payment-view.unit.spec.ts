import { because } from "../../../../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentRow } from "../../../../../modules/stripe-checkout/repositories/payment-row"
import {
  describeListedPayment,
  type ListedPaymentFacts,
} from "../listed-payment-view"

/** 120.00 EUR are held for an order. */
const ROW: PaymentRow = {
  id: "scpay_1",
  payment_session_id: "payses_1",
  purchase_id: "cart_1",
  created_at: "2026-11-01T10:00:00.000Z",
  stripe_account: "default",
  cart_id: "cart_1",
  order_id: "order_1",
  payment_id: "pay_1",
  checkout_session_id: "cs_test_1",
  payment_intent_id: "pi_1",
  currency_code: "eur",
  amount: "120",
  page_hash: null,
  contents_hash: null,
  checkout_session_attempt: 1,
  checkout_session_expires_at: null,
  state: "authorized",
  reason: because("money_held"),
  amount_capturable: "120.00",
  amount_captured: "0.00",
  amount_refunded: "0.00",
  refunds: null,
  capture_before: "2026-11-08T10:05:00.000Z",
  reported_status: "authorized",
  release_requested: false,
  synced_at: "2026-11-01T10:06:00.000Z",
  kept_reading: null,
  grants: null,
  next_sync_at: null,
  order_failing_since: null,
  sync_failures: 0,
  sync_failed_since: null,
  sync_failure: null,
  replaces_payment_session_id: null,
  expiry_notified_at: null,
}

const ORDER = { displayId: 1042, email: "ada@example.com" }

describe("A payment of the list", () => {
  it("is named by its order, whatever the cart says", () => {
    expect(describeRow({}, { cartEmail: "old@example.com" })).toMatchObject({
      order_id: "order_1",
      display_id: 1042,
      email: "ada@example.com",
      payment_status: "held",
      amount: 120,
      capturable: 120,
    })
  })

  it("is shown without a number and a customer once its order is deleted", () => {
    expect(describeRow({}, { order: null })).toMatchObject({
      order_id: "order_1",
      display_id: null,
      email: null,
    })
  })

  it("has no address at Stripe where its account is no longer configured", () => {
    expect(describeRow({}, { isLiveMode: null })).toMatchObject({
      dashboard_url: null,
      is_test_mode: false,
    })
  })

  it("has a deadline while it is held, and keeps the one that has passed", () => {
    const deadlineOf = (row: Partial<PaymentRow>) =>
      describeRow(row).capture_before

    expect(deadlineOf({})).toBe(ROW.capture_before)
    expect(deadlineOf({ state: "canceled", reported_status: "lapsed" })).toBe(
      ROW.capture_before
    )
    expect(deadlineOf({ state: "canceled" })).toBeNull()
    expect(
      deadlineOf({ state: "captured", amount_captured: "120.00" })
    ).toBeNull()
  })

  it("counts nothing as held that Stripe no longer holds", () => {
    expect(
      describeRow({
        state: "captured",
        amount_capturable: "120.00",
        amount_captured: "30.00",
      })
    ).toMatchObject({
      payment_status: "partially_captured",
      capturable: 0,
      captured: 30,
    })
  })

  it("says first why it cannot be synchronized, then what is to be reviewed, then why the capture failed", () => {
    const facts: Partial<ListedPaymentFacts> = {
      review: because("money_lapsed"),
      captureFailure: because("capture_failed"),
    }
    const failing = { sync_failure: because("payment_session_replaced") }

    expect(describeRow(failing, facts).reason_code).toBe(
      "payment_session_replaced"
    )
    expect(describeRow({}, facts).reason_code).toBe("money_lapsed")
    expect(describeRow({}, { ...facts, review: null }).reason_code).toBe(
      "capture_failed"
    )
    expect(describeRow({}).reason_code).toBe("money_held")
    expect(describeRow({ reason: null })).toMatchObject({
      reason: null,
      reason_code: null,
      reason_params: null,
    })
  })

  it("waits to be paid while its link can, also after the page at Stripe has expired", () => {
    const link = { cart_id: null, payment_id: null, state: "expired" }

    expect(describeRow(link, { requested: 45.5 })).toMatchObject({
      payment_status: "awaiting_customer",
      amount: 45.5,
    })
    expect(describeRow(link)).toMatchObject({
      payment_status: "expired",
      amount: 120,
    })
  })

  it("reads a failed capture only while the money is held", () => {
    const statusOf = (row: Partial<PaymentRow>) =>
      describeRow(row).payment_status

    expect(statusOf({ reported_status: "captureFailed" })).toBe(
      "capture_failed"
    )
    expect(
      statusOf({
        reported_status: "captureFailed",
        state: "captured",
        amount_captured: "120.00",
      })
    ).toBe("captured")
  })
})

function describeRow(
  row: Partial<PaymentRow>,
  facts: Partial<ListedPaymentFacts> = {}
) {
  return describeListedPayment({
    row: { ...ROW, ...row },
    review: null,
    captureFailure: null,
    order: ORDER,
    cartEmail: null,
    disputes: [],
    authorizedAt: "2026-11-01T10:05:00.000Z",
    requested: null,
    isLiveMode: true,
    ...facts,
  })
}
