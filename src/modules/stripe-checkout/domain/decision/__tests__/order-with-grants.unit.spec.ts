import fc from "fast-check"
import type { HoldGrants } from "../hold-grants"
import { type Act, type GrantsOf, OrderWorld } from "./order-world"

/** Few and round, so that sums meet. */
const amount = fc.constantFrom(50, 100, 150, 200, 300)

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("edit" as const), total: amount }),
  },
  fc.record({
    kind: fc.constantFrom("synchronize", "pay", "die", "ask for release"),
  }),
  fc.record({ kind: fc.constantFrom("lapse", "release there") }),
  fc.record({ kind: fc.constant("cancel the order" as const) }),
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("ask for capture" as const),
      amount: fc.option(fc.constantFrom(10, 20, 50, 120)),
    }),
  },
  fc.record({
    kind: fc.constantFrom("capture there", "refund there", "refund"),
    amount,
  })
)

const GRANTS: readonly GrantsOf[] = [
  grantsFor({ beyond: true, keepsRest: false }),
  grantsFor({ beyond: false, keepsRest: true }),
  grantsFor({ beyond: true, keepsRest: true }),
]

const lives = fc.record({
  total: amount,
  grantsOf: fc.constantFrom(...GRANTS),
  left: amount,
  acts: fc.array(fc.tuple(acts, fc.nat(2)), { maxLength: 14 }),
})

describe("Whatever people do to an order whose holds may be captured in parts or beyond themselves", () => {
  it("never more is captured than is owed, held and granted, and all comes to rest", () => {
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

describe("A hold that is captured in parts", () => {
  it("is captured once for each request, although the process dies after each of them", () => {
    const world = new OrderWorld(
      300,
      grantsFor({ beyond: false, keepsRest: true })
    )
    for (const part of [50, 50, 120]) {
      world.do({ kind: "ask for capture", amount: part }, 0)
      world.do({ kind: "die" }, 0)
      world.do({ kind: "synchronize" }, 0)
      world.do({ kind: "synchronize" }, 0)
    }

    expect(world.payments[0]?.record).toMatchObject({ captured: 220 })
    expect(world.payments[0]?.intent).toMatchObject({
      status: "requires_capture",
      amountReceived: 220,
      amountCapturable: 80,
    })
  })

  it("is released as soon as nothing is owed any more", () => {
    const world = new OrderWorld(
      300,
      grantsFor({ beyond: false, keepsRest: true })
    )
    world.do({ kind: "ask for capture", amount: 120 }, 0)
    world.do({ kind: "synchronize" }, 0)
    world.do({ kind: "edit", total: 120 }, 0)
    world.rest()

    expect(world.payments[0]?.intent).toMatchObject({
      status: "succeeded",
      amountReceived: 120,
      amountCapturable: 0,
    })
  })
})

function grantsFor(granted: {
  readonly beyond: boolean
  readonly keepsRest: boolean
}): GrantsOf {
  return (held): HoldGrants => ({
    mostCapturable: granted.beyond ? held * 1.5 : null,
    keepsRest: granted.keepsRest,
  })
}

function checkAll(check: (world: OrderWorld) => void): void {
  fc.assert(
    fc.property(lives, ({ total, grantsOf, left, acts: steps }) => {
      const world = new OrderWorld(total, grantsOf)
      world.do({ kind: "edit", total: left }, 0)
      for (const [act, at] of steps) {
        world.do(act, at)
      }
      world.rest()
      check(world)
    }),
    { numRuns: 2000 }
  )
}
