/**
 * What a payment method cannot do, by Stripe's name of its kind, so that it is known before
 * it is tried. Pure. Only what Stripe documents: a method that is missing here, or a limit
 * that is not stated, is tried, and Stripe decides.
 *
 * A hold can be captured in part with every method that can hold. Every method that can be
 * refunded can be refunded in part.
 *
 * @see https://docs.stripe.com/payments/payment-methods/payment-method-support
 * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 * @see https://docs.stripe.com/refunds
 */

// cspell:words afterpay alma billie cashapp kakao klarna mobilepay naver payco satispay scalapay
// cspell:words acss alipay bacs bancontact becs blik giropay grabpay konbini multibanco paynow
// cspell:words promptpay sofort twint boleto oxxo revolut

interface MethodLimits {
  /** Whether money can be held first and captured later. */
  readonly canBeHeld: boolean
  readonly canBeRefunded: boolean
  /** Days after the payment within which Stripe refunds; null where it states no limit. */
  readonly refundDays: number | null
}

/** Each has a page at docs.stripe.com/payments, with the same name. */
const HOLDABLE: Readonly<Record<string, number | null>> = {
  affirm: 120,
  afterpay_clearpay: 120,
  alma: null,
  amazon_pay: null,
  billie: null,
  card: null,
  cashapp: 90,
  kakao_pay: null,
  klarna: 180,
  kr_card: null,
  link: null,
  mobilepay: null,
  naver_pay: null,
  payco: null,
  paypal: 180,
  revolut_pay: null,
  samsung_pay: null,
  satispay: null,
  scalapay: null,
}

/** Captured when the shopper pays, or when their bank does. */
const CAPTURED_AT_ONCE: Readonly<Record<string, number | null>> = {
  acss_debit: 180,
  alipay: 90,
  au_becs_debit: 90,
  bacs_debit: 180,
  bancontact: 180,
  // 13 months.
  blik: 396,
  eps: 180,
  fpx: 60,
  giropay: 180,
  grabpay: 90,
  ideal: 180,
  konbini: null,
  mb_way: 365,
  multibanco: 365,
  p24: 180,
  paynow: 90,
  pix: 90,
  promptpay: null,
  sepa_debit: 180,
  sofort: 180,
  swish: 365,
  twint: 180,
  upi: 60,
  us_bank_account: 180,
}

/** Vouchers that are paid in cash. */
const NEVER_REFUNDED: readonly string[] = ["boleto", "oxxo"]

const LIMITS: ReadonlyMap<string, MethodLimits> = new Map([
  ...listLimits(HOLDABLE, true),
  ...listLimits(CAPTURED_AT_ONCE, false),
  ...NEVER_REFUNDED.map((type): [string, MethodLimits] => [
    type,
    { canBeHeld: false, canBeRefunded: false, refundDays: null },
  ]),
])

/** @returns null for a method that is not known here. */
export function limitsOf(type: string): MethodLimits | null {
  return LIMITS.get(type) ?? null
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Some methods count from the capture, and no hold lasts longer. Until then Stripe is asked,
 * so that no refund is refused that it would have made.
 */
const GRACE_DAYS = 30

interface PaidBy {
  /** Stripe's name of the kind. */
  readonly type: string
  /** Milliseconds since 1970. */
  readonly paidAt: number
}

/** @returns until when Stripe documents refunds; null where it states no limit. */
export function refundableUntil({ type, paidAt }: PaidBy): Date | null {
  const days = limitsOf(type)?.refundDays ?? null
  return days === null ? null : new Date(paidAt + days * DAY_MS)
}

type RefundObstacle = "never" | "too_late"

/** @returns null where the refund may be tried. */
export function findRefundObstacle(
  paid: PaidBy,
  now: number
): RefundObstacle | null {
  if (limitsOf(paid.type)?.canBeRefunded === false) {
    return "never"
  }
  const until = refundableUntil(paid)
  return until !== null && now > until.getTime() + GRACE_DAYS * DAY_MS
    ? "too_late"
    : null
}

/** In English, for whoever asked for the refund. */
export function explainRefundObstacle(
  { type, paidAt }: PaidBy,
  obstacle: RefundObstacle
): string {
  const method = type.replaceAll("_", " ")
  const remedy = "Return the money in another way, such as a bank transfer."
  return obstacle === "never"
    ? `Stripe cannot refund payments by ${method}. ${remedy}`
    : `Stripe refunds payments by ${method} for ${String(limitsOf(type)?.refundDays)} days, and this one was made on ${new Date(paidAt).toISOString().slice(0, 10)}. ${remedy}`
}

function listLimits(
  refundDays: Readonly<Record<string, number | null>>,
  canBeHeld: boolean
): [string, MethodLimits][] {
  return Object.entries(refundDays).map(([type, days]) => [
    type,
    { canBeHeld, canBeRefunded: true, refundDays: days },
  ])
}
