import { because, sentenceOf } from "../../reasons/reason"
import type { MoneyStatus, PaymentMoney, PaymentStatus } from "../money-status"
import { decideOrderStatus } from "../status"
import type { PaymentState } from "../../decision/payment-state"
import {
  anOrder,
  aStatusContext,
  STATUS_NAMES,
  TOTAL,
} from "../../decision/__tests__/fixtures"

type Changes = {
  status?: string | null
  /** Of the payment and of its order. */
  reported?: PaymentStatus | null
  names?: Partial<typeof STATUS_NAMES>
  isCanceled?: boolean
  /** The status that requested the capture which was tried. */
  asked?: string | null
  hasFailed?: boolean
  hasLapsed?: boolean
  isFullyRefunded?: boolean
  isChosen?: boolean
}

const NO_FUNDS = because("external_error", {
  message: "No funds.",
  error_code: "stripe_refused",
})

function statusUpdateFor(state: PaymentState, changes: Changes = {}) {
  const { asked, hasFailed = false } = changes
  const { status = "approved", isCanceled = false } = changes
  return decideOrderStatus({
    order: anOrder({ status, isCanceled, outstanding: owedIn(state) }),
    isChosen: changes.isChosen === true,
    names: { ...STATUS_NAMES, ...changes.names },
    context: aStatusContext(changes.reported ?? null, {
      answered: asked ? [asked] : [],
    }),
    own: aPaymentMoney(state, {
      hasLapsed: changes.hasLapsed === true,
      refunded: changes.isFullyRefunded ? TOTAL : 0,
      lastCapture: asked === undefined ? null : { hasFailed, reason: NO_FUNDS },
    }),
    others: [],
  })
}

function owedIn(state: PaymentState): number {
  return state === "captured" ? 0 : TOTAL
}

function aPaymentMoney(
  state: PaymentState,
  changes: Partial<PaymentMoney> = {}
): PaymentMoney {
  return {
    state,
    held: state === "authorized" ? TOTAL : 0,
    captured: state === "captured" ? TOTAL : 0,
    refunded: 0,
    hasLapsed: false,
    lastCapture: null,
    ...changes,
  }
}

describe("The order's status", () => {
  it.each<[PaymentState, Changes, string]>([
    ["authorized", { status: null }, "approved"],
    ["authorized", { status: "ready_for_capture" }, "approved"],
    ["captured", { reported: "authorized" }, "paid"],
    ["canceled", { reported: "authorized" }, "authorization_released"],
    [
      "canceled",
      { reported: "authorized", hasLapsed: true },
      "authorization_lapsed",
    ],
    [
      "captured",
      { reported: "captured", status: "paid", isFullyRefunded: true },
      "refunded",
    ],
    [
      "captured",
      {
        reported: "authorized",
        status: "ready_for_capture",
        asked: "ready_for_capture",
      },
      "paid",
    ],
    [
      "authorized",
      {
        reported: "authorized",
        status: "ready_for_capture",
        asked: "ready_for_capture",
        hasFailed: true,
      },
      "capture_failed",
    ],
  ])("is written for %s with %j: %s", (state, changes, to) => {
    const report = statusUpdateFor(state, changes)

    expect(report).toMatchObject({ to, from: changes.status ?? report?.from })
  })

  it.each<PaymentState>([
    "awaiting_customer",
    "expired",
    "processing",
    "unrecognized",
  ])("says nothing while the payment is %s", (state) => {
    expect(statusUpdateFor(state)).toBeNull()
  })

  it("reports each status once", () => {
    expect(statusUpdateFor("authorized", { reported: "authorized" })).toBeNull()
    expect(statusUpdateFor("captured", { reported: "captured" })).toBeNull()
  })

  it.each<[string, Changes]>([
    ["is off", { names: { captured: null } }],
    ["is written already", { status: "paid" }],
    ["belongs to a canceled order", { isCanceled: true }],
  ])("counts as reported, unwritten, when it %s", (_why, changes) => {
    expect(statusUpdateFor("captured", changes)).toMatchObject({
      order: "captured",
      to: null,
    })
  })

  it("stays when a person has moved the order on while the money was captured", () => {
    const report = statusUpdateFor("captured", {
      reported: "authorized",
      status: "in_packing",
      asked: "ready_for_capture",
    })

    expect(report).toMatchObject({ order: "captured", to: null })
    expect(report && sentenceOf(report.reason)).toBe(
      'The money was captured. The order was moved on to "in_packing" meanwhile; its newer status stays.'
    )
  })

  it("stays when a person has moved the order on while the capture failed", () => {
    expect(
      statusUpdateFor("authorized", {
        reported: "authorized",
        status: "on_hold",
        asked: "ready_for_capture",
        hasFailed: true,
      })
    ).toMatchObject({ order: "captureFailed", to: null })
  })

  it.each<[PaymentState, string]>([
    ["authorized", "ready_for_capture"],
    ["authorized", "on_hold"],
    ["captured", "in_production"],
  ])(
    "stays when somebody set it before the first one was written: %s, %s",
    (state, status) => {
      expect(statusUpdateFor(state, { status, isChosen: true })).toMatchObject({
        to: null,
        reason: { code: "newer_status_kept" },
      })
    }
  )

  it.each<[PaymentState, Changes, string]>([
    ["authorized", { status: "paid", isChosen: true }, "approved"],
    [
      "captured",
      {
        status: "ready_for_capture",
        isChosen: true,
        asked: "ready_for_capture",
      },
      "paid",
    ],
    [
      "canceled",
      { status: "rejected", isChosen: true, asked: "rejected" },
      "authorization_released",
    ],
    [
      "authorized",
      {
        status: "ready_for_capture",
        isChosen: true,
        asked: "ready_for_capture",
        hasFailed: true,
      },
      "capture_failed",
    ],
  ])(
    "is replaced all the same by the result for %s with %j: %s",
    (state, changes, to) => {
      expect(statusUpdateFor(state, changes)).toMatchObject({ to })
    }
  )

  it("reads paid when the money was captured elsewhere after a failure", () => {
    expect(
      statusUpdateFor("captured", {
        reported: "captureFailed",
        status: "capture_failed",
        asked: "ready_for_capture",
        hasFailed: true,
      })
    ).toMatchObject({ to: "paid", from: "capture_failed" })
  })

  it("explains a failed capture with the issuer's reason", () => {
    const report = statusUpdateFor("authorized", {
      reported: "authorized",
      asked: null,
      hasFailed: true,
    })

    expect(report).toMatchObject({ to: "capture_failed", reason: NO_FUNDS })
  })
})

describe("The status of an order with several payments", () => {
  const held = aPaymentMoney("authorized")
  const captured = aPaymentMoney("captured")
  const refunded = aPaymentMoney("captured", { refunded: TOTAL })
  const released = aPaymentMoney("canceled")
  const lapsed = aPaymentMoney("canceled", { hasLapsed: true })
  const failed = aPaymentMoney("authorized", {
    lastCapture: { hasFailed: true, reason: NO_FUNDS },
  })
  const processing = aPaymentMoney("processing")

  const cases: readonly [
    string,
    readonly PaymentMoney[],
    number,
    MoneyStatus,
  ][] = [
    ["two holds", [held, held], TOTAL, "authorized"],
    [
      "a hold that is needed beside captured money",
      [captured, held],
      TOTAL,
      "authorized",
    ],
    ["a hold that is not needed any more", [captured, held], 0, "captured"],
    [
      "a capture that failed beside captured money",
      [captured, failed],
      TOTAL,
      "captureFailed",
    ],
    ["all captured", [captured, captured], 0, "captured"],
    [
      "captured money, and a rest that nobody paid",
      [captured],
      500,
      "partiallyCaptured",
    ],
    [
      "captured money beside a released hold",
      [captured, released],
      0,
      "captured",
    ],
    [
      "captured money beside a lapsed hold whose money is owed",
      [captured, lapsed],
      TOTAL,
      "partiallyCaptured",
    ],
    ["one of two payments refunded", [captured, refunded], 0, "captured"],
    ["both payments refunded", [refunded, refunded], 2 * TOTAL, "refunded"],
    [
      "a refund beside a rest that nobody paid",
      [captured, refunded],
      500,
      "partiallyCaptured",
    ],
    ["a hold beside a slow payment", [held, processing], TOTAL, "authorized"],
    ["a released and a lapsed hold", [released, lapsed], TOTAL, "lapsed"],
    ["two released holds", [released, released], TOTAL, "released"],
  ]

  it.each(cases)(
    "is read from %s, whichever is synchronized",
    (_what, payments, outstanding, status) => {
      const seen = payments
        .filter(({ state }) => state !== "processing")
        .map((own) =>
          decideOrderStatus({
            order: anOrder({ outstanding, status: null }),
            names: STATUS_NAMES,
            isChosen: false,
            context: aStatusContext(null),
            own,
            others: payments
              .filter((other) => other !== own)
              .concat(payments.filter((other) => other === own).slice(1)),
          })
        )

      expect(seen.map((update) => update?.order)).toEqual(
        seen.map(() => status)
      )
    }
  )

  it("corrects what the order reads without repeating what was reported of the payment", () => {
    const update = decideOrderStatus({
      order: anOrder({ outstanding: 500, status: "paid" }),
      names: STATUS_NAMES,
      isChosen: false,
      context: aStatusContext("captured"),
      own: captured,
      others: [],
    })

    expect(update).toMatchObject({ payment: null, to: "partially_paid" })
  })

  it("reads approved again when a later payment is held, and keeps what a person chose since", () => {
    const facts = {
      names: STATUS_NAMES,
      isChosen: false,
      context: aStatusContext(null, {
        reported: { payment: null, order: "captured" },
        answered: ["ready_for_capture"],
      }),
      own: held,
      others: [captured],
    }
    const statusFrom = (status: string): string | null | undefined =>
      decideOrderStatus({ ...facts, order: anOrder({ status }) })?.to

    expect(statusFrom("paid")).toBe("approved")
    expect(statusFrom("ready_for_capture")).toBe("approved")
    expect(statusFrom("shipped")).toBeNull()
  })
})
