import { decideStatusReport, type StatusReportFacts } from "../status-report"
import type { PaymentState } from "../../decision/payment-state"
import { anOrder, STATUS_NAMES } from "../../decision/__tests__/fixtures"

type Changes = {
  status?: string | null
  told?: StatusReportFacts["report"]["told"]
  names?: Partial<typeof STATUS_NAMES>
  isCanceled?: boolean
  asked?: string | null
  hasFailed?: boolean
  hasLapsed?: boolean
  isFullyRefunded?: boolean
}

function reportFor(state: PaymentState, changes: Changes = {}) {
  const { asked, hasFailed = false } = changes
  const { status = "approved", isCanceled = false } = changes
  return decideStatusReport({
    state,
    order: anOrder({ status, isCanceled }),
    report: {
      told: changes.told ?? null,
      names: { ...STATUS_NAMES, ...changes.names },
      lastCapture:
        asked === undefined
          ? null
          : { hasFailed, requestedByStatus: asked, reason: "No funds." },
    },
    hasLapsed: changes.hasLapsed ?? false,
    isFullyRefunded: changes.isFullyRefunded ?? false,
  })
}

describe("The order's status", () => {
  it.each<[PaymentState, Changes, string]>([
    ["authorized", { status: null }, "approved"],
    ["authorized", { status: "ready_for_capture" }, "approved"],
    ["captured", { told: "authorized" }, "paid"],
    ["canceled", { told: "authorized" }, "authorization_released"],
    [
      "canceled",
      { told: "authorized", hasLapsed: true },
      "authorization_lapsed",
    ],
    [
      "captured",
      { told: "captured", status: "paid", isFullyRefunded: true },
      "refunded",
    ],
    [
      "captured",
      {
        told: "authorized",
        status: "ready_for_capture",
        asked: "ready_for_capture",
      },
      "paid",
    ],
    [
      "authorized",
      {
        told: "authorized",
        status: "ready_for_capture",
        asked: "ready_for_capture",
        hasFailed: true,
      },
      "capture_failed",
    ],
  ])("is written for %s with %j: %s", (state, changes, to) => {
    const report = reportFor(state, changes)

    expect(report).toMatchObject({ to, from: changes.status ?? report?.from })
    expect(report?.reason).not.toBe("")
  })

  it.each<PaymentState>([
    "awaiting_customer",
    "expired",
    "processing",
    "unrecognized",
  ])("says nothing while the payment is %s", (state) => {
    expect(reportFor(state)).toBeNull()
  })

  it("is told each situation once", () => {
    expect(reportFor("authorized", { told: "authorized" })).toBeNull()
    expect(reportFor("captured", { told: "captured" })).toBeNull()
  })

  it.each<[string, Changes]>([
    ["is off", { names: { captured: null } }],
    ["stands there already", { status: "paid" }],
    ["belongs to a canceled order", { isCanceled: true }],
  ])("counts as told, unwritten, when it %s", (_why, changes) => {
    expect(reportFor("captured", changes)).toMatchObject({
      situation: "captured",
      to: null,
    })
  })

  it("stays when a person has moved the order on while the money was captured", () => {
    const report = reportFor("captured", {
      told: "authorized",
      status: "in_packing",
      asked: "ready_for_capture",
    })

    expect(report).toMatchObject({ situation: "captured", to: null })
    expect(report?.reason).toContain("in_packing")
  })

  it("stays when a person has moved the order on while the capture failed", () => {
    expect(
      reportFor("authorized", {
        told: "authorized",
        status: "on_hold",
        asked: "ready_for_capture",
        hasFailed: true,
      })
    ).toMatchObject({ situation: "captureFailed", to: null })
  })

  it("reads paid when the money was captured elsewhere after a failure", () => {
    expect(
      reportFor("captured", {
        told: "captureFailed",
        status: "capture_failed",
        asked: "ready_for_capture",
        hasFailed: true,
      })
    ).toMatchObject({ to: "paid", from: "capture_failed" })
  })

  it("explains a failed capture with the issuer's reason", () => {
    const report = reportFor("authorized", {
      told: "authorized",
      asked: null,
      hasFailed: true,
    })

    expect(report).toMatchObject({ to: "capture_failed", reason: "No funds." })
  })
})
