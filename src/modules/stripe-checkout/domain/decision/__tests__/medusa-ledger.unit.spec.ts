import type { Booking } from "../decision"
import { decidePaymentTransition, type PaymentRecord } from "../decide"
import {
  aBooking,
  anIntent,
  anOrder,
  aPage,
  aPayment,
  aPlacedOrder,
  aSession,
  AT_STRIPE,
  described,
  TOTAL,
} from "./fixtures"

const HELD = described(AT_STRIPE["held money"])
const CAPTURED = described(AT_STRIPE["captured money"])

/** What a crash, a lost answer or a race leaves behind, and what mends it. */
describe("Something that was left half done", () => {
  it("is a capture that Medusa noted and Stripe never heard of: it is dropped", () => {
    const ghost = aBooking("capt_ghost", TOTAL, { transactionIds: [] })

    expect(decide(HELD, withCaptures([ghost]))).toMatchObject({
      kind: "drop_capture",
      captureId: "capt_ghost",
    })
  })

  it("is the newest of several captures that Stripe never heard of", () => {
    const captures = [aBooking("capt_1", 3000), aBooking("capt_2", 9000)]
    const partly = described(AT_STRIPE["money captured in part"])

    expect(decide(partly, withCaptures(captures))).toMatchObject({
      kind: "drop_capture",
      captureId: "capt_2",
    })
  })

  it("is a capture that fits nothing: it is dropped, and what was taken is recorded then", () => {
    const partly = described(AT_STRIPE["money captured in part"])

    expect(decide(partly, withCaptures([aBooking("capt_1", TOTAL)]))).toEqual(
      expect.objectContaining({ kind: "drop_capture", captureId: "capt_1" })
    )
    expect(decide(partly, withCaptures([]))).toMatchObject({
      kind: "record_capture",
      amount: 3000,
    })
  })

  it("is a refund that never was, or that failed: it is dropped with its transactions", () => {
    const payment = aPayment({ captured: TOTAL, refunded: 1000 })

    expect(decide(CAPTURED, payment)).toMatchObject({
      kind: "drop_refund",
      refundId: "ref_1",
      transactionIds: ["ordtrx_ref_1"],
    })
  })

  it("is a payment that was taken but not marked as captured", () => {
    const books = { ...aPayment({ captured: TOTAL }).books }
    const payment = aPayment({
      captured: TOTAL,
      books: { ...books, isMarkedCaptured: false },
    })

    expect(decide(CAPTURED, payment).kind).toBe("mark_captured")
  })

  it("is a capture without a transaction in the order's books", () => {
    const bare = aBooking("capt_1", TOTAL, { transactionIds: [] })

    expect(decide(CAPTURED, withCaptures([bare]))).toMatchObject({
      kind: "book",
      reference: "capture",
      rowId: "capt_1",
    })
  })

  it("is a capture with two transactions: the first stays", () => {
    const doubled = aBooking("capt_1", TOTAL, { transactionIds: ["t1", "t2"] })

    expect(decide(CAPTURED, withCaptures([doubled]))).toMatchObject({
      kind: "unbook",
      transactionIds: ["t2"],
    })
  })

  it("is a refund in the order's books that was never made", () => {
    const { books, ...payment } = withCaptures([aBooking("capt_1", TOTAL)])

    expect(
      decide(CAPTURED, {
        ...payment,
        books: { ...books, transactionsOfNothing: ["t_refund"] },
      })
    ).toMatchObject({ kind: "unbook", transactionIds: ["t_refund"] })
  })

  it("is a summary that counts something else than the order's transactions", () => {
    const order = anOrder({ isMiscounted: true })
    const young = aBooking("capt_1", TOTAL, { isSettling: true })

    expect(
      decidePaymentTransition(aPlacedOrder({ order }), HELD, null)
    ).toMatchObject({ kind: "recount_summary", orderId: "order_1" })
    expect(
      decidePaymentTransition(
        aPlacedOrder({ order, payment: withCaptures([young]) }),
        CAPTURED,
        null
      ).kind
    ).toBe("wait")
  })

  it("is a session that was written back as pending", () => {
    const medusa = aPlacedOrder({ paymentSession: aSession(TOTAL, "pending") })

    expect(decidePaymentTransition(medusa, HELD, null).kind).toBe(
      "mark_session"
    )
  })

  it.each<[string, Booking[]]>([
    [
      "a capture that Stripe may hear of in a moment",
      [aBooking("capt_1", TOTAL, { isSettling: true, transactionIds: [] })],
    ],
  ])("is not what core is still at work on: %s", (_what, captures) => {
    expect(decide(HELD, withCaptures(captures)).kind).toBe("wait")
  })

  it("is not a transaction that core is about to write", () => {
    const young = { isSettling: true, transactionIds: [] }
    const payment = withCaptures([aBooking("capt_1", TOTAL, young)])

    expect(decide(CAPTURED, payment).kind).toBe("wait")
  })

  it("is nothing, where the books are right", () => {
    const medusa = aPlacedOrder(
      {
        payment: aPayment({ captured: TOTAL, refunded: 1000 }),
        order: anOrder({ status: "paid", outstanding: 0 }),
      },
      "captured"
    )
    const stripe = {
      checkoutSession: aPage(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        amountRefunded: 1000,
      }),
    }

    expect(decidePaymentTransition(medusa, stripe, null)).toEqual({
      kind: "rest",
      reason: "Medusa and Stripe agree.",
    })
  })
})

function decide(stripe: typeof HELD, payment: PaymentRecord) {
  return decidePaymentTransition(aPlacedOrder({ payment }), stripe, null)
}

function withCaptures(captures: Booking[]): PaymentRecord {
  const captured = captures.reduce((sum, { amount }) => sum + amount, 0)
  return aPayment({
    captured,
    books: {
      isMarkedCaptured: captured === TOTAL,
      captures,
      refunds: [],
      transactionsOfNothing: [],
    },
  })
}
