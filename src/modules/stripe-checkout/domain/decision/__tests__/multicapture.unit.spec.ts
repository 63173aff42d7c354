import { sentenceOf } from "../../reasons/reason"
import { missingAmount } from "../../checkout/missing-amount"
import type { PaymentRequest } from "../decision"
import type { MedusaPayment } from "../medusa-payment"
import { type PaymentIntentSnapshot, readPaymentState } from "../payment-state"
import {
  aCheckoutSession,
  aLedgerEntry,
  anIntent,
  anOrder,
  anOtherPayment,
  aPayment,
  aPlacedOrder,
  aRequest,
  decideFor,
  described,
} from "./fixtures"

const PARTS = { mostCapturable: null, keepsRest: true }

/** 50.00 EUR of 120.00 EUR are captured, and 70.00 EUR are held. */
const PART_CAPTURED = { amountReceived: 5000, amountCapturable: 7000 }

describe("A capture of a part", () => {
  it("keeps the rest held where multicapture is granted and the order owes more", () => {
    const decision = decide({ request: aRequest("capture", 5000) })

    expect(decision).toMatchObject({
      kind: "capture",
      amount: 5000,
      keepsRest: true,
    })
    expect(sentenceOf(decision.reason)).toBe(
      "Capturing 50.00 EUR of 120.00 EUR held; the rest stays held."
    )
  })

  it.each<[string, Case]>([
    [
      "multicapture is not granted",
      { intent: { grants: { mostCapturable: 14400, keepsRest: false } } },
    ],
    ["the order owes nothing more", { outstanding: 5000 }],
    [
      "it is the last that Stripe takes",
      {
        captures: 49,
        intent: { amountReceived: 490, amountCapturable: 11510 },
      },
    ],
  ])("releases the rest where %s", (_what, facts) => {
    const decision = decide({ request: aRequest("capture", 5000), ...facts })

    expect(decision).toMatchObject({ kind: "capture", amount: 5000 })
    expect(decision).not.toHaveProperty("keepsRest")
  })

  it("is the last one where all that is left is captured", () => {
    const decision = decide({
      intent: PART_CAPTURED,
      outstanding: 7000,
      request: aRequest("capture"),
    })

    expect(decision).toMatchObject({ kind: "capture", amount: 7000 })
    expect(decision).not.toHaveProperty("keepsRest")
  })

  it("takes from what is left, and no more", () => {
    const more = decide({
      intent: PART_CAPTURED,
      outstanding: 7000,
      request: aRequest("capture", 7001),
    })

    expect(more.kind).toBe("reject_request")
  })
})

describe("A part capture whose process died", () => {
  const begun: Partial<PaymentRequest> = { hasBegun: true, receivedAtBegin: 0 }

  it.each<[string, Partial<PaymentRequest>, string]>([
    ["has been made, once Stripe has the money", begun, "complete_request"],
    [
      "is made now, where Stripe has only what was captured before",
      { ...begun, receivedAtBegin: 5000 },
      "capture",
    ],
    [
      "is made now, where Stripe has less of it",
      { ...begun, receivedAtBegin: 1 },
      "capture",
    ],
    [
      "is made now, where it was never begun",
      { hasBegun: false, receivedAtBegin: null },
      "capture",
    ],
  ])("%s", (_what, changes, kind) => {
    const decision = decide({
      intent: PART_CAPTURED,
      outstanding: 7000,
      request: { ...aRequest("capture", 5000), ...changes },
    })

    expect(decision.kind).toBe(kind)
  })
})

describe("An order of which a part is captured and the rest is held", () => {
  it("reads partially paid", () => {
    expect(decide({ intent: PART_CAPTURED, outstanding: 7000 })).toMatchObject({
      kind: "write_order_status",
      update: { order: "partiallyCaptured", to: "partially_paid" },
    })
  })

  it("reads approved as long as another hold waits for its first capture", () => {
    const decision = decide({
      intent: PART_CAPTURED,
      outstanding: 12000,
      others: [anOtherPayment()],
    })

    expect(decision.kind).toBe("in_sync")
  })

  it("needs no hold any more once it owes nothing", () => {
    expect(decide({ intent: PART_CAPTURED, outstanding: 0 })).toMatchObject({
      kind: "release_authorization",
      reason: { code: "surplus_hold", params: { amount: 7000 } },
    })
  })

  it("misses what its rest does not cover", () => {
    const ours = [
      {
        paymentSessionId: "payses_1",
        state: "authorized" as const,
        capturable: 7000,
        unrecorded: 0,
        amount: 12000,
      },
    ]

    expect(missingAmount({ outstanding: 9000, ours, heldElsewhere: 0 })).toBe(
      2000
    )
  })

  it("is not asked in Medusa for the rest, which is held", () => {
    const own = {
      id: "paycol_1",
      status: "authorized",
      amount: 12000,
      captured: 5000,
      hasFractionLeft: false,
      isOwn: true,
      isOpen: false,
      isPaymentLink: false,
      held: 0,
      isOutOfSync: false,
    }
    const other = {
      ...own,
      id: "paycol_2",
      status: "not_paid",
      amount: 9000,
      captured: 0,
      isOwn: false,
      isOpen: true,
    }

    expect(
      decide({
        intent: PART_CAPTURED,
        outstanding: 9000,
        isEdited: true,
        collections: [own, other],
      })
    ).toMatchObject({
      kind: "repair_payment_collections",
      repairs: [{ id: "paycol_2", kind: "set_amount", amount: 2000 }],
    })
  })
})

describe("A hold of which parts were captured", () => {
  it.each([
    ["authorized while the rest is held", "requires_capture", "authorized"],
    ["captured once it has ended", "succeeded", "captured"],
    ["captured, too, where Stripe calls it canceled", "canceled", "captured"],
  ])("is %s", (_what, status, state) => {
    expect(
      readPaymentState({
        checkoutSession: aCheckoutSession(),
        paymentIntent: anIntent(status, PART_CAPTURED),
      })
    ).toBe(state)
  })
})

interface Case {
  readonly intent?: Partial<PaymentIntentSnapshot>
  readonly outstanding?: number
  readonly request?: PaymentRequest | null
  readonly others?: MedusaPayment["others"]
  readonly collections?: MedusaPayment["collections"]
  readonly isEdited?: boolean
  /** How many captures Medusa has. */
  readonly captures?: number
}

function decide({
  intent = {},
  outstanding = 12000,
  request = null,
  others = [],
  collections = [],
  isEdited = false,
  captures = 1,
}: Case) {
  const captured = intent.amountReceived ?? 0
  const payment = aPayment({ captured })
  const part = captured / captures
  return decideFor(
    aPlacedOrder({
      order: anOrder({ outstanding, isEdited }),
      others,
      collections,
      payment: {
        ...payment,
        ledger: {
          ...payment.ledger,
          captures: captured
            ? Array.from({ length: captures }, (_one, index) =>
                aLedgerEntry(`capt_${index}`, part)
              )
            : [],
        },
      },
    }),
    described({
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("requires_capture", { grants: PARTS, ...intent }),
    }),
    request
  )
}
