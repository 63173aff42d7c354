import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { sentenceOf } from "../../reasons/reason"
import { requiresManualReview, traitsOf } from "../decision-traits"
import { readPaymentState } from "../payment-state"
import {
  decidePayment,
  type MedusaPayment,
  type PaymentDecision,
  type PaymentRequest,
} from "../decide"
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
  POLICY,
} from "./fixtures"

type Case = {
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
  "deleted order": { isOrderDeleted: true },
  completing: { isCompleting: true },
  "paid by another payment": { paidByOtherPayment: true },
  releasing: { releaseRequested: true },
  "not placeable in time": { placementTimedOut: true },
  "the same cart still": { canRebind: true },
  "an outdated Checkout Session": { isCheckoutSessionOutdated: true },
}

const REQUESTS: Record<string, PaymentRequest | null> = {
  "no request": null,
  capture: aRequest("capture"),
  "capture a part": aRequest("capture", 3000),
  "capture too much": aRequest("capture", 99999),
  release: aRequest("release"),
  "place the order": aRequest("place_order"),
  "release without an order": { ...aRequest("release"), isBeforeOrder: true },
}

const CASES: readonly Case[] = Object.keys(AT_STRIPE).flatMap((atStripe) =>
  Object.entries(SESSIONS).flatMap(([session, paymentSession]) =>
    Object.entries(PAYMENTS).flatMap(([record, payment]) =>
      Object.entries(ORDERS).flatMap(([order, placed]) =>
        Object.entries(REQUESTS).map(([wanted, request]) => ({
          name: [atStripe, session, record, order, wanted].join(", "),
          atStripe: atStripe as AtStripe,
          medusa: aCart({ ...placed, paymentSession, payment }),
          request,
        }))
      )
    )
  )
)

describe(`In each of ${CASES.length} cases, the decision`, () => {
  it("is one, has a reason, and is the same when asked again", () => {
    const wrong = CASES.filter((one) => {
      const decision = decide(one)
      const again = decide(one)
      return (
        sentenceOf(decision.reason).trim() === "" ||
        JSON.stringify(decision) !== JSON.stringify(again)
      )
    })
    expect(namesOf(wrong)).toEqual([])
  })

  it("captures only held money of an order that is not canceled, never more than is owed, held or requested", () => {
    expectAlways("capture", (one, { amount }) => {
      const limits = limitsOf(one)
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

  it("releases only held money", () => {
    expectAlways("release_authorization", isHeld)
    expectAlways("release_without_order", isHeld)
  })

  it("releases the hold of an order that is not canceled only on request, when the order is paid in full, or when the hold is past its end", () => {
    expectAlways(
      "release_authorization",
      ({ medusa, atStripe, request }) =>
        medusa.order?.isCanceled !== false ||
        (request?.kind === "release" && !request.isBeforeOrder) ||
        medusa.order.isPaidInFull ||
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

  it("restores a canceled payment only while Stripe has the money and the order is not canceled", () => {
    expectAlways(
      "restore_payment",
      ({ medusa, atStripe }) =>
        isPaid(atStripe) &&
        medusa.payment?.isCanceled === true &&
        medusa.order?.isCanceled !== true
    )
  })

  it("expires only a Checkout Session that is open and outdated", () => {
    expectAlways(
      "expire_checkout_session",
      ({ medusa, atStripe }) =>
        AT_STRIPE[atStripe].checkoutSession?.status === "open" &&
        (medusa.paymentSession === null ||
          medusa.isCheckoutSessionOutdated ||
          medusa.isOrderDeleted)
    )
  })

  it("leaves captured money of a deleted order to a person only where Medusa has no payment", () => {
    const captured = CASES.filter(
      ({ medusa, atStripe, request }) =>
        medusa.isOrderDeleted && atStripe === "captured money" && !request
    )
    const wrong = captured.filter(
      (one) =>
        requiresManualReview(decide(one)) !== (one.medusa.payment === null)
    )
    expect(captured.length).toBeGreaterThan(0)
    expect(namesOf(wrong)).toEqual([])
  })

  it("places no second order once the first was deleted", () => {
    const placed = CASES.filter(
      (one) =>
        one.medusa.isOrderDeleted &&
        [
          "complete_cart",
          "authorize_session",
          "rebind_payment_session",
          "release_without_order",
        ].includes(decide(one).kind)
    )
    expect(namesOf(placed)).toEqual([])
  })

  it("answers every request for an order", () => {
    const unanswered = CASES.filter(
      (one) =>
        one.medusa.order !== null &&
        one.request !== null &&
        one.atStripe !== "an unknown status" &&
        ["in_sync", "recheck_later"].includes(decide(one).kind)
    )
    expect(namesOf(unanswered)).toEqual([])
  })

  it("keeps a request pending while nobody can tell what Stripe's status means", () => {
    const guessed = CASES.filter(
      (one) =>
        one.atStripe === "an unknown status" &&
        ["reject_request", "complete_request"].includes(decide(one).kind)
    )
    expect(namesOf(guessed)).toEqual([])
  })

  it("waits, and does nothing else, while the order is being placed", () => {
    const busy = CASES.filter(
      (one) =>
        one.medusa.isCompleting &&
        isPaid(one.atStripe) &&
        decide(one).kind !== "recheck_later"
    )
    expect(namesOf(busy)).toEqual([])
  })
})

describe("Where repairs of Medusa core's rows are only reported, the decision", () => {
  const repairing = CASES.filter((one) => isCoreRepair(decide(one)))

  it("is never such a repair, and lists it as not repaired", () => {
    const wrong = repairing.filter((one) => {
      const { kind, reason } = decide(one)
      const reported = decideReporting(one)
      return (
        isCoreRepair(reported) ||
        !reported.unrepaired?.some(
          (entry) => entry.kind === kind && entry.reason.code === reason.code
        )
      )
    })

    expect(repairing.length).toBeGreaterThan(0)
    expect(namesOf(wrong)).toEqual([])
    expect(CASES.filter((one) => isCoreRepair(decideReporting(one)))).toEqual(
      []
    )
  })

  it("is the usual one in every other case, captures and releases included", () => {
    const wrong = CASES.filter((one) => {
      const usual = decide(one)
      return (
        !isCoreRepair(usual) &&
        JSON.stringify(usual) !== JSON.stringify(decideReporting(one))
      )
    })

    expect(namesOf(wrong)).toEqual([])
  })

  it("still captures and releases on request", () => {
    const medusa = aCart({
      order: anOrder(),
      payment: aPayment(),
      paymentSession: aSession(),
    })
    for (const kind of ["capture", "release"] as const) {
      const one: Case = {
        name: kind,
        atStripe: "held money",
        medusa,
        request: aRequest(kind),
      }
      expect(decide(one).kind).toBe("mark_session_authorized")
      expect(decideReporting(one)).toMatchObject({
        kind: kind === "capture" ? "capture" : "release_authorization",
        unrepaired: [{ kind: "mark_session_authorized" }],
      })
    }
  })
})

describe("A lookalike order", () => {
  it("is reported, and changes nothing else", () => {
    const wrong = CASES.filter((one) => {
      const { unrepaired, ...decision } = decide({
        ...one,
        medusa: { ...one.medusa, lookalikeOrder: { displayId: "43" } },
      })
      return (
        JSON.stringify(unrepaired?.map(({ kind }) => kind)) !==
          '["lookalike_order"]' ||
        JSON.stringify(decision) !== JSON.stringify(decide(one))
      )
    })

    expect(namesOf(wrong)).toEqual([])
  })
})

function isCoreRepair({ kind }: PaymentDecision): boolean {
  return traitsOf(kind).isCoreRepair
}

function decideReporting({ medusa, atStripe, request }: Case): PaymentDecision {
  return decidePayment({
    medusa,
    request,
    stripe: AT_STRIPE[atStripe],
    statusOrigin: UNKNOWN_ORIGIN,
    policy: { ...POLICY, coreRepairs: "report" },
  })
}

function decide({ medusa, atStripe, request }: Case): PaymentDecision {
  return decideFor(medusa, AT_STRIPE[atStripe], request)
}

/** Wherever it is decided, the condition holds; and it is decided somewhere. */
function expectAlways<Kind extends PaymentDecision["kind"]>(
  kind: Kind,
  holds: (
    one: Case,
    decision: Extract<PaymentDecision, { kind: Kind }>
  ) => boolean
): void {
  const decided = CASES.filter((one) => decide(one).kind === kind)
  const wrong = decided.filter(
    (one) =>
      !holds(one, decide(one) as Extract<PaymentDecision, { kind: Kind }>)
  )
  expect(decided.length).toBeGreaterThan(0)
  expect(namesOf(wrong)).toEqual([])
}

/** What is held, what is owed, and what was requested. */
function limitsOf({ medusa, request, atStripe }: Case): number[] {
  return [
    AT_STRIPE[atStripe].paymentIntent?.amountCapturable ?? 0,
    medusa.order?.outstanding ?? 0,
    request?.amount ?? Infinity,
  ]
}

function isHeld({ atStripe }: Case): boolean {
  return readPaymentState(AT_STRIPE[atStripe]) === "authorized"
}

function isPaid(atStripe: AtStripe): boolean {
  const state = readPaymentState(AT_STRIPE[atStripe])
  return state === "authorized" || state === "captured"
}

/** A handful is enough to see what is wrong. */
function namesOf(cases: readonly Case[]): string[] {
  return cases.slice(0, 12).map(({ name }) => name)
}
