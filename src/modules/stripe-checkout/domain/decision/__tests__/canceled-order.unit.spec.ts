import { because } from "../../reasons/reason"
import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { decidePayment, type MedusaPayment } from "../decide"
import { requiresManualReview } from "../decision-traits"
import type { RefundSnapshot, StripePayment } from "../payment-state"
import {
  aLedgerEntry,
  anIntent,
  anOrder,
  aPayment,
  aPlacedOrder,
  AT_STRIPE,
  described,
  POLICY,
  TOTAL,
} from "./fixtures"

const CAPTURED = described(AT_STRIPE["captured money"])
const MONEY = { amount: TOTAL, currency_code: "eur" }

/** Its capture is being recorded by core at this moment. */
const CANCELED_MEANWHILE = aPlacedOrder({
  order: anOrder({ isCanceled: true, outstanding: 0 }),
  payment: aPayment({
    captured: TOTAL,
    ledger: {
      isMarkedCaptured: true,
      captures: [
        aLedgerEntry("capt_1", TOTAL, { isSettling: true, transactionIds: [] }),
      ],
      refunds: [],
      orphanTransactions: [],
    },
  }),
})

describe("An order that is canceled while its capture is on its way", () => {
  it("is reported at once, although core has not finished", () => {
    const decision = decide(CANCELED_MEANWHILE)

    expect(decision).toMatchObject({
      kind: "recheck_later",
      reason: because("refund_failed_for_canceled_order", MONEY),
    })
    expect(requiresManualReview(decision)).toBe(true)
  })

  it("is not reported while core is refunding it", () => {
    const refunding = {
      ...CANCELED_MEANWHILE,
      payment: aPayment({
        captured: TOTAL,
        refunded: TOTAL,
        ledger: {
          isMarkedCaptured: true,
          captures: [aLedgerEntry("capt_1", TOTAL)],
          refunds: [aLedgerEntry("ref_1", TOTAL, { isSettling: true })],
          orphanTransactions: [],
        },
      }),
    }

    expect(requiresManualReview(decide(refunding))).toBe(false)
    expect(decide(refunding, CAPTURED, "refund").kind).toBe("recheck_later")
  })

  it("is refunded in full where the shop wants that", () => {
    expect(decide(CANCELED_MEANWHILE, CAPTURED, "refund")).toMatchObject({
      kind: "refund_canceled_order",
      amount: TOTAL,
      reason: because("refunded_for_canceled_order", MONEY),
    })
  })

  it("has only the rest refunded when a part was refunded before", () => {
    const stripe = capturedWith({ amountRefunded: 2000 })

    expect(decide(CANCELED_MEANWHILE, stripe, "refund")).toMatchObject({
      kind: "refund_canceled_order",
      amount: TOTAL - 2000,
    })
  })

  it("is not refunded a second time after a refund has failed", () => {
    const failed = { amount: TOTAL, status: "failed" } as RefundSnapshot
    const decision = decide(
      CANCELED_MEANWHILE,
      capturedWith({ refunds: [failed] }),
      "refund"
    )

    expect(decision.kind).toBe("recheck_later")
    expect(requiresManualReview(decision)).toBe(true)
  })

  it.each([true, false])(
    "has the refund recorded, also if core canceled its payment: %s",
    (isCanceled) => {
      const medusa = aPlacedOrder({
        order: anOrder({ isCanceled: true, outstanding: 0 }),
        payment: aPayment({ captured: TOTAL, isCanceled }),
      })

      expect(
        decide(medusa, described(AT_STRIPE["refunded money"]), "refund")
      ).toMatchObject({ kind: "record_refund", amount: TOTAL })
    }
  )

  it("is refunded in full as well when it was captured on a payment link", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true, outstanding: 0 }),
      payment: null,
      paymentLink: { requested: null, missing: 0, followsBalance: true },
    })

    expect(decide(medusa, CAPTURED, "refund")).toMatchObject({
      kind: "refund_canceled_order",
      amount: TOTAL,
    })
    expect(requiresManualReview(decide(medusa))).toBe(true)
  })

  it("leaves an order alone that is not canceled", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ outstanding: 0 }),
      payment: aPayment({ captured: TOTAL }),
    })

    expect(decide(medusa, CAPTURED, "refund").kind).toBe("write_order_status")
  })
})

function decide(
  medusa: MedusaPayment,
  stripe: StripePayment = CAPTURED,
  canceledButCaptured: "report" | "refund" = "report"
) {
  return decidePayment({
    medusa,
    stripe,
    request: null,
    statusOrigin: UNKNOWN_ORIGIN,
    policy: { ...POLICY, canceledButCaptured },
  })
}

function capturedWith(changes: Parameters<typeof anIntent>[1]): StripePayment {
  return described({
    checkoutSession: CAPTURED.checkoutSession,
    paymentIntent: anIntent("succeeded", changes),
  })
}
