import { because } from "../../../../../modules/stripe-checkout/domain/reasons/reason"
import type { RequestRow } from "../../../../../modules/stripe-checkout/repositories/operation-row"
import type { PaymentRow } from "../../../../../modules/stripe-checkout/repositories/payment-row"
import { describePayment, type PaymentFacts } from "../payment-view"

const ROW: PaymentRow = {
  id: "scpay_1",
  payment_session_id: "payses_1",
  purchase_id: "cart_1",
  created_at: "2026-01-01T00:00:00.000Z",
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
  capture_before: "2026-12-01T13:05:00.000Z",
  reported_status: "authorized",
  release_requested: false,
  synced_at: "2026-11-24T13:05:00.000Z",
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

const REQUEST: RequestRow = {
  id: "scop_1",
  payment_session_id: "payses_1",
  order_id: "order_1",
  kind: "capture",
  amount: null,
  source: "request",
  rule: null,
  actor: "user_1",
  requested_by_status: null,
  status: "pending",
  reason: because("requested", { actor: "user_1" }),
  begun_at: null,
  captured_before: null,
  attempts: 0,
  created_at: new Date("2026-11-24T13:00:00Z"),
  settled_at: null,
}

function describeRow(
  row: Partial<PaymentRow>,
  facts: Partial<PaymentFacts> = {}
) {
  return describePayment({
    row: { ...ROW, ...row },
    operations: [],
    events: [],
    disputes: [],
    turn: 0,
    isLiveMode: false,
    paidByOtherPayment: false,
    isOrderCanceled: false,
    outstanding: 12000,
    ...facts,
  })
}

const CAPTURED = { state: "captured", amount_capturable: "0" }
const CANCELED = { state: "canceled", amount_capturable: "0" }

describe("What the order card tells of a payment", () => {
  it.each<[string, Partial<PaymentRow>, number[]]>([
    ["held", {}, [120, 0, 0, 0]],
    ["captured", { ...CAPTURED, amount_captured: "120" }, [0, 120, 0, 0]],
    [
      "partially_captured",
      { ...CAPTURED, amount_captured: "30" },
      [0, 30, 90, 0],
    ],
    [
      "partially_refunded",
      { ...CAPTURED, amount_captured: "120", amount_refunded: "20" },
      [0, 120, 0, 20],
    ],
    [
      "refunded",
      { ...CAPTURED, amount_captured: "120", amount_refunded: "120" },
      [0, 120, 0, 120],
    ],
    ["released", CANCELED, [0, 0, 120, 0]],
    ["lapsed", { ...CANCELED, reported_status: "lapsed" }, [0, 0, 120, 0]],
    [
      "awaiting_customer",
      { state: "awaiting_customer", amount_capturable: "0" },
      [0, 0, 0, 0],
    ],
  ])(
    "says %s with held, captured, released, refunded",
    (situation, row, sums) => {
      const payment = describeRow(row)

      expect(payment.payment_status).toBe(situation)
      const { held, captured, released, refunded } = payment.amounts
      expect([held, captured, released, refunded]).toEqual(sums)
    }
  )

  it("offers to capture no more than the order owes", () => {
    const { actions } = describeRow({}, { outstanding: 5000 })

    expect(actions.capture).toEqual({
      allowed: true,
      reason: null,
      amount: 50,
      turn: 0,
    })
  })

  it("offers to capture beyond the hold what overcapture grants and the order owes", () => {
    const { actions } = describeRow(
      {},
      { outstanding: 13000, beyondHold: 1000 }
    )

    expect(actions.capture).toMatchObject({ amount: 130, beyond_hold: 10 })
  })

  it("says that a part capture keeps the rest, as long as something is held", () => {
    const grants = { most: null, parts: true }
    const keepsRest = (row: Partial<PaymentRow>) =>
      describeRow({ ...row, grants }).actions.capture.keeps_rest

    expect(keepsRest({})).toBe(true)
    expect(keepsRest(CANCELED)).toBeUndefined()
  })

  it.each<[string, Partial<PaymentRow>, Partial<PaymentFacts>, string | null]>([
    ["nothing_held", CANCELED, {}, "nothing_held"],
    ["order_canceled", {}, { isOrderCanceled: true }, "order_canceled"],
    ["account_missing", {}, { isLiveMode: null }, "account_missing"],
    ["already_requested", {}, { operations: [REQUEST] }, "already_requested"],
    ["paid_by_other_payment", {}, { paidByOtherPayment: true }, null],
    ["nothing_owed", {}, { outstanding: 0 }, null],
  ])(
    "refuses to capture with the reason %s",
    (reason, row, facts, refusalOfRelease) => {
      const { actions } = describeRow(row, facts)

      expect(actions.capture).toEqual({
        allowed: false,
        reason,
        amount: 0,
        turn: 0,
      })
      expect(actions.release).toEqual({
        allowed: refusalOfRelease === null,
        reason: refusalOfRelease,
      })
    }
  )

  it("tells that the last capture failed, until one succeeds or is under way", () => {
    const failed: RequestRow = { ...REQUEST, status: "failed" }
    const declined: RequestRow = { ...REQUEST, status: "rejected" }
    const done: RequestRow = { ...REQUEST, status: "succeeded" }

    expect(
      describeRow({}, { operations: [declined, failed] }).payment_status
    ).toBe("capture_failed")
    for (const later of [done, REQUEST]) {
      expect(
        describeRow({}, { operations: [later, failed] }).payment_status
      ).toBe("held")
    }
  })

  it("links to the payment in the mode of its account", () => {
    expect(describeRow({}, { isLiveMode: true })).toMatchObject({
      dashboard_url: "https://dashboard.stripe.com/payments/pi_1",
      is_test_mode: false,
    })
    expect(describeRow({})).toMatchObject({
      dashboard_url: "https://dashboard.stripe.com/test/payments/pi_1",
      is_test_mode: true,
    })
    expect(describeRow({ payment_intent_id: null }).dashboard_url).toBeNull()
  })
})
