import { sentenceOf } from "../../reasons/reason"
import {
  aCheckoutSession,
  anIntent,
  anOrder,
  anOtherPayment,
  aPayment,
  aPlacedOrder,
  aRequest,
  decideFor,
  described,
} from "./fixtures"
import type { CollectionSummary } from "../medusa-payment"
import type { OtherPayment } from "../order-money"
import type { PaymentIntentSnapshot } from "../payment-state"
import type { PaymentDecision, PaymentRequest } from "../decide"

const GRANTED = {
  mostCapturable: null,
  keepsRest: false,
  mayIncrement: true,
} as const

interface Case {
  readonly status?: string
  readonly intent?: Partial<PaymentIntentSnapshot>
  readonly request?: PaymentRequest | null
  readonly outstanding?: number
  readonly isEdited?: boolean
  readonly others?: readonly OtherPayment[]
  readonly collections?: readonly CollectionSummary[]
}

/** 120.00 EUR are held, and the order owes 150.00 EUR. */
function decide({
  status = "requires_capture",
  intent = {},
  request = aRequest("hold_increment", 15000),
  outstanding = 15000,
  isEdited = false,
  others = [],
  collections = [],
}: Case): PaymentDecision {
  return decideFor(
    aPlacedOrder({
      payment: aPayment({ captured: intent.amountReceived ?? 0 }),
      order: anOrder({ outstanding, isEdited }),
      others,
      collections,
    }),
    described({
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent(status, { grants: GRANTED, ...intent }),
    }),
    request
  )
}

describe("A hold that is to be incremented", () => {
  it("is incremented to exactly what was requested", () => {
    const decision = decide({})

    expect(decision).toMatchObject({ kind: "increment_hold", amount: 15000 })
    expect(sentenceOf(decision.reason)).toBe(
      "The card's issuer is asked to hold 150.00 EUR."
    )
  })

  it.each([15000, 15001])(
    "was incremented already where Stripe holds %i",
    (amountCapturable) => {
      const decision = decide({ intent: { amountCapturable } })

      expect(decision.kind).toBe("complete_request")
      expect(decision.reason.code).toBe("hold_incremented")
    }
  )

  it.each<[string, Case, string]>([
    [
      "its issuer grants something else only",
      { intent: { grants: { mostCapturable: 14400, keepsRest: true } } },
      "hold_increment_not_granted",
    ],
    [
      "a part of it was captured",
      { intent: { amountReceived: 1000, amountCapturable: 11000 } },
      "hold_not_incrementable",
    ],
    [
      "its time is over",
      { intent: { isAuthorizationExpired: true } },
      "hold_not_incrementable",
    ],
    [
      "it was requested without an amount",
      { request: aRequest("hold_increment") },
      "hold_not_incrementable",
    ],
  ])("is left as it is where %s", (_why, facts, code) => {
    expect(decide(facts)).toMatchObject({
      kind: "reject_request",
      reason: { code },
    })
  })

  it("is never incremented without a request", () => {
    expect(decide({ request: null }).kind).toBe("in_sync")
  })

  it("is captured for all that it holds", () => {
    const decision = decide({
      intent: { amount: 15000, amountCapturable: 15000 },
      request: aRequest("capture"),
    })

    expect(decision).toMatchObject({ kind: "capture", amount: 15000 })
  })
})

describe("What Medusa requests once more of an edited order", () => {
  const own = aCollection({ id: "pay_col_1", isOwn: true, held: 12000 })
  const open = aCollection({
    id: "pay_col_2",
    status: "not_paid",
    amount: 3000,
    isOpen: true,
  })

  it.each<[string, Case]>([
    [
      "by its own increment",
      { intent: { amount: 15000, amountCapturable: 15000 } },
    ],
    [
      "by the increment of another hold",
      {
        outstanding: 20000,
        others: [anOtherPayment({ held: 8000, incremented: 3000 })],
        collections: [
          own,
          open,
          aCollection({ id: "pay_col_3", amount: 5000, held: 5000 }),
        ],
      },
    ],
  ])("is removed where it is held %s", (_how, facts) => {
    const decision = decide({
      request: null,
      isEdited: true,
      collections: [own, open],
      ...facts,
    })

    expect(decision).toMatchObject({
      kind: "repair_payment_collections",
      repairs: [{ id: "pay_col_2", kind: "remove" }],
    })
  })

  it("stays where nothing was incremented", () => {
    const decision = decide({
      request: null,
      isEdited: true,
      collections: [own, open],
    })

    expect(decision.kind).toBe("in_sync")
  })
})

function aCollection(changes: Partial<CollectionSummary>): CollectionSummary {
  return {
    id: "pay_col_1",
    status: "authorized",
    amount: 12000,
    captured: 0,
    hasFractionLeft: false,
    isOwn: false,
    isOpen: false,
    isPaymentLink: false,
    held: 0,
    isOutOfSync: false,
    ...changes,
  }
}
