import fc from "fast-check"
import { type Act, OrderWorld } from "./order-world"

/** Few and round, so that sums meet. */
const amount = fc.constantFrom(50, 100, 150, 200, 300)

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("edit" as const), total: amount }),
  fc.record({
    kind: fc.constantFrom("synchronize", "pay", "die", "ask for release"),
  }),
  fc.record({ kind: fc.constantFrom("lapse", "release there") }),
  fc.record({ kind: fc.constant("cancel the order" as const) }),
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("ask for capture" as const),
      amount: fc.option(amount),
    }),
  },
  fc.record({
    kind: fc.constantFrom("capture there", "refund there", "refund"),
    amount,
  })
)

const lives = fc.record({
  total: amount,
  /** What is added to the order and held by a payment of its own. */
  added: fc.array(amount, { maxLength: 2 }),
  left: amount,
  acts: fc.array(fc.tuple(acts, fc.nat(2)), { maxLength: 12 }),
})

/** The row already knows of the capture, the order's ledger does not. */
const DIED_WHILE_CAPTURING = {
  total: 50,
  added: [50, 50],
  left: 50,
  acts: [
    [{ kind: "ask for capture", amount: null }, 1],
    [{ kind: "die" }, 0],
    [{ kind: "lapse" }, 0],
    [{ kind: "ask for capture", amount: null }, 2],
    [{ kind: "synchronize" }, 0],
  ] as [Act, number][],
}

describe("Whatever people do to an order's payments, in whatever order", () => {
  it("never more is captured than the order owes at that moment, and all comes to rest", () => {
    checkAll(({ wrong }) => {
      expect(wrong).toEqual([])
    })
  })

  it("both sides have the same amounts, or a person is asked to look", () => {
    checkAll(({ payments }) => {
      const settled = payments.filter(({ needsReview }) => !needsReview)
      expect(
        settled.map(({ record }) => [record.captured, record.refunded])
      ).toEqual(
        settled.map(({ intent }) => [
          intent.amountReceived,
          intent.amountRefunded,
        ])
      )
    })
  })

  it("no money stays held for an order that owes nothing", () => {
    checkAll(({ outstanding, payments }) => {
      const held = payments.filter(({ intent }) => intent.amountCapturable > 0)
      expect(outstanding > 0 ? [] : held).toEqual([])
    })
  })

  it("every request has its answer", () => {
    checkAll(({ payments }) => {
      expect(payments.map(({ request }) => request)).toEqual(
        payments.map(() => null)
      )
    })
  })
})

function checkAll(check: (world: OrderWorld) => void): void {
  fc.assert(
    fc.property(lives, ({ total, added, left, acts: steps }) => {
      const world = new OrderWorld(total)
      for (const more of added) {
        world.do({ kind: "edit", total: world.outstanding + more }, 0)
        world.do({ kind: "pay" }, 0)
      }
      world.do({ kind: "edit", total: left }, 0)
      for (const [act, at] of steps) {
        world.do(act, at)
      }
      world.rest()
      check(world)
    }),
    { numRuns: 2000, examples: [[DIED_WHILE_CAPTURING]] }
  )
}
