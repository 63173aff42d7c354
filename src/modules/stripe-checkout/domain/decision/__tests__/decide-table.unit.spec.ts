import { sentenceOf } from "../../reasons/reason"
import { readPaymentState } from "../payment-state"
import type { MedusaPayment, PaymentDecision, PaymentRequest } from "../decide"
import {
  aCart,
  anOrder,
  aPayment,
  aSession,
  AT_STRIPE,
  type AtStripe,
  aRequest,
  TOTAL,
  decideFor,
} from "./fixtures"

type Situation = {
  readonly name: string
  readonly atStripe: AtStripe
  readonly medusa: MedusaPayment
  readonly request: PaymentRequest | null
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
  "paid otherwise": { paidByOtherPayment: true },
  releasing: { releaseRequested: true },
  hopeless: { placementTimedOut: true },
  "the same cart still": { canRebind: true },
  "an outdated page": { isCheckoutSessionOutdated: true },
}

const WISHES: Record<string, PaymentRequest | null> = {
  "no wish": null,
  capture: aRequest("capture"),
  "capture a part": aRequest("capture", 3000),
  "capture too much": aRequest("capture", 99999),
  release: aRequest("release"),
}

const SITUATIONS: readonly Situation[] = Object.keys(AT_STRIPE).flatMap(
  (atStripe) =>
    Object.entries(SESSIONS).flatMap(([session, paymentSession]) =>
      Object.entries(PAYMENTS).flatMap(([record, payment]) =>
        Object.entries(ORDERS).flatMap(([order, placed]) =>
          Object.entries(WISHES).map(([wanted, request]) => ({
            name: [atStripe, session, record, order, wanted].join(", "),
            atStripe: atStripe as AtStripe,
            medusa: aCart({ ...placed, paymentSession, payment }),
            request,
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
        sentenceOf(decision.reason).trim() === "" ||
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
      ({ medusa, request }) =>
        medusa.order?.isCanceled === false &&
        medusa.payment?.isCanceled !== true &&
        request?.kind === "capture"
    )
  })

  it("gives back only held money", () => {
    expectAlways("release_authorization", isHeld)
    expectAlways("release_without_order", isHeld)
  })

  it("gives the hold of a standing order back only when somebody wishes it, or when it is past its end", () => {
    expectAlways(
      "release_authorization",
      ({ medusa, atStripe, request }) =>
        medusa.order?.isCanceled !== false ||
        request?.kind === "release" ||
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
        !medusa.paidByOtherPayment &&
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
        (medusa.paymentSession === null || medusa.isCheckoutSessionOutdated)
    )
  })

  it("answers every wish about an order", () => {
    const unanswered = SITUATIONS.filter(
      (situation) =>
        situation.medusa.order !== null &&
        situation.request !== null &&
        ["in_sync", "recheck_later"].includes(decide(situation).kind)
    )
    expect(namesOf(unanswered)).toEqual([])
  })

  it("waits, and does nothing else, while the order is being placed", () => {
    const busy = SITUATIONS.filter(
      (situation) =>
        situation.medusa.isCompleting &&
        isPaid(situation.atStripe) &&
        decide(situation).kind !== "recheck_later"
    )
    expect(namesOf(busy)).toEqual([])
  })
})

function decide({ medusa, atStripe, request }: Situation): PaymentDecision {
  return decideFor(medusa, AT_STRIPE[atStripe], request)
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
function limitsOf({ medusa, request, atStripe }: Situation): number[] {
  return [
    AT_STRIPE[atStripe].paymentIntent?.amountCapturable ?? 0,
    medusa.order?.outstanding ?? 0,
    request?.amount ?? Infinity,
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
