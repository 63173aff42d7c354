import fc from "fast-check"

import { type CoveringPayment, missingAmount } from "../missing-amount"
import {
  refusePaymentLink,
  type RequestableOrder,
} from "../refuse-payment-link"

const HELD: CoveringPayment = {
  paymentSessionId: "payses_1",
  state: "authorized",
  capturable: 5000,
  unrecorded: 0,
  amount: 12000,
}

const OWING: RequestableOrder = {
  isCanceled: false,
  isDraft: false,
  currencyCode: "eur",
  outstanding: 12000,
  missing: 12000,
}

describe("The missing amount of an order", () => {
  it.each<[CoveringPayment["state"], number]>([
    ["authorized", 7000],
    ["processing", 0],
    ["awaiting_customer", 12000],
    ["expired", 12000],
    ["captured", 12000],
    ["canceled", 12000],
    ["unrecognized", 12000],
  ])("beside a payment that is %s is %d", (state, missing) => {
    const ours = [{ ...HELD, state }]

    expect(missingAmount({ outstanding: 12000, ours, heldElsewhere: 0 })).toBe(
      missing
    )
  })

  it("counts what was captured and is not in the order's ledger yet", () => {
    const ours = [{ ...HELD, state: "captured" as const, unrecorded: 5000 }]

    expect(missingAmount({ outstanding: 12000, ours, heldElsewhere: 0 })).toBe(
      7000
    )
  })

  it("leaves out the payment's own money, and counts what other providers hold", () => {
    const amounts = { outstanding: 12000, ours: [HELD], heldElsewhere: 3000 }

    expect(missingAmount(amounts)).toBe(4000)
    expect(missingAmount(amounts, "payses_1")).toBe(9000)
  })

  it("is neither negative nor more than is outstanding", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (outstanding, held, other) => {
        const missing = missingAmount({
          outstanding,
          ours: [{ ...HELD, capturable: held }],
          heldElsewhere: other,
        })
        expect(missing).toBeGreaterThanOrEqual(0)
        expect(missing).toBeLessThanOrEqual(outstanding)
      })
    )
  })
})

describe("A payment link", () => {
  it.each<[string | null, Partial<RequestableOrder>]>([
    [null, {}],
    [null, { isDraft: true }],
    [null, { missing: 50 }],
    ["order_canceled", { isCanceled: true }],
    ["nothing_owed", { outstanding: 0, missing: 0 }],
    ["draft_without_total", { outstanding: 0, missing: 0, isDraft: true }],
    ["covered_by_hold", { missing: 0 }],
    ["amount_too_small", { missing: 49 }],
    [null, { chosen: 3000 }],
    [null, { chosen: 12000 }],
    ["more_than_missing", { chosen: 12001 }],
    ["covered_by_hold", { missing: 0, chosen: 3000 }],
    ["amount_too_small", { chosen: 49 }],
    [
      null,
      {
        missing: 10_000_000_000_000,
        outstanding: 10_000_000_000_000,
        chosen: 12000,
      },
    ],
    [
      "amount_too_large",
      { missing: 10_000_000_000_000, outstanding: 10_000_000_000_000 },
    ],
  ])("is refused with %s", (refusal, changes) => {
    expect(refusePaymentLink({ ...OWING, ...changes })).toBe(refusal)
  })
})
