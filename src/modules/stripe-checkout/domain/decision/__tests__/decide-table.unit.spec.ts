import { readPaymentState } from "../payment-state"
import {
  decidePaymentTransition,
  type MedusaPayment,
  type PaymentDecision,
  type Wish,
} from "../decide"
import {
  aCart,
  anOrder,
  aPayment,
  aSession,
  AT_STRIPE,
  type AtStripe,
  aWish,
  TOTAL,
} from "./fixtures"

type Situation = {
  readonly name: string
  readonly atStripe: AtStripe
  readonly medusa: MedusaPayment
  readonly wish: Wish | null
}

const SESSIONS = {
  session: aSession(),
  "authorized session": aSession(TOTAL, "authorized"),
  "session of another amount": aSession(22000),
  "deleted session": null,
}

const PAYMENTS = {
  "no payment": null,
  payment: aPayment(),
  "captured payment": aPayment({ captured: TOTAL }),
  "canceled payment": aPayment({ isCanceled: true }),
}

const ORDERS: Record<string, Partial<MedusaPayment>> = {
  "no order": {},
  "no order and no cart": { cart: null },
  order: { order: anOrder() },
  "paid order": { order: anOrder({ outstanding: 0, status: "paid" }) },
  "canceled order": { order: anOrder({ isCanceled: true, outstanding: 0 }) },
  completing: { isCompleting: true },
  "paid otherwise": { isPaidOtherwise: true },
  releasing: { isReleasing: true },
  hopeless: { isHopeless: true },
  "the same cart still": { canBeBoundAnew: true },
  "an outdated page": { isPageOutdated: true },
}

const WISHES: Record<string, Wish | null> = {
  "no wish": null,
  capture: aWish("capture"),
  "capture a part": aWish("capture", 3000),
  "capture too much": aWish("capture", 99999),
  release: aWish("release"),
}

const SITUATIONS: readonly Situation[] = Object.keys(AT_STRIPE).flatMap(
  (atStripe) =>
    Object.entries(SESSIONS).flatMap(([session, paymentSession]) =>
      Object.entries(PAYMENTS).flatMap(([record, payment]) =>
        Object.entries(ORDERS).flatMap(([order, placed]) =>
          Object.entries(WISHES).map(([wanted, wish]) => ({
            name: [atStripe, session, record, order, wanted].join(", "),
            atStripe: atStripe as AtStripe,
            medusa: aCart({ ...placed, paymentSession, payment }),
            wish,
          }))
        )
      )
    )
)

describe(`In each of ${SITUATIONS.length} situations, the decision`, () => {
  it("is one, has a reason, and is the same when asked again", () => {
    const wrong = SITUATIONS.filter((situation) => {
      const decision = decide(situation)
      const again = decide(situation)
      return (
        decision.reason.trim() === "" ||
        JSON.stringify(decision) !== JSON.stringify(again)
      )
    })
    expect(namesOf(wrong)).toEqual([])
  })

  it("captures only held money of an order that stands, never more than is owed, held or asked for", () => {
    expectAlways("capture", (situation, { amount }) => {
      const limits = limitsOf(situation)
      return amount > 0 && limits.every((limit) => amount <= limit)
    })
    expectAlways(
      "capture",
      ({ medusa, wish }) =>
        medusa.order?.isCanceled === false &&
        medusa.payment?.isCanceled !== true &&
        wish?.kind === "capture"
    )
  })

  it("gives back only held money", () => {
    expectAlways("release_hold", isHeld)
    expectAlways("release_without_order", isHeld)
  })

  it("gives the hold of a standing order back only when somebody wishes it, or when it is past its end", () => {
    expectAlways(
      "release_hold",
      ({ medusa, atStripe, wish }) =>
        medusa.order?.isCanceled !== false ||
        wish?.kind === "release" ||
        atStripe === "a hold past its end"
    )
    expectAlways(
      "release_without_order",
      ({ medusa }) => medusa.order === null && !medusa.isCompleting
    )
  })

  it("places an order only for money that was paid with this very session and amount", () => {
    expectAlways("complete_cart", ({ medusa, atStripe }, { cartId }) => {
      return (
        isPaid(atStripe) &&
        medusa.order === null &&
        !medusa.isCompleting &&
        !medusa.isPaidOtherwise &&
        medusa.paymentSession?.amount === TOTAL &&
        medusa.cart?.id === cartId &&
        medusa.payment?.isCanceled !== true
      )
    })
  })

  it("records in Medusa exactly what is missing there, and only where core can record it", () => {
    expectAlways("record_capture", ({ medusa, atStripe }, { amount }) => {
      const received = AT_STRIPE[atStripe].paymentIntent?.amountReceived ?? 0
      return (
        medusa.order !== null &&
        medusa.payment?.isCanceled === false &&
        medusa.payment.captured + amount === received
      )
    })
  })

  it("brings a canceled payment back only while Stripe has the money and the order can still stand", () => {
    expectAlways(
      "restore_payment",
      ({ medusa, atStripe }) =>
        isPaid(atStripe) &&
        medusa.payment?.isCanceled === true &&
        medusa.order?.isCanceled !== true
    )
  })

  it("closes only a page that is open and shows what the cart no longer is", () => {
    expectAlways(
      "expire_checkout_session",
      ({ medusa, atStripe }) =>
        AT_STRIPE[atStripe].checkoutSession?.status === "open" &&
        (medusa.paymentSession === null || medusa.isPageOutdated)
    )
  })

  it("answers every wish about an order", () => {
    const unanswered = SITUATIONS.filter(
      (situation) =>
        situation.medusa.order !== null &&
        situation.wish !== null &&
        ["rest", "wait"].includes(decide(situation).kind)
    )
    expect(namesOf(unanswered)).toEqual([])
  })

  it("waits, and does nothing else, while the order is being placed", () => {
    const busy = SITUATIONS.filter(
      (situation) =>
        situation.medusa.isCompleting &&
        isPaid(situation.atStripe) &&
        decide(situation).kind !== "wait"
    )
    expect(namesOf(busy)).toEqual([])
  })
})

function decide({ medusa, atStripe, wish }: Situation): PaymentDecision {
  return decidePaymentTransition(medusa, AT_STRIPE[atStripe], wish)
}

/** Wherever it is decided, the condition holds; and it is decided somewhere. */
function expectAlways<Kind extends PaymentDecision["kind"]>(
  kind: Kind,
  holds: (
    situation: Situation,
    decision: Extract<PaymentDecision, { kind: Kind }>
  ) => boolean
): void {
  const decided = SITUATIONS.filter(
    (situation) => decide(situation).kind === kind
  )
  const wrong = decided.filter(
    (situation) =>
      !holds(
        situation,
        decide(situation) as Extract<PaymentDecision, { kind: Kind }>
      )
  )
  expect(decided.length).toBeGreaterThan(0)
  expect(namesOf(wrong)).toEqual([])
}

/** What is held, what is owed, and what was asked for. */
function limitsOf({ medusa, wish, atStripe }: Situation): number[] {
  return [
    AT_STRIPE[atStripe].paymentIntent?.amountCapturable ?? 0,
    medusa.order?.outstanding ?? 0,
    wish?.amount ?? Infinity,
  ]
}

function isHeld({ atStripe }: Situation): boolean {
  return readPaymentState(AT_STRIPE[atStripe]) === "authorized"
}

function isPaid(atStripe: AtStripe): boolean {
  const state = readPaymentState(AT_STRIPE[atStripe])
  return state === "authorized" || state === "captured"
}

/** A handful is enough to see what is wrong. */
function namesOf(situations: readonly Situation[]): string[] {
  return situations.slice(0, 12).map(({ name }) => name)
}
