/**
 * Every combination of up to three payments of one order, with every request and every
 * balance. Each payment is decided about as if the others stood still.
 */
import type { PaymentMoney } from "../../order-status/money-status"
import type { PaymentDecision, PaymentRequest } from "../decide"
import type { OtherPayment } from "../order-money"
import type { PaymentState } from "../payment-state"
import {
  anOrder,
  aPayment,
  aPlacedOrder,
  aRequest,
  AT_STRIPE,
  aTurn,
  decideFor,
  described,
} from "./fixtures"

const HELD = 5000
const PART = 2000

interface Kind {
  readonly state: PaymentState
  readonly held?: number
  readonly captured?: number
  readonly refunded?: number
  readonly hasLapsed?: boolean
}

const KINDS = {
  open: { state: "awaiting_customer" },
  held: { state: "authorized", held: HELD },
  "part captured": { state: "captured", captured: PART },
  captured: { state: "captured", captured: HELD },
  released: { state: "canceled" },
  lapsed: { state: "canceled", hasLapsed: true },
  "refunded in part": { state: "captured", captured: HELD, refunded: PART },
  refunded: { state: "captured", captured: HELD, refunded: HELD },
  unknown: { state: "unrecognized" },
} as const satisfies Record<string, Kind>

type KindName = keyof typeof KINDS

type Ask = "nothing" | "capture" | "capture that has begun" | "release"

interface One {
  readonly kind: KindName
  readonly ask: Ask
}

interface Case {
  readonly name: string
  readonly payments: readonly One[]
  readonly owed: number
}

const NAMES = Object.keys(KINDS) as KindName[]
const ASKS: readonly Ask[] = [
  "nothing",
  "capture",
  "capture that has begun",
  "release",
]

/** Only of a hold can anything be requested that is still to be decided. */
const ONES: readonly One[] = NAMES.flatMap((kind) =>
  (kind === "held" ? ASKS : ASKS.slice(0, 1)).map((ask) => ({ kind, ask }))
)

const BALANCES = [0, PART, HELD, 2 * HELD, 4 * HELD]

const CASES: readonly Case[] = combinations().flatMap((payments) =>
  BALANCES.map((owed) => ({
    name: `${payments.map(({ ask, kind }) => `${kind} (${ask})`).join(" + ")}, ${owed} owed`,
    payments,
    owed,
  }))
)

function combinations(): (readonly One[])[] {
  const one = ONES.map((first) => [first])
  const two = ONES.flatMap((first) => ONES.map((second) => [first, second]))
  const three = two.flatMap((pair) => ONES.map((third) => [...pair, third]))
  return [...one, ...two, ...three]
}

describe(`In each of ${CASES.length} orders`, () => {
  it("the holds together capture no more than is owed, even if all are decided about at once", () => {
    expectOfAll(({ owed }, decisions) => {
      const captured = decisions.reduce(
        (sum, { decision }) =>
          sum + (decision.kind === "capture" ? decision.amount : 0),
        0
      )
      return captured <= owed
    })
  })

  it("a hold is captured only on request, and never beyond itself", () => {
    expectOfEach(
      ({ ask }, { decision }) =>
        decision.kind !== "capture" ||
        (ask.startsWith("capture") && decision.amount <= HELD)
    )
  })

  it("a hold is released only on request, or when nothing is owed and no capture is requested", () => {
    expectOfEach(
      ({ ask }, { decision }, { owed, payments }) =>
        decision.kind !== "release_authorization" ||
        ask === "release" ||
        (owed === 0 &&
          payments.every((other) => !other.ask.startsWith("capture")))
    )
  })

  it("a hold that nobody needs does not stay", () => {
    expectOfEach(
      ({ kind }, { decision }, { owed, payments }) =>
        !(kind === "held" && owed === 0) ||
        payments.some(({ ask }) => ask !== "nothing") ||
        decision.kind === "release_authorization"
    )
  })

  it("every request is answered, or waits for another that comes first", () => {
    expectOfAll((_case, decisions) => {
      const asked = decisions.filter(({ one }) => one.ask !== "nothing")
      const waiting = asked.filter(
        ({ decision }) => decision.kind === "recheck_later"
      )
      return asked.length === 0 || waiting.length < asked.length
    })
  })

  it("the order reads the same, whichever payment is synchronized", () => {
    expectOfAll((_case, decisions) => {
      const read = decisions.flatMap(({ decision }) =>
        decision.kind === "write_order_status" ? [decision.update.order] : []
      )
      return new Set(read).size <= 1
    })
  })

  it("the order reads paid only when it owes nothing", () => {
    expectStatus("captured", ({ owed, payments }) => {
      const captured = sumOf(payments, ({ captured: amount }) => amount)
      return captured > 0 && owed <= 0
    })
  })

  it("the order reads approved only when money is held for it", () => {
    expectStatus("authorized", ({ payments }) =>
      payments.some(({ kind }) => kind === "held")
    )
  })

  it("the order reads refunded only when all that was captured was refunded", () => {
    expectStatus(
      "refunded",
      ({ payments }) =>
        sumOf(payments, ({ captured: amount }) => amount) ===
        sumOf(payments, ({ refunded: amount }) => amount)
    )
  })

  it("the order reads released or lapsed only when nothing is held and nothing was captured", () => {
    const isEmpty = ({ payments }: Case): boolean =>
      payments.every(({ kind }) => kind !== "held") &&
      sumOf(payments, ({ captured: amount }) => amount) === 0
    expectStatus("released", isEmpty)
    expectStatus("lapsed", isEmpty)
  })
})

interface Decided {
  readonly one: One
  readonly decision: PaymentDecision
}

const decided = new Map<Case, readonly Decided[]>()

function decisionsOf(order: Case): readonly Decided[] {
  const known = decided.get(order) ?? decideAll(order)
  decided.set(order, known)
  return known
}

function decideAll({ owed, payments }: Case): Decided[] {
  return payments.map((one, index) => ({
    one,
    decision: decideFor(
      aPlacedOrder(
        {
          turn: aTurn({ paymentSessionId: `payses_${index}` }),
          order: anOrder({ outstanding: owed, status: null }),
          payment: recordOf(one),
          others: payments.flatMap((other, position) =>
            position === index ? [] : [otherOf(other, position)]
          ),
        },
        null
      ),
      stripeOf(one),
      requestOf(one)
    ),
  }))
}

function moneyOf({ kind }: One): PaymentMoney {
  const { state, held, captured, refunded, hasLapsed }: Kind = KINDS[kind]
  return {
    state,
    held: held ?? 0,
    captured: captured ?? 0,
    refunded: refunded ?? 0,
    hasLapsed: hasLapsed ?? false,
    lastCapture: null,
  }
}

function otherOf(one: One, position: number): OtherPayment {
  return {
    ...moneyOf(one),
    ...aTurn({ paymentSessionId: `payses_${position}` }),
    capture: one.ask.startsWith("capture")
      ? { amount: null, hasBegun: one.ask.endsWith("begun") }
      : null,
    hasMoved: false,
    unrecorded: 0,
  }
}

function recordOf(one: One): ReturnType<typeof aPayment> {
  const { captured, refunded, state } = moneyOf(one)
  return aPayment({
    amount: HELD,
    captured,
    refunded,
    isCanceled: state === "canceled",
  })
}

function requestOf({ ask }: One): PaymentRequest | null {
  if (ask === "nothing") {
    return null
  }
  return {
    ...aRequest(ask === "release" ? "release" : "capture"),
    hasBegun: ask.endsWith("begun"),
  }
}

const STATUS_AT_STRIPE: Readonly<Record<string, keyof typeof AT_STRIPE>> = {
  awaiting_customer: "an open Checkout Session",
  authorized: "held money",
  captured: "captured money",
  unrecognized: "an unknown status",
}

function stripeOf(one: One): ReturnType<typeof described> {
  const { captured, hasLapsed, held, refunded, state } = moneyOf(one)
  const ended = hasLapsed ? "a lapsed hold" : "a released hold"
  const stripe = described(AT_STRIPE[STATUS_AT_STRIPE[state] ?? ended])
  return {
    ...stripe,
    paymentIntent: stripe.paymentIntent && {
      ...stripe.paymentIntent,
      amount: HELD,
      amountCapturable: held,
      amountReceived: captured,
      amountRefunded: refunded,
    },
  }
}

function sumOf(
  payments: readonly One[],
  amountOf: (money: PaymentMoney) => number
): number {
  return payments.reduce((sum, one) => sum + amountOf(moneyOf(one)), 0)
}

function expectOfAll(
  holds: (order: Case, decisions: readonly Decided[]) => boolean
): void {
  const wrong = CASES.filter((order) => !holds(order, decisionsOf(order)))
  expect(wrong.slice(0, 8).map(({ name }) => name)).toEqual([])
}

function expectOfEach(
  holds: (one: One, decided: Decided, order: Case) => boolean
): void {
  expectOfAll((order, decisions) =>
    decisions.every((decided) => holds(decided.one, decided, order))
  )
}

function expectStatus(status: string, isRight: (order: Case) => boolean): void {
  let seen = 0
  expectOfAll((order, decisions) => {
    const reads = decisions.some(
      ({ decision }) =>
        decision.kind === "write_order_status" &&
        decision.update.order === status
    )
    seen += reads ? 1 : 0
    return !reads || isRight(order)
  })
  expect(seen).toBeGreaterThan(0)
}
