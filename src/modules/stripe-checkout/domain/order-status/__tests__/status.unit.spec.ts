import { because, sentenceOf } from "../../reasons/reason"
import { decideOrderStatus, type OrderStatusFacts } from "../status"
import type { PaymentState } from "../../decision/payment-state"
import { anOrder, STATUS_NAMES } from "../../decision/__tests__/fixtures"

type Changes = {
  status?: string | null
  reported?: OrderStatusFacts["context"]["reported"]
  names?: Partial<typeof STATUS_NAMES>
  isCanceled?: boolean
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
    state,
    order: anOrder({ status, isCanceled }),
    isChosen: changes.isChosen ?? false,
    names: { ...STATUS_NAMES, ...changes.names },
    context: {
      reported: changes.reported ?? null,
      lastCapture:
        asked === undefined
          ? null
          : { hasFailed, requestedByStatus: asked, reason: NO_FUNDS },
    },
    hasLapsed: changes.hasLapsed ?? false,
    isFullyRefunded: changes.isFullyRefunded ?? false,
  })
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
      status: "captured",
      to: null,
    })
  })

  it("stays when a person has moved the order on while the money was captured", () => {
    const report = statusUpdateFor("captured", {
      reported: "authorized",
      status: "in_packing",
      asked: "ready_for_capture",
    })

    expect(report).toMatchObject({ status: "captured", to: null })
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
    ).toMatchObject({ status: "captureFailed", to: null })
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
      { status: "rejected", isChosen: true },
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
