import { because } from "../../reasons/reason"
import type { LedgerEntry } from "../medusa-payment"
import type { PaymentRecord } from "../decide"
import {
  aLedgerEntry,
  anIntent,
  anOrder,
  aCheckoutSession,
  aPayment,
  aPlacedOrder,
  aSession,
  AT_STRIPE,
  described,
  TOTAL,
  decideFor,
} from "./fixtures"

const HELD = described(AT_STRIPE["held money"])
const CAPTURED = described(AT_STRIPE["captured money"])

/** What a crash, a lost answer or a race leaves behind, and what repairs it. */
describe("Something that was left half done", () => {
  it("is a capture that Medusa recorded and Stripe never heard of: it is deleted", () => {
    const ghost = aLedgerEntry("capt_ghost", TOTAL, { transactionIds: [] })

    expect(decide(HELD, withCaptures([ghost]))).toMatchObject({
      kind: "delete_orphan_capture",
      captureId: "capt_ghost",
    })
  })

  it("is the newest of several captures that Stripe never heard of", () => {
    const captures = [
      aLedgerEntry("capt_1", 3000),
      aLedgerEntry("capt_2", 9000),
    ]
    const partly = described(AT_STRIPE["money captured in part"])

    expect(decide(partly, withCaptures(captures))).toMatchObject({
      kind: "delete_orphan_capture",
      captureId: "capt_2",
    })
  })

  it("is a capture that matches nothing: it is deleted, and then what was captured is recorded", () => {
    const partly = described(AT_STRIPE["money captured in part"])

    expect(
      decide(partly, withCaptures([aLedgerEntry("capt_1", TOTAL)]))
    ).toEqual(
      expect.objectContaining({
        kind: "delete_orphan_capture",
        captureId: "capt_1",
      })
    )
    expect(decide(partly, withCaptures([]))).toMatchObject({
      kind: "record_capture",
      amount: 3000,
    })
  })

  it("is a refund that never was, or that failed: it is dropped with its transactions", () => {
    const payment = aPayment({ captured: TOTAL, refunded: 1000 })

    expect(decide(CAPTURED, payment)).toMatchObject({
      kind: "delete_orphan_refund",
      refundId: "ref_1",
      transactionIds: ["ordtrx_ref_1"],
    })
  })

  it("is a payment that was captured but not marked as captured", () => {
    const ledger = { ...aPayment({ captured: TOTAL }).ledger }
    const payment = aPayment({
      captured: TOTAL,
      ledger: { ...ledger, isMarkedCaptured: false },
    })

    expect(decide(CAPTURED, payment).kind).toBe("mark_payment_captured")
  })

  it("is a capture without a transaction in the order's ledger", () => {
    const bare = aLedgerEntry("capt_1", TOTAL, { transactionIds: [] })

    expect(decide(CAPTURED, withCaptures([bare]))).toMatchObject({
      kind: "add_order_transaction",
      reference: "capture",
      rowId: "capt_1",
    })
  })

  it("is a capture with two transactions: the first stays", () => {
    const doubled = aLedgerEntry("capt_1", TOTAL, {
      transactionIds: ["t1", "t2"],
    })

    expect(decide(CAPTURED, withCaptures([doubled]))).toMatchObject({
      kind: "delete_order_transactions",
      transactionIds: ["t2"],
    })
  })

  it("is a refund in the order's ledger that was never made", () => {
    const { ledger, ...payment } = withCaptures([aLedgerEntry("capt_1", TOTAL)])

    expect(
      decide(CAPTURED, {
        ...payment,
        ledger: { ...ledger, orphanTransactions: ["t_refund"] },
      })
    ).toMatchObject({
      kind: "delete_order_transactions",
      transactionIds: ["t_refund"],
    })
  })

  it("is a summary that counts something else than the order's transactions", () => {
    const order = anOrder({ isOutOfSync: true })
    const young = aLedgerEntry("capt_1", TOTAL, { isSettling: true })

    expect(decideFor(aPlacedOrder({ order }), HELD, null)).toMatchObject({
      kind: "recalculate_order_summary",
      orderId: "order_1",
    })
    expect(
      decideFor(
        aPlacedOrder({ order, payment: withCaptures([young]) }),
        CAPTURED,
        null
      ).kind
    ).toBe("recheck_later")
  })

  it("is a session that was written back as pending", () => {
    const medusa = aPlacedOrder({ paymentSession: aSession(TOTAL, "pending") })

    expect(decideFor(medusa, HELD, null).kind).toBe("mark_session_authorized")
  })

  it.each<[string, LedgerEntry[]]>([
    [
      "a capture that Stripe may hear of in a moment",
      [aLedgerEntry("capt_1", TOTAL, { isSettling: true, transactionIds: [] })],
    ],
  ])("is not what core is still at work on: %s", (_what, captures) => {
    expect(decide(HELD, withCaptures(captures)).kind).toBe("recheck_later")
  })

  it("is not a transaction that core is about to write", () => {
    const young = { isSettling: true, transactionIds: [] }
    const payment = withCaptures([aLedgerEntry("capt_1", TOTAL, young)])

    expect(decide(CAPTURED, payment).kind).toBe("recheck_later")
  })

  it("is nothing, where the ledger is right", () => {
    const medusa = aPlacedOrder(
      {
        payment: aPayment({ captured: TOTAL, refunded: 1000 }),
        order: anOrder({ status: "paid", outstanding: 0 }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        amountRefunded: 1000,
      }),
    }

    expect(decideFor(medusa, stripe, null)).toEqual({
      kind: "in_sync",
      reason: because("in_sync"),
    })
  })
})

function decide(stripe: typeof HELD, payment: PaymentRecord) {
  return decideFor(aPlacedOrder({ payment }), stripe, null)
}

function withCaptures(captures: LedgerEntry[]): PaymentRecord {
  const captured = captures.reduce((sum, { amount }) => sum + amount, 0)
  return aPayment({
    captured,
    ledger: {
      isMarkedCaptured: captured === TOTAL,
      captures,
      refunds: [],
      orphanTransactions: [],
    },
  })
}
