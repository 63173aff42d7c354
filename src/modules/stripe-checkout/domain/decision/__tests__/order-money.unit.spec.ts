import fc from "fast-check"
import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import type { PaymentDecision, PaymentRequest } from "../decide"
import {
  compareTurns,
  type OtherPayment,
  promisedToOthers,
  type Turn,
  unrecordedCapture,
} from "../order-money"
import {
  anOrder,
  anOtherPayment,
  aPayment,
  aPlacedOrder,
  aRequest,
  AT_STRIPE,
  aTurn,
  decideFor,
  described,
  POLICY,
  TOTAL,
} from "./fixtures"
import { decidePayment } from "../decide"

const PENDING = { amount: null, hasBegun: false }
const BEGUN = { amount: null, hasBegun: true }

/** Another hold that lapses earlier than the usual one, or later. */
const EARLIER = "2026-01-07T00:00:00.000Z"
const LATER = "2026-01-09T00:00:00.000Z"

describe("What Stripe has captured and the ledger does not count", () => {
  it.each([
    ["all of a capture that is not recorded", 100, 0, 0, 100],
    ["nothing of one that is", 100, 0, 100, 0],
    ["nothing of one that is, with a refund", 100, 40, 100, 0],
    ["nothing of one that was refunded before it was recorded", 100, 100, 0, 0],
    ["what was not refunded of it", 100, 40, 0, 60],
  ])("is %s", (_what, captured, refunded, recorded, expected) => {
    expect(unrecordedCapture({ captured, refunded, recorded })).toBe(expected)
  })
})

describe("The turn of a hold", () => {
  it("comes first when it lapses first, and then when it is older", () => {
    const turns: Turn[] = [
      aTurn({ paymentSessionId: "unknown end", captureBefore: null }),
      aTurn({ paymentSessionId: "late", captureBefore: LATER }),
      aTurn({
        paymentSessionId: "young",
        createdAt: "2026-01-02T00:00:00.000Z",
      }),
      aTurn({ paymentSessionId: "old" }),
    ]

    expect(
      turns.sort(compareTurns).map((turn) => turn.paymentSessionId)
    ).toEqual(["old", "young", "late", "unknown end"])
  })
})

describe("What is promised to the order's other holds", () => {
  it.each<[string, Partial<OtherPayment>, boolean, number]>([
    [
      "nothing, while nothing is requested of them",
      { captureBefore: EARLIER },
      false,
      0,
    ],
    [
      "the whole hold of one that comes first",
      { captureBefore: EARLIER, capture: PENDING },
      false,
      5000,
    ],
    [
      "only what is requested of it",
      { captureBefore: EARLIER, capture: { amount: 700, hasBegun: false } },
      false,
      700,
    ],
    [
      "nothing to one that comes later",
      { captureBefore: LATER, capture: PENDING },
      false,
      0,
    ],
    [
      "what may have reached Stripe, even if it would come later",
      { captureBefore: LATER, capture: BEGUN },
      false,
      5000,
    ],
    [
      "nothing to one that comes first, once this one may have reached Stripe",
      { captureBefore: EARLIER, capture: PENDING },
      true,
      0,
    ],
    [
      "no more than is held, whatever is requested",
      { captureBefore: EARLIER, capture: { amount: 9000, hasBegun: false } },
      false,
      5000,
    ],
  ])("is %s", (_what, other, hasBegun, promised) => {
    expect(
      promisedToOthers({ ...aTurn(), hasBegun }, [anOtherPayment(other)])
    ).toBe(promised)
  })
})

describe("A capture of an order with several holds", () => {
  it("waits while another hold may take what is owed", () => {
    expect(
      decideCapture({
        outstanding: TOTAL,
        others: [anOtherPayment({ captureBefore: EARLIER, capture: PENDING })],
      })
    ).toMatchObject({
      kind: "recheck_later",
      reason: { code: "waits_for_other_capture" },
    })
  })

  it("goes on where enough is owed for all", () => {
    expect(
      decideCapture({
        outstanding: TOTAL + 5000,
        others: [anOtherPayment({ captureBefore: EARLIER, capture: PENDING })],
      })
    ).toMatchObject({ kind: "capture", amount: TOTAL })
  })

  it("is rejected once the others have taken all that was owed", () => {
    expect(
      decideCapture({
        outstanding: 0,
        others: [
          anOtherPayment({ state: "captured", held: 0, captured: TOTAL }),
        ],
      })
    ).toMatchObject({
      kind: "reject_request",
      reason: { code: "nothing_outstanding" },
    })
  })
})

describe("A part of a hold that was captured before", () => {
  const takenInPart = described(AT_STRIPE["money captured in part"])
  const decide = (request: Partial<PaymentRequest>): PaymentDecision =>
    decideFor(
      aPlacedOrder({
        order: anOrder({ outstanding: TOTAL - 3000 }),
        payment: {
          ...aPayment({ captured: 3000 }),
          ledger: {
            isMarkedCaptured: false,
            captures: [
              {
                id: "capt_1",
                amount: 3000,
                isSettling: false,
                transactionIds: ["ordtrx_1"],
              },
            ],
            refunds: [],
            orphanTransactions: [],
          },
        },
      }),
      takenInPart,
      { ...aRequest("capture", 3000), ...request }
    )

  it("cannot be captured a second time", () => {
    expect(decide({ capturedBefore: 3000 })).toMatchObject({
      kind: "reject_request",
      reason: { code: "rest_was_released" },
    })
  })

  it("answers the request whose own capture was interrupted", () => {
    expect(decide({ capturedBefore: 0, hasBegun: true })).toMatchObject({
      kind: "complete_request",
    })
  })

  it("answers whoever asked for all that is held and owed", () => {
    expect(decide({ amount: null, capturedBefore: 3000 })).toMatchObject({
      kind: "complete_request",
    })
  })
})

describe("A hold of an order that is paid in full", () => {
  const surplus = {
    order: anOrder({ outstanding: 0, status: "paid" }),
    others: [anOtherPayment({ state: "captured", held: 0, captured: TOTAL })],
  }
  const held = described(AT_STRIPE["held money"])

  it("is released, with the reason", () => {
    expect(decideFor(aPlacedOrder(surplus), held, null)).toMatchObject({
      kind: "release_authorization",
      operationId: null,
      reason: { code: "surplus_hold" },
    })
  })

  it.each([
    [
      "while another hold's capture is on its way",
      { others: [anOtherPayment({ capture: PENDING })] },
    ],
    [
      "while core's rows disagree about what was paid",
      { order: anOrder({ outstanding: 0, isPaidInFull: false }) },
    ],
    ["while the order owes something", { order: anOrder({ outstanding: 1 }) }],
  ])("is kept %s", (_when, changes) => {
    expect(
      decideFor(aPlacedOrder({ ...surplus, ...changes }), held, null).kind
    ).not.toBe("release_authorization")
  })

  it("is kept where the shop says so", () => {
    expect(
      decidePayment({
        medusa: aPlacedOrder(surplus),
        stripe: held,
        request: null,
        statusOrigin: UNKNOWN_ORIGIN,
        policy: { ...POLICY, surplusHolds: "keep" },
      }).kind
    ).not.toBe("release_authorization")
  })
})

describe("All holds of one order, captured one after the other", () => {
  const holds = fc.array(
    fc.record({
      held: fc.integer({ min: 1, max: 20_000 }),
      requested: fc.option(fc.integer({ min: 1, max: 20_000 })),
      hasRequest: fc.boolean(),
      hasBegun: fc.boolean(),
      captureBefore: fc.constantFrom(EARLIER, LATER, null),
      declines: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 }
  )

  it("never take more than the order owes, and every request gets its answer, whoever comes first", () => {
    fc.assert(
      fc.property(
        holds,
        fc.integer({ min: 0, max: 40_000 }),
        fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
        (given, owed, chance) => {
          const order = new SeveralHolds(given, owed)

          for (let pass = 0; pass < 60 && order.hasPending(); pass += 1) {
            order.synchronize(chance[pass] ?? 0)
          }

          expect(order.taken).toBeLessThanOrEqual(owed)
          expect(order.hasPending()).toBe(false)
        }
      ),
      { numRuns: 2000 }
    )
  })
})

interface GivenHold {
  readonly held: number
  readonly requested: number | null
  readonly hasRequest: boolean
  readonly hasBegun: boolean
  readonly captureBefore: string | null
  readonly declines: boolean
}

/** The purchase's lease lets one payment at a time be synchronized, in any order. */
class SeveralHolds {
  taken = 0
  private readonly payments: (OtherPayment & { readonly declines: boolean })[]
  private readonly owed: number

  constructor(given: readonly GivenHold[], owed: number) {
    this.owed = owed
    this.payments = given.map((hold, index) => ({
      ...anOtherPayment({
        paymentSessionId: `payses_${index}`,
        captureBefore: hold.captureBefore,
        held: hold.held,
        capture: hold.hasRequest
          ? {
              amount: hold.requested && Math.min(hold.requested, hold.held),
              hasBegun: hold.hasBegun,
            }
          : null,
      }),
      declines: hold.declines,
    }))
  }

  hasPending(): boolean {
    return this.payments.some(({ capture }) => capture !== null)
  }

  synchronize(chance: number): void {
    const pending = this.payments.filter(({ capture }) => capture !== null)
    const payment = pending[chance % pending.length]
    if (!payment?.capture) return
    const decision = decideCapture({
      outstanding: this.owed - this.taken,
      held: payment.held,
      turn: payment,
      others: this.payments.filter((other) => other !== payment),
      request: {
        amount: payment.capture.amount,
        hasBegun: payment.capture.hasBegun,
      },
    })
    this.apply(payment, decision)
  }

  private apply(
    payment: SeveralHolds["payments"][number],
    decision: PaymentDecision
  ): void {
    const index = this.payments.indexOf(payment)
    if (decision.kind === "recheck_later") return
    if (decision.kind === "capture" && !payment.declines) {
      this.taken += decision.amount
      this.payments[index] = {
        ...payment,
        state: "captured",
        captured: decision.amount,
        held: 0,
        capture: null,
      }
      return
    }
    this.payments[index] = { ...payment, capture: null }
  }
}

function decideCapture({
  outstanding,
  held = TOTAL,
  others,
  turn = aTurn(),
  request = {},
}: {
  readonly outstanding: number
  readonly held?: number
  readonly others: readonly OtherPayment[]
  readonly turn?: Turn
  readonly request?: Partial<PaymentRequest>
}): PaymentDecision {
  const stripe = described(AT_STRIPE["held money"])
  const { paymentIntent } = stripe
  return decideFor(
    aPlacedOrder({ order: anOrder({ outstanding }), others, turn }),
    {
      ...stripe,
      paymentIntent: paymentIntent && {
        ...paymentIntent,
        amount: held,
        amountCapturable: held,
      },
    },
    { ...aRequest("capture"), ...request }
  )
}

describe("Money of another payment that Medusa does not count", () => {
  const released = (captured: number, unrecorded: number) =>
    decideFor(
      aPlacedOrder(
        {
          payment: aPayment({ isCanceled: true }),
          order: anOrder({
            status: "authorization_released",
            outstanding: TOTAL,
          }),
          others: [
            anOtherPayment({
              state: "captured",
              held: 0,
              captured,
              unrecorded,
            }),
          ],
        },
        "released"
      ),
      AT_STRIPE["a released hold"],
      null
    )

  it("pays nothing of the order: its status stays what it is", () => {
    expect(released(5000, 5000).kind).not.toBe("write_order_status")
  })

  it("pays a part of it once Medusa counts it", () => {
    expect(released(5000, 0)).toMatchObject({
      kind: "write_order_status",
      update: { to: "partially_paid" },
    })
  })
})
