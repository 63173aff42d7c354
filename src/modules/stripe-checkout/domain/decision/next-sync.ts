/**
 * When a payment is synchronized again without a request. Pure.
 *
 * Events and people come first; this is for what they miss. A payment in sync is never
 * synchronized again by itself, so cost grows with what is open, not with what is sold.
 */
import type { Reason } from "../reasons/reason"
import type { PaymentDecision } from "./decision"
import type { PaymentState } from "./payment-state"

const SECONDS = 1000
const MINUTES = 60 * SECONDS

/** Stripe's own clock decides when a Checkout Session expires; a minute is for its event. */
const AFTER_EXPIRY = MINUTES

/** Core is writing its rows: see the limit after which they count as stuck. */
const WHILE_SETTLING = 50 * SECONDS

const WHILE_PROCESSING = 5 * MINUTES

const WAITS_FOR_BANK: ReadonlySet<string> = new Set([
  "payment_processing",
  "money_pending",
  "capture_waits_for_bank",
  "pending_for_canceled_order",
])

/** The end of a review sends an event; a person may take days. */
const WHILE_IN_REVIEW = 60 * MINUTES

/** What the bank decides about another payment synchronizes this one as well. */
const WHILE_BANK_DECIDES = 60 * MINUTES

const WHEN_UNRECOGNIZED = 60 * MINUTES

export interface NextSyncFacts {
  readonly decision: PaymentDecision
  readonly state: PaymentState
  readonly checkoutSessionExpiresAt: Date | null
  /** False where a Checkout Session was planned, and Stripe was never heard to have opened it. */
  readonly isOpened: boolean
  readonly now: Date
  /** When something happens to a payment link by itself; absent or null where nothing will. */
  readonly linkMoment?: Date | null
}

/** @returns null when nothing is open. */
export function decideNextSync(facts: NextSyncFacts): Date | null {
  const moments = [facts.linkMoment ?? null, nextOfPayment(facts)].filter(
    (moment) => moment !== null
  )
  return moments.length
    ? new Date(Math.min(...moments.map((moment) => moment.getTime())))
    : null
}

function nextOfPayment(facts: NextSyncFacts): Date | null {
  if (facts.decision.kind !== "recheck_later") {
    return null
  }
  const { now, checkoutSessionExpiresAt } = facts
  const inMs = (ms: number): Date => new Date(now.getTime() + ms)
  const { code } = facts.decision.reason
  if (code === "waits_for_review") {
    return inMs(WHILE_IN_REVIEW)
  }
  if (code === "waits_for_pending_payment") {
    return inMs(WHILE_BANK_DECIDES)
  }
  switch (facts.state) {
    case "awaiting_customer":
      return checkoutSessionExpiresAt
        ? afterExpiry(facts, checkoutSessionExpiresAt.getTime())
        : null
    case "processing":
      // Where core is writing, that ends sooner.
      return inMs(WAITS_FOR_BANK.has(code) ? WHILE_PROCESSING : WHILE_SETTLING)
    case "unrecognized":
      return inMs(WHEN_UNRECOGNIZED)
    default:
      return inMs(WHILE_SETTLING)
  }
}

/**
 * A Checkout Session that Stripe has not opened by its planned end is over. Should Stripe have it all the same, its
 * event or the sweep names it.
 */
function afterExpiry(
  { isOpened, now }: NextSyncFacts,
  end: number
): Date | null {
  const isOver = end + AFTER_EXPIRY <= now.getTime()
  return isOver && !isOpened
    ? null
    : new Date(Math.max(end, now.getTime()) + AFTER_EXPIRY)
}

const FIRST_RETRY = 15 * SECONDS

const LONGEST_RETRY = 60 * MINUTES

/**
 * After three days of hourly retries a person has to act; one retry a day notices when
 * they have.
 */
const FAILURES_IN_THREE_DAYS = 80

const LATER_RETRY = 24 * LONGEST_RETRY

/**
 * After failures in a row: twice as long each time, up to an hour and after days up to a
 * day, with jitter, so that payments that failed together are not retried together.
 *
 * @param random between 0 and 1
 */
export function retryDelayMs(failures: number, random: number): number {
  const exponent = Math.min(Math.max(failures, 1) - 1, 20)
  const longest =
    failures > FAILURES_IN_THREE_DAYS ? LATER_RETRY : LONGEST_RETRY
  const delay = Math.min(FIRST_RETRY * 2 ** exponent, longest)
  return Math.round(delay * (0.75 + random / 2))
}

export interface FailedSyncFacts {
  readonly reason: Reason
  /** As of the last synchronization that worked. */
  readonly state: string
  /** Stripe has once reported a PaymentIntent, or Medusa has a payment. */
  readonly hasPayment: boolean
  readonly checkoutSessionExpiresAt: Date | null
  readonly now: Date
}

/**
 * A Checkout Session that Stripe does not know, for which no payment was ever seen, and
 * which nobody could pay any more for days: retrying it would never end.
 */
export function isAbandoned(facts: FailedSyncFacts): boolean {
  const { reason, state, hasPayment, checkoutSessionExpiresAt, now } = facts
  const end = checkoutSessionExpiresAt?.getTime() ?? Infinity
  return (
    reason.code === "unknown_at_stripe" &&
    state === "awaiting_customer" &&
    !hasPayment &&
    now.getTime() - end > ABANDONED_AFTER
  )
}

/** Longer than a wrong API key stays unnoticed, and than a sweep reaches back by default. */
const ABANDONED_AFTER = 3 * 24 * 60 * MINUTES
