import { because } from "../../reasons/reason"
import {
  decideNextSync,
  type FailedSyncFacts,
  isAbandoned,
  retryDelayMs,
} from "../next-sync"

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe("The wait after failures in a row", () => {
  it.each([
    [1, 15_000],
    [2, 30_000],
    [5, 4 * MINUTE],
    [9, HOUR],
    [80, HOUR],
    [81, 24 * HOUR],
    [5000, 24 * HOUR],
  ])("after %s is %s ms, give or take a quarter", (failures, delay) => {
    expect(retryDelayMs(failures, 0.5)).toBe(delay)
    expect(retryDelayMs(failures, 0)).toBe(delay * 0.75)
    expect(retryDelayMs(failures, 1)).toBe(delay * 1.25)
  })
})

describe("A capture that waits for a review", () => {
  it("is read again after an hour, should the review's event get lost", () => {
    const now = new Date("2026-11-29T12:00:00Z")

    const next = decideNextSync({
      decision: { kind: "recheck_later", reason: because("waits_for_review") },
      state: "authorized",
      checkoutSessionExpiresAt: null,
      isOpened: true,
      now,
    })

    expect(next).toEqual(new Date(now.getTime() + HOUR))
  })
})

describe("An unpaid Checkout Session", () => {
  const NOW = new Date("2026-11-29T12:00:00Z")
  const at = (minutes: number): Date =>
    new Date(NOW.getTime() + minutes * MINUTE)

  it.each([
    ["is checked a minute after its end", true, 30, 31],
    ["is checked each minute while Stripe is late to expire it", true, -30, 1],
    ["that was never opened is checked at its planned end", false, 30, 31],
    ["that was never opened is over after its planned end", false, -30, null],
  ])("%s", (_sentence, isOpened, end, expected) => {
    const next = decideNextSync({
      decision: { kind: "recheck_later", reason: because("not_paid") },
      state: "awaiting_customer",
      checkoutSessionExpiresAt: at(end),
      isOpened,
      now: NOW,
    })

    expect(next).toEqual(expected === null ? null : at(expected))
  })
})

describe("A Checkout Session that Stripe does not know", () => {
  const NOW = new Date("2026-11-29T12:00:00Z")
  const abandoned: FailedSyncFacts = {
    reason: because("unknown_at_stripe", { message: "No such session." }),
    state: "awaiting_customer",
    hasPayment: false,
    checkoutSessionExpiresAt: new Date("2026-11-26T11:00:00Z"),
    now: NOW,
  }

  it("is abandoned days after anybody could have paid it", () => {
    expect(isAbandoned(abandoned)).toBe(true)
  })

  it.each<[string, Partial<FailedSyncFacts>]>([
    ["money was seen", { state: "authorized" }],
    ["a payment was begun", { hasPayment: true }],
    ["it may still be paid", { checkoutSessionExpiresAt: NOW }],
    ["its end is not known", { checkoutSessionExpiresAt: null }],
    [
      "Stripe only cannot be reached",
      {
        reason: because("external_error", {
          message: "Stripe could not be reached.",
          error_code: "stripe_unavailable",
        }),
      },
    ],
  ])("is retried when %s", (_why, facts) => {
    expect(isAbandoned({ ...abandoned, ...facts })).toBe(false)
  })
})

describe("A payment link with a moment of its own", () => {
  const NOW = new Date("2026-11-29T12:00:00Z")
  const at = (minutes: number): Date =>
    new Date(NOW.getTime() + minutes * MINUTE)

  it.each<[string, "in_sync" | "recheck_later", number | null, Date | null]>([
    ["before its Checkout Session ends", "recheck_later", 10, at(10)],
    ["after its Checkout Session ends", "recheck_later", 90, at(31)],
    ["while nothing else is open", "in_sync", 10, at(10)],
    ["of none at all", "in_sync", null, null],
  ])("is synchronized then, %s", (_what, kind, minutes, expected) => {
    const next = decideNextSync({
      decision: { kind, reason: because("not_paid") },
      state: "awaiting_customer",
      checkoutSessionExpiresAt: at(30),
      isOpened: true,
      now: NOW,
      linkMoment: minutes === null ? null : at(minutes),
    })

    expect(next).toEqual(expected)
  })
})
