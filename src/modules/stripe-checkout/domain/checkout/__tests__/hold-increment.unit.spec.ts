import {
  chooseIncrement,
  type IncrementableHold,
  type OrderToCover,
} from "../hold-increment"

/** 100.00 EUR are held of an order that owes 130.00 EUR. */
const hold = (changes: Partial<IncrementableHold> = {}): IncrementableHold => ({
  paymentSessionId: "payses_1",
  createdAt: "2026-01-01T00:00:00.000Z",
  captureBefore: "2026-01-08T00:00:00.000Z",
  state: "authorized",
  held: 10000,
  captured: 0,
  mayIncrement: true,
  isRequested: false,
  hasEnded: false,
  ...changes,
})

const choose = (changes: Partial<OrderToCover> = {}) =>
  chooseIncrement({
    currencyCode: "eur",
    missing: 3000,
    notHeld: 3000,
    hasOpenRequest: false,
    holds: [hold()],
    ...changes,
  })

describe("What an order owes beyond its holds", () => {
  it("increments a hold by exactly that", () => {
    expect(choose()).toEqual({
      kind: "increment",
      paymentSessionId: "payses_1",
      amount: 13000,
      by: 3000,
    })
  })

  it("may be less than Stripe accepts for a payment of its own", () => {
    expect(choose({ missing: 1, notHeld: 1 })).toMatchObject({ amount: 10001 })
  })

  it("counts what overcapture grants as not held, once it does not suffice", () => {
    expect(choose({ missing: 1000, notHeld: 3000 })).toMatchObject({
      amount: 13000,
      by: 3000,
    })
  })

  it("increments the hold that lapses last, of those that can be", () => {
    const holds = [
      hold({ paymentSessionId: "payses_1" }),
      hold({
        paymentSessionId: "payses_2",
        captureBefore: "2026-01-10T00:00:00.000Z",
      }),
      hold({
        paymentSessionId: "payses_3",
        captureBefore: "2026-01-12T00:00:00.000Z",
        mayIncrement: false,
      }),
    ]

    expect(choose({ holds })).toMatchObject({ paymentSessionId: "payses_2" })
  })

  it("is not granted where no hold may be incremented", () => {
    expect(choose({ holds: [hold({ mayIncrement: false })] })).toEqual({
      kind: "not_granted",
      paymentSessionId: "payses_1",
    })
  })

  it.each<[string, Partial<OrderToCover>]>([
    ["nothing is missing", { missing: 0 }],
    ["it is requested in another way", { hasOpenRequest: true }],
    ["nothing is held", { holds: [] }],
    ["a part was captured", { holds: [hold({ captured: 1 })] }],
    ["the hold has ended", { holds: [hold({ hasEnded: true })] }],
    [
      "the money is not held any more",
      { holds: [hold({ state: "captured" })] },
    ],
    [
      "something is requested of the hold",
      { holds: [hold({ isRequested: true })] },
    ],
    ["together it is more than Stripe takes", { notHeld: 999_999_999_999 }],
  ])("increments nothing where %s", (_why, changes) => {
    expect(choose(changes)).toEqual({ kind: "none" })
  })
})
