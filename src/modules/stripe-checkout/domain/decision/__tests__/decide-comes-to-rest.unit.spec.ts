import fc from "fast-check"
import { aRequest, decideFor } from "./fixtures"
import { MAX_PASSES, World } from "./world"
import type { Start } from "./world-start"

const amount = fc.integer({ min: 1, max: 50_000 })
const part = fc.double({ min: 0, max: 1, noNaN: true })

const starts: fc.Arbitrary<Start> = fc.record({
  total: amount,
  atStripe: fc.constantFrom(
    "open",
    "held",
    "captured",
    "released",
    "expired",
    "pending",
    "refused"
  ),
  capturedThere: fc.oneof(fc.constant(1), part),
  refundedThere: fc.oneof(fc.constant(0), fc.constant(1), part),
  order: fc.constantFrom("none", "placed", "canceled", "completing", "other"),
  session: fc.constantFrom("pending", "authorized", "other amount", "deleted"),
  isCartTheSame: fc.boolean(),
  record: fc.constantFrom("none", "authorized", "canceled"),
  ledger: fc.constantFrom(
    "nothing",
    "right",
    "no transaction",
    "twice",
    "a ghost"
  ),
  releaseRequested: fc.boolean(),
  placementTimedOut: fc.boolean(),
  deadline: fc.constantFrom("far", "near"),
  interruption: fc.constantFrom("none", "half placed", "not_announced"),
  collections: fc.constantFrom("right", "asked twice"),
  issuer: fc.constantFrom("agrees", "declines"),
  mayIncrement: fc.boolean(),
})

const requests = fc.oneof(
  fc.constant(null),
  fc.constant(aRequest("capture")),
  fc.constant(aRequest("release")),
  fc.constant(aRequest("place_order")),
  fc.constant({ ...aRequest("release"), isBeforeOrder: true }),
  amount.map((asked) => aRequest("capture", asked)),
  amount.map((asked) => aRequest("hold_increment", asked))
)

describe("Deciding again after each action", () => {
  it("comes to rest", () => {
    checkAll((world) => {
      expect(world.passes).toBeLessThan(MAX_PASSES)
    })
  })

  it("does nothing that core or Stripe would refuse", () => {
    checkAll((world) => {
      expect(world.failingActions).toEqual([])
    })
  })

  it("answers the request for an order", () => {
    checkAll((world, { atStripe }) => {
      const isWaiting =
        atStripe === "pending" && world.request?.kind === "capture"
      if (world.medusa.order && !isWaiting) expect(world.request).toBeNull()
    })
  })

  it("leaves no payment in Medusa that the bank has refused", () => {
    checkAll(({ medusa: { order, payment } }, { atStripe }) => {
      if (atStripe === "refused" && order && payment) {
        expect(payment.isCanceled).toBe(true)
      }
    })
  })

  it("leaves no payment canceled in Medusa about which the bank decides", () => {
    checkAll(({ medusa: { order, payment } }, { atStripe }) => {
      if (atStripe === "pending" && order && !order.isCanceled) {
        expect(payment?.isCanceled).not.toBe(true)
      }
    })
  })

  it("never takes more than was held, owed or asked for", () => {
    checkAll((world, start) => {
      expect(world.takenByUs).toBeLessThanOrEqual(start.total)
      expect(world.takenByUs).toBeLessThanOrEqual(world.owedAtStart)
      expect(world.takenByUs).toBeLessThanOrEqual(world.askedFor)
    })
  })

  it("never both captures and releases money", () => {
    checkAll((world) => {
      expect(world.takenByUs > 0 && world.isReleasedByUs).toBe(false)
    })
  })

  it("leaves Medusa and Stripe with the same amounts, wherever there is an order", () => {
    checkAll(({ medusa: { order, payment }, stripe: { paymentIntent } }) => {
      if (!order || order.isCanceled || !payment || !paymentIntent) return
      expect(payment.captured).toBe(paymentIntent.amountReceived)
      expect(payment.refunded).toBe(paymentIntent.amountRefunded)
    })
  })

  it("leaves one transaction for each amount that was moved", () => {
    checkAll(({ medusa: { order, payment } }) => {
      if (!order || order.isCanceled || !payment) return
      const rows = [...payment.ledger.captures, ...payment.ledger.refunds]
      expect(rows.map((row) => row.transactionIds.length)).toEqual(
        rows.map(() => 1)
      )
    })
  })

  it("holds no money for nothing", () => {
    checkAll(({ medusa, stripe }) => {
      const isHeld = stripe.paymentIntent?.status === "requires_capture"
      const isFor = medusa.order?.isCanceled === false || medusa.isCompleting
      expect(isHeld && !isFor).toBe(false)
    })
  })

  it("leaves no payment canceled in Medusa while an order stands on its money", () => {
    checkAll(({ medusa: { order, payment }, stripe: { paymentIntent } }) => {
      const isPaid = ["requires_capture", "succeeded"].includes(
        paymentIntent?.status ?? ""
      )
      if (isPaid && order && !order.isCanceled) {
        expect(payment?.isCanceled).toBe(false)
      }
    })
  })
})

function checkAll(expectation: (world: World, start: Start) => void): void {
  fc.assert(
    fc.property(starts, requests, (start, request) => {
      const world = new World(start, request)
      world.runUntilInSync(decideFor)
      expectation(world, start)
    }),
    { numRuns: 3000 }
  )
}
