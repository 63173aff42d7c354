/**
 * What a merchant has chosen for a payment link: a part of what is missing, and until when
 * it is valid. Pure. Amounts in minor units, moments as ISO dates.
 */

/** The mark of a payment link's collection, in its metadata. */
export const PAYMENT_LINK_MARK = "stripe_checkout_payment_link"

/** What the merchant chose for it, beside the mark. */
export const LINK_TERMS = "stripe_checkout_payment_link_terms"

export interface LinkTerms {
  /** Null requests everything that is missing. */
  readonly amount: number | null
  /** Null is valid as long as anything is missing. */
  readonly expiresAt: string | null
  /** When the link was requested again after it had expired; null before. */
  readonly renewedAt: string | null
  /** When the last e-mail with it was requested; kept for reminders. */
  readonly emailedAt: string | null
  /** When its reminder was emitted. */
  readonly remindedAt: string | null
}

export const NO_TERMS: LinkTerms = {
  amount: null,
  expiresAt: null,
  renewedAt: null,
  emailedAt: null,
  remindedAt: null,
}

/** What a request says of them: absent leaves an open link as it is, null takes it away. */
export interface ChosenTerms {
  readonly amount?: number | null
  readonly expiresAt?: string | null
}

/** As they were stored with the payment collection; anything else counts as none. */
export function readTerms(stored: unknown): LinkTerms {
  if (typeof stored !== "object" || stored === null) {
    return NO_TERMS
  }
  const { amount, ...moments } = stored as Readonly<Record<string, unknown>>
  return {
    amount: Number.isSafeInteger(amount) ? (amount as number) : null,
    expiresAt: momentOrNull(moments["expiresAt"]),
    renewedAt: momentOrNull(moments["renewedAt"]),
    emailedAt: momentOrNull(moments["emailedAt"]),
    remindedAt: momentOrNull(moments["remindedAt"]),
  }
}

function momentOrNull(value: unknown): string | null {
  return typeof value === "string" && !Number.isNaN(Date.parse(value))
    ? value
    : null
}

export function hasTerms(terms: LinkTerms): boolean {
  return Object.values(terms).some((value) => value !== null)
}

/** What the link may request: never more than is missing. */
export function dueAmount(
  { amount }: Pick<LinkTerms, "amount">,
  missing: number
): number {
  return amount === null ? missing : Math.min(amount, missing)
}

/** @param now milliseconds since 1970 */
export function hasExpired(
  { expiresAt }: Pick<LinkTerms, "expiresAt">,
  now: number
): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now
}

/** An expired link that is requested again starts over. */
export function chooseTerms(
  known: LinkTerms,
  chosen: ChosenTerms,
  now: number
): LinkTerms {
  const isRenewed = hasExpired(known, now)
  const before = isRenewed
    ? { ...NO_TERMS, renewedAt: new Date(now).toISOString() }
    : known
  return {
    ...before,
    amount: chosen.amount === undefined ? before.amount : chosen.amount,
    expiresAt:
      chosen.expiresAt === undefined ? before.expiresAt : chosen.expiresAt,
  }
}

const HOUR_MS = 60 * 60 * 1000

/** Long enough to read an e-mail and pay, and no longer than anybody means it. */
export const EXPIRY_RANGE = { leastHours: 1, mostDays: 90 }

/** The clock of the browser that chose it may be behind by as much. */
const TOLERANCE_MS = 60 * 1000

export function isAllowedExpiry(expiresAt: string, now: number): boolean {
  const left = Date.parse(expiresAt) - now
  return (
    left >= EXPIRY_RANGE.leastHours * HOUR_MS - TOLERANCE_MS &&
    left <= EXPIRY_RANGE.mostDays * 24 * HOUR_MS + TOLERANCE_MS
  )
}

export interface RemindedLink {
  readonly terms: LinkTerms
  /** When it was created. */
  readonly createdAt: string
  /** The option `paymentLinks.reminderAfterHours`; null reminds nobody. */
  readonly afterHours: number | null
}

/** A link that expires before its reminder would be due is reminded of this early. */
const BEFORE_EXPIRY_MS = 24 * HOUR_MS

/**
 * When the customer is to be reminded, in milliseconds since 1970: some hours after the
 * link was created or sent, or a day before it expires, whichever comes first. Of a link
 * that is valid for less than two days, half way through.
 *
 * @returns null where nobody is reminded, or was already.
 */
export function reminderDue({
  terms,
  createdAt,
  afterHours,
}: RemindedLink): number | null {
  if (afterHours === null || terms.remindedAt !== null) {
    return null
  }
  const since = Math.max(
    ...[createdAt, terms.renewedAt, terms.emailedAt].map((moment) =>
      moment === null ? 0 : Date.parse(moment)
    )
  )
  const due = since + afterHours * HOUR_MS
  if (terms.expiresAt === null) {
    return due
  }
  const end = Date.parse(terms.expiresAt)
  const lead = Math.min(BEFORE_EXPIRY_MS, (end - since) / 2)
  return Math.min(due, end - lead)
}

/** When something will happen to the link by itself; null where nothing will. */
export function nextLinkMoment(link: RemindedLink, now: number): string | null {
  const { expiresAt } = link.terms
  if (hasExpired(link.terms, now)) {
    return null
  }
  const moments = [
    expiresAt === null ? null : Date.parse(expiresAt),
    reminderDue(link),
  ].filter((moment) => moment !== null && moment > now) as number[]
  return moments.length ? new Date(Math.min(...moments)).toISOString() : null
}
