import fc from "fast-check"

import { matchTransactions } from "../match-transactions"

const PAYMENT = {
  id: "pay_1",
  captures: [{ id: "capt_1", amount: 12000 }],
  refunds: [
    { id: "ref_1", amount: 2000 },
    { id: "ref_2", amount: 10000 },
  ],
}

describe("A transaction in the order's ledger", () => {
  it("belongs to the capture or refund that it names", () => {
    const { byRow, ofNothing } = matchTransactions(PAYMENT, [
      aTransaction("t_1", "capture", "capt_1", 12000),
      aTransaction("t_2", "refund", "ref_1", -2000),
    ])

    expect(byRow.get("capt_1")).toEqual(["t_1"])
    expect(byRow.get("ref_1")).toEqual(["t_2"])
    expect(byRow.get("ref_2")).toEqual([])
    expect(ofNothing).toEqual([])
  })

  it("that names the payment belongs to the refund of its amount: the order was canceled", () => {
    const { byRow, ofNothing } = matchTransactions(PAYMENT, [
      aTransaction("t_2", "refund", "ref_1", -2000),
      aTransaction("t_3", "refund", "pay_1", -10000),
    ])

    expect(byRow.get("ref_2")).toEqual(["t_3"])
    expect(ofNothing).toEqual([])
  })

  it("that names the payment is of nothing when the refund was refused", () => {
    const { ofNothing } = matchTransactions(
      { ...PAYMENT, refunds: PAYMENT.refunds.slice(0, 1) },
      [
        aTransaction("t_2", "refund", "ref_1", -2000),
        aTransaction("t_3", "refund", "pay_1", -10000),
      ]
    )

    expect(ofNothing).toEqual(["t_3"])
  })

  it("that names the payment is of nothing when each refund has its own", () => {
    const { byRow, ofNothing } = matchTransactions(PAYMENT, [
      aTransaction("t_2", "refund", "ref_1", -2000),
      aTransaction("t_3", "refund", "pay_1", -10000),
      aTransaction("t_4", "refund", "ref_2", -10000),
    ])

    expect(byRow.get("ref_2")).toEqual(["t_4"])
    expect(ofNothing).toEqual(["t_3"])
  })

  it("is of nothing once the refund that it names has been deleted", () => {
    const { ofNothing } = matchTransactions(PAYMENT, [
      { ...aTransaction("t_1", "refund", "ref_0", -2000), isRowGone: true },
    ])

    expect(ofNothing).toEqual(["t_1"])
  })

  it("is of nothing when it counts the amount of another refund", () => {
    const { byRow, ofNothing } = matchTransactions(PAYMENT, [
      aTransaction("t_1", "refund", "ref_1", -10000),
      aTransaction("t_2", "refund", "ref_2", -10000),
    ])

    expect(ofNothing).toEqual(["t_1"])
    expect(byRow.get("ref_1")).toEqual([])
    expect(byRow.get("ref_2")).toEqual(["t_2"])
  })

  it("of another payment, of cash or of a claim is none of this payment's", () => {
    const { byRow, ofNothing } = matchTransactions(PAYMENT, [
      aTransaction("t_1", "refund", "pay_2", -12000),
      aTransaction("t_2", "cash", "till_1", 500),
      aTransaction("t_3", "capture", "pay_1", 12000),
      aTransaction("t_4", null, null, 1),
    ])

    expect([...byRow.values()].flat()).toEqual([])
    expect(ofNothing).toEqual([])
  })

  it("is counted once, whatever else is there", () => {
    const transactions = fc.array(
      fc.record({
        reference: fc.constantFrom("capture", "refund", null),
        referenceId: fc.constantFrom("capt_1", "ref_1", "ref_2", "pay_1", null),
        amount: fc.constantFrom(-10000, -2000, 12000, 1),
      })
    )
    fc.assert(
      fc.property(transactions, (drawn) => {
        const all = drawn.map((one, index) => ({
          ...one,
          id: `t_${index}`,
          isRowGone: false,
        }))
        const { byRow, ofNothing } = matchTransactions(PAYMENT, all)
        const attributed = [...[...byRow.values()].flat(), ...ofNothing]

        expect(new Set(attributed).size).toBe(attributed.length)
      })
    )
  })
})

function aTransaction(
  id: string,
  reference: string | null,
  referenceId: string | null,
  amount: number
) {
  return { id, reference, referenceId, amount, isRowGone: false }
}
