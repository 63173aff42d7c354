import type Stripe from "stripe"

import { sortOutRefunds } from "../sort-refunds"

type Refund = Partial<Stripe.Refund>

/** Nothing marks it but that no money moved. */
const release = (amount: number): Refund => ({
  amount,
  balance_transaction: null,
})
const ours = (amount: number): Refund => ({
  amount,
  metadata: { refunded_before: "0" },
})

describe("The money that was refunded", () => {
  it.each<[string, Refund[], number]>([
    ["nothing", [], 0],
    ["a refund", [ours(1000)], 1000],
    ["two refunds", [ours(1000), ours(500)], 1500],
    ["a refund made in the Dashboard", [{ amount: 1000 }], 1000],
    ["not a failed refund", [{ amount: 1000, status: "failed" }], 0],
    ["not a canceled refund", [{ amount: 9, status: "canceled" }], 0],
    [
      "a refund that waits for the balance",
      [{ amount: 1000, status: "pending", balance_transaction: null }],
      1000,
    ],
    [
      "a refund of no shown transaction, for nothing was released",
      [release(1000)],
      1000,
    ],
  ])("of a full capture is %s", (_what, refunds, refunded) => {
    expect(read(12000, refunds)).toMatchObject({ refunded, undecided: 0 })
  })

  it.each<[string, Refund[], { refunded: number; undecided?: number }]>([
    ["not the released rest", [release(6000)], { refunded: 0 }],
    [
      "the Dashboard's refund of the same amount, where no rest is shown",
      [{ amount: 6000 }],
      { refunded: 6000 },
    ],
    [
      "the Dashboard's refund of the same amount, beside the rest",
      [release(6000), { amount: 6000 }],
      { refunded: 6000 },
    ],
    [
      "the Dashboard's refund of the same amount with a reason",
      [{ ...release(6000), reason: "duplicate" }],
      { refunded: 6000 },
    ],
    [
      "our refund of the same amount",
      [release(6000), ours(6000)],
      { refunded: 6000 },
    ],
    [
      "a refund of the same amount that waits for the balance",
      [{ amount: 6000, status: "pending", balance_transaction: null }],
      { refunded: 6000 },
    ],
    [
      "not a lapsed rest",
      [{ amount: 6000, reason: "expired_uncaptured_charge" }],
      { refunded: 0 },
    ],
    [
      "not a rest in two parts",
      [release(2000), release(4000)],
      { refunded: 0 },
    ],
    [
      "undecided for a second one like the rest",
      [release(6000), release(6000)],
      { refunded: 0, undecided: 6000 },
    ],
    [
      "undecided for a part of the rest",
      [release(500)],
      { refunded: 0, undecided: 500 },
    ],
  ])("of a capture of 60 of 120 is %s", (_what, refunds, expected) => {
    expect(read(6000, refunds)).toMatchObject({ undecided: 0, ...expected })
  })

  it("of a hold is nothing, ever", () => {
    expect(read(0, [release(12000)])).toMatchObject({ refunded: 0 })
  })

  it("includes what failed, for those who ask what became of it", () => {
    const { refunds } = read(12000, [
      { id: "re_2", amount: 10, created: 2 },
      { id: "re_1", amount: 10, created: 1, status: "failed" },
    ])

    expect(refunds.map(({ id }) => id)).toEqual(["re_1", "re_2"])
  })

  it("is in order even when it was made again within the same second", () => {
    const { refunds } = read(12000, [
      { id: "re_2", amount: 10 },
      { id: "re_1", amount: 10, status: "failed" },
    ])

    expect(refunds.map(({ id }) => id)).toEqual(["re_1", "re_2"])
  })
})

function read(captured: number, refunds: Refund[]) {
  return sortOutRefunds(
    { amount: 12000, amount_received: captured },
    refunds.map(
      (changes) =>
        ({
          id: "re_1",
          status: "succeeded",
          created: 20,
          metadata: {},
          reason: null,
          balance_transaction: "txn_1",
          ...changes,
        }) as Stripe.Refund
    )
  )
}
