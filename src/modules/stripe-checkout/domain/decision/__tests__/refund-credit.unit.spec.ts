import fc from "fast-check"
import type { RefundCredit } from "../../order-status/order-state"
import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { decidePayment, type PaymentDecision } from "../decide"
import {
  type Credit,
  isVersionDoubled,
  missingRefundCredit,
  type OrderHistory,
} from "../refund-credit"
import { anOrder, aPlacedOrder, AT_STRIPE, described, POLICY } from "./fixtures"

describe("The credit that an order lacks for its refunds", () => {
  const paid = { version: 1, amount: 12000, isRefund: false }
  const refund = { version: 1, amount: -3000, isRefund: true }
  const before = {
    totals: [{ version: 1, total: 12000 }],
    transactions: [paid, refund],
    credits: [],
  }

  it("is the whole refund of an order that was paid exactly", () => {
    expect(missingRefundCredit(before)).toBe(3000)
  })

  it("is nothing once the refund has its credit line", () => {
    const after = {
      ...before,
      totals: [...before.totals, { version: 2, total: 9000 }],
      credits: [{ version: 2, amount: 3000 }],
    }
    expect(missingRefundCredit(after)).toBe(0)
  })

  it("is nothing where the order was overpaid by as much", () => {
    const returned = {
      totals: [...before.totals, { version: 2, total: 9000 }],
      transactions: [paid, { ...refund, version: 2 }],
      credits: [],
    }
    expect(missingRefundCredit(returned)).toBe(0)
  })

  it("is what goes beyond the overpaid amount", () => {
    const returned = {
      totals: [...before.totals, { version: 2, total: 11000 }],
      transactions: [paid, { ...refund, version: 2 }],
      credits: [],
    }
    expect(missingRefundCredit(returned)).toBe(2000)
  })

  it("is nothing for other money that was given back", () => {
    const cash = {
      ...before,
      transactions: [paid, { ...refund, isRefund: false }],
    }
    expect(missingRefundCredit(cash)).toBe(0)
  })

  it("is the whole refund, although the merchant had made the order cheaper with a credit", () => {
    const cheaper = {
      totals: [...before.totals, { version: 2, total: 10000 }],
      transactions: [
        { ...paid, version: 2, amount: 10000 },
        { ...refund, version: 2 },
      ],
      credits: [],
    }
    expect(missingRefundCredit(cheaper)).toBe(3000)
  })

  it("does not count a line that raised the order's total", () => {
    const raised = { ...before, credits: [{ version: 1, amount: -3000 }] }
    expect(missingRefundCredit(raised)).toBe(3000)
  })

  it("is no fraction of a cent", () => {
    const tenths = {
      ...before,
      totals: [
        { version: 1, total: 12000 },
        { version: 2, total: 9000.5 },
      ],
      credits: [{ version: 2, amount: 2999.5 }],
    }
    expect(missingRefundCredit(tenths)).toBe(0)
  })

  it("makes any order owe what it would owe had core written every credit line", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), steps, (total, all) => {
        const ideal = play(total, all, { losesCredit: false })
        const actual = play(total, all, { losesCredit: true })
        expect(pendingOf(actual) - missingRefundCredit(actual)).toBe(
          pendingOf(ideal)
        )
        expect(missingRefundCredit(ideal)).toBe(0)
      }),
      { numRuns: 3000 }
    )
  })
})

/** A credit line can get lost each time. */
type Step =
  | { readonly kind: "edit" | "capture"; readonly amount: number }
  | {
      readonly kind: "refund"
      readonly amount: number
      readonly isLost: boolean
    }

const amount = fc.integer({ min: 1, max: 200 })

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constantFrom("edit", "capture"), amount }),
    fc.record({
      kind: fc.constant("refund" as const),
      amount,
      isLost: fc.boolean(),
    })
  ),
  { maxLength: 12 }
)

/** What core does: each edit and each credit line makes a version of the order. */
function play(
  total: number,
  all: readonly Step[],
  { losesCredit }: { readonly losesCredit: boolean }
): OrderHistory {
  return all.reduce<OrderHistory>(
    (history, step) => {
      const version = history.totals.length
      const now = history.totals.at(-1)?.total ?? 0
      if (step.kind === "edit") {
        const credit = sum(history.credits)
        return withTotal(history, step.amount - credit)
      }
      const pending = pendingOf(history)
      const isRefund = step.kind === "refund"
      const moved = {
        ...history,
        transactions: [
          ...history.transactions,
          { version, amount: isRefund ? -step.amount : step.amount, isRefund },
        ],
      }
      const credit = isRefund ? step.amount + Math.min(0, pending) : 0
      return credit <= 0 || (losesCredit && isRefund && step.isLost)
        ? moved
        : {
            ...withTotal(moved, now - credit),
            credits: [
              ...moved.credits,
              { version: version + 1, amount: credit },
            ],
          }
    },
    { totals: [{ version: 1, total }], transactions: [], credits: [] }
  )
}

function withTotal(history: OrderHistory, total: number): OrderHistory {
  const version = history.totals.length + 1
  return { ...history, totals: [...history.totals, { version, total }] }
}

function pendingOf({ totals, transactions }: OrderHistory): number {
  return (totals.at(-1)?.total ?? 0) - sum(transactions)
}

function sum(all: readonly { readonly amount: number }[]): number {
  return all.reduce((total, one) => total + one.amount, 0)
}

describe("A version of an order is doubled", () => {
  const credits: Credit[] = [
    { version: 2, amount: 3000 },
    { version: 3, amount: 3000 },
  ]

  it("when the change that gave credit has written its line twice", () => {
    const lines = [
      { version: 2, amount: 3000 },
      { version: 3, amount: 3000 },
      { version: 3, amount: 3000 },
    ]
    expect(isVersionDoubled(lines, credits)).toBe(true)
  })

  it("not when another change gave as much", () => {
    expect(isVersionDoubled(credits, credits)).toBe(false)
  })

  it("not when one change gave the same twice", () => {
    const twice = [credits[0], credits[0]].flatMap((credit) => credit ?? [])
    expect(isVersionDoubled(twice, twice)).toBe(false)
  })

  it("not when no change tells where a line came from", () => {
    expect(isVersionDoubled([{ version: 4, amount: 500 }], credits)).toBe(false)
  })
})

describe("Credit lines that disagree with an order's refunds", () => {
  const CREDIT: RefundCredit = {
    missing: 3000,
    isDoubled: false,
    unfinishedChangeIds: [],
    isSettling: false,
    isBlocked: false,
  }

  it("are left alone while core may still be writing them", () => {
    expect(decide({ isSettling: true })).toMatchObject({
      kind: "recheck_later",
      reason: { code: "order_ledger_being_written" },
    })
  })

  it("get the one that is missing", () => {
    expect(decide({})).toMatchObject({
      kind: "add_refund_credit_line",
      orderId: "order_1",
      amount: 3000,
    })
  })

  it("lead to the order's doubled rows, which go before anything else", () => {
    expect(
      decide({ isDoubled: true, unfinishedChangeIds: ["ordch_1"] })
    ).toMatchObject({
      kind: "remove_doubled_rows",
      orderId: "order_1",
    })
  })

  it("free the order from a change that nobody finishes", () => {
    expect(decide({ unfinishedChangeIds: ["ordch_1"] })).toMatchObject({
      kind: "cancel_order_changes",
      orderChangeIds: ["ordch_1"],
    })
  })

  it("are reported while an order edit is open, and payments go on", () => {
    expect(decide({ isBlocked: true })).toMatchObject({
      kind: "in_sync",
      unrepaired: [{ kind: "refund_credit_missing" }],
    })
  })

  it("are only reported where core's rows are not to be repaired", () => {
    expect(decide({}, "report")).toMatchObject({
      kind: "in_sync",
      unrepaired: [{ kind: "add_refund_credit_line" }],
    })
  })

  function decide(
    changes: Partial<RefundCredit>,
    coreRepairs: "on" | "report" = "on"
  ): PaymentDecision {
    const order = anOrder({ refundCredit: { ...CREDIT, ...changes } })
    return decidePayment({
      medusa: aPlacedOrder({ order }),
      stripe: described(AT_STRIPE["held money"]),
      request: null,
      statusOrigin: UNKNOWN_ORIGIN,
      policy: { ...POLICY, coreRepairs },
    })
  }
})
