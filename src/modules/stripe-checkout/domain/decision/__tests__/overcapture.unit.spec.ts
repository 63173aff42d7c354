import fc from "fast-check"
import { missingAmount } from "../../checkout/missing-amount"
import { sentenceOf } from "../../reasons/reason"
import {
  capturableOf,
  type HoldGrants,
  reachOf,
  shareBeyondHolds,
} from "../hold-grants"
import { isContested, promisedToOthers } from "../order-money"
import {
  aCheckoutSession,
  anIntent,
  anOrder,
  anOtherPayment,
  aPayment,
  aPlacedOrder,
  aRequest,
  aTurn,
  decideFor,
  described,
} from "./fixtures"

const UP_TO_144: HoldGrants = { mostCapturable: 14400, keepsRest: false }

describe("What one capture may take of a hold", () => {
  it.each([
    ["what is held, without overcapture", 12000, 0, null, 12000],
    ["what is granted, with overcapture", 12000, 0, 14400, 14400],
    ["never less than is held", 12000, 0, 11000, 12000],
    ["nothing once nothing is held", 0, 0, 14400, 0],
    ["only what is left once a part was captured", 7000, 5000, 14400, 7000],
  ])("is %s", (_what, held, captured, mostCapturable, expected) => {
    expect(reachOf({ held, captured, mostCapturable })).toBe(expected)
  })
})

describe("An amount that an order's holds do not hold", () => {
  it("is captured beyond the first ones, as far as each of them is granted", () => {
    const holds = [
      { held: 100, reach: 120 },
      { held: 50, reach: 50 },
      { held: 20, reach: 24 },
    ]

    expect(shareBeyondHolds(170, holds)).toEqual([0, 0, 0])
    expect(shareBeyondHolds(180, holds)).toEqual([10, 0, 0])
    expect(shareBeyondHolds(192, holds)).toEqual([20, 0, 2])
    expect(shareBeyondHolds(500, holds)).toEqual([20, 0, 4])
  })

  it("is never exceeded, and neither is what is granted", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.array(holds, { maxLength: 4 }),
        (amount, all) => {
          const beyond = shareBeyondHolds(amount, all)
          const held = sum(all.map((hold) => hold.held))
          all.forEach(({ held: own, reach }, index) => {
            expect(beyond[index]).toBeGreaterThanOrEqual(0)
            expect(own + (beyond[index] ?? 0)).toBeLessThanOrEqual(reach)
          })
          expect(held + sum(beyond)).toBeLessThanOrEqual(Math.max(amount, held))
        }
      )
    )
  })

  it("is nothing that a hold without overcapture takes", () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.nat(1000),
        fc.nat(1000),
        (held, owed, other) => {
          const order = { owed, coveredByOthers: other }
          expect(capturableOf({ held, reach: held }, order)).toBe(held)
        }
      )
    )
  })
})

describe("A requested capture of a hold with overcapture", () => {
  it.each([
    ["what the order owes, within the grant", 13000, null, 13000],
    ["at most what is granted", 20000, null, 14400],
    ["no more than is owed", 11000, null, 11000],
    ["a part beyond the hold that was asked for", 14000, 12500, 12500],
  ])("captures %s", (_what, outstanding, asked, amount) => {
    expect(decideCapture({ outstanding, asked })).toMatchObject({
      kind: "capture",
      amount,
    })
  })

  it("says that more than the hold is captured", () => {
    const { reason } = decideCapture({ outstanding: 13000 })

    expect(sentenceOf(reason)).toMatch(
      /Capturing 130\.00 EUR: 120\.00 EUR is held, .* by overcapture/
    )
  })

  it("is rejected for more than is granted", () => {
    const decision = decideCapture({ outstanding: 20000, asked: 14401 })

    expect(decision.kind).toBe("reject_request")
    expect(sentenceOf(decision.reason)).toMatch(/only 144\.00 EUR is held/)
  })

  it("leaves to the order's other payments what they hold, or have on its way", () => {
    const held = decideCapture({
      outstanding: 14000,
      others: [anOtherPayment({ held: 1500 })],
    })
    const onTheWay = decideCapture({
      outstanding: 14000,
      others: [
        anOtherPayment({ state: "processing", held: 0, onTheWay: 2000 }),
      ],
    })

    expect(held).toMatchObject({ kind: "capture", amount: 12500 })
    expect(onTheWay).toMatchObject({ kind: "capture", amount: 12000 })
  })

  it("waits for another hold that may take as much beyond itself", () => {
    const other = anOtherPayment({
      captureBefore: "2026-01-07T00:00:00.000Z",
      capture: { amount: null, hasBegun: false },
      held: 5000,
      reach: 6000,
    })

    expect(promisedToOthers({ ...aTurn(), hasBegun: false }, [other])).toBe(
      6000
    )
    expect(decideCapture({ outstanding: 17500, others: [other] }).kind).toBe(
      "recheck_later"
    )
  })

  it("takes nothing beyond a hold of which a part was captured", () => {
    const decision = decideCapture({
      outstanding: 20000,
      intent: { amountCapturable: 7000, amountReceived: 5000 },
    })

    expect(decision).toMatchObject({ kind: "capture", amount: 7000 })
  })
})

describe("An order's holds with overcapture", () => {
  it("compete as soon as what is granted exceeds what is owed", () => {
    const other = anOtherPayment({ held: 5000, reach: 6000 })

    expect(isContested({ held: 14400, owed: 20400 }, [other])).toBe(false)
    expect(isContested({ held: 14400, owed: 20399 }, [other])).toBe(true)
  })

  it.each([
    ["nothing, within the grant", 13000, 0],
    ["what is beyond the grant", 15000, 600],
  ])("leave missing %s", (_what, outstanding, missing) => {
    const ours = [
      {
        paymentSessionId: "payses_1",
        state: "authorized" as const,
        capturable: 12000,
        reach: 14400,
        unrecorded: 0,
        amount: 12000,
      },
    ]

    expect(missingAmount({ outstanding, ours, heldElsewhere: 0 })).toBe(missing)
  })

  it("let Medusa request only what they do not cover", () => {
    expect(decideCollections(13000)).toMatchObject({
      repairs: [{ id: "paycol_2", kind: "remove" }],
    })
    expect(decideCollections(15000)).toMatchObject({
      repairs: [{ id: "paycol_2", kind: "set_amount", amount: 600 }],
    })
  })
})

const holds = fc
  .record({ held: fc.nat(300), granted: fc.nat(100) })
  .map(({ held, granted }) => ({ held, reach: held + granted }))

interface CaptureCase {
  readonly outstanding: number
  readonly asked?: number | null
  readonly others?: Parameters<typeof anOtherPayment>[0][]
  readonly intent?: Parameters<typeof anIntent>[1]
}

function decideCapture({
  outstanding,
  asked = null,
  others = [],
  intent = {},
}: CaptureCase) {
  return decideFor(
    aPlacedOrder({
      order: anOrder({ outstanding }),
      others: others.map((other) => anOtherPayment(other)),
      payment: aPayment({ captured: intent.amountReceived ?? 0 }),
    }),
    heldWith(intent),
    aRequest("capture", asked)
  )
}

function decideCollections(outstanding: number) {
  const own = {
    id: "paycol_1",
    status: "authorized",
    amount: 12000,
    captured: 0,
    hasFractionLeft: false,
    isOwn: true,
    isOpen: false,
    isPaymentLink: false,
    held: 12000,
    isOutOfSync: false,
  }
  return decideFor(
    aPlacedOrder({
      order: anOrder({ outstanding, isEdited: true }),
      collections: [
        own,
        {
          ...own,
          id: "paycol_2",
          status: "not_paid",
          amount: outstanding,
          isOwn: false,
          isOpen: true,
          held: 0,
        },
      ],
    }),
    heldWith({}),
    null
  )
}

function heldWith(changes: Parameters<typeof anIntent>[1]) {
  return described({
    checkoutSession: aCheckoutSession(),
    paymentIntent: anIntent("requires_capture", {
      grants: UP_TO_144,
      ...changes,
    }),
  })
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
