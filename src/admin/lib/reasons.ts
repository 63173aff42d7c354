/**
 * What a reason's sentence mentions, as the admin shows it. The sentences themselves are in
 * `i18n/reasons`, by the codes of the server.
 */
import type {
  ReasonCode,
  ReasonParams,
} from "../../api/admin/stripe-checkout/reason-types"

/** A reason as the API answers it. */
export interface AnsweredReason {
  /** One English sentence. */
  readonly reason: string
  readonly reason_code: ReasonCode
  readonly reason_params: ReasonParams
}

interface NullableReason {
  readonly reason: string | null
  readonly reason_code: AnsweredReason["reason_code"] | null
  readonly reason_params: AnsweredReason["reason_params"] | null
}

/** Null where nothing is said. */
export function readReason({
  reason,
  reason_code,
  reason_params,
}: NullableReason): AnsweredReason | null {
  return reason === null || reason_code === null || reason_params === null
    ? null
    : { reason, reason_code, reason_params }
}

/** Minor units, beside their `currency_code`. */
const AMOUNTS = ["amount", "held", "requested", "paid", "missing", "total"]

/** Names of order statuses. */
const STATUSES = ["from", "to", "meant", "order_status"]

interface Words {
  /** An amount in minor units. */
  readonly money: (minor: number, currencyCode: string) => string
  readonly statusName: (status: string) => string
}

/** The parameters that are filled in as they are, or after `Words`. */
export function readMentions(
  params: ReasonParams,
  { money, statusName }: Words
): Record<string, string> {
  const { currency_code: currency } = params
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      if (value === null) {
        return []
      }
      if (AMOUNTS.includes(name) && typeof currency === "string") {
        return [[name, money(Number(value), currency)]]
      }
      return STATUSES.includes(name)
        ? [[name, statusName(String(value))]]
        : [[name, String(value)]]
    })
  )
}

/** Where a sentence depends on what it mentions, each form has a text of its own. */
export function chooseForm(code: ReasonCode, params: ReasonParams): string {
  switch (code) {
    case "link_outdated":
    case "link_paid_too_late":
      return Number(params["missing"]) > 0 ? code : `${code}_covered`
    case "order_transaction_missing":
      return params["reference"] === "refund" ? `${code}_refund` : code
    case "status_transition_not_allowed":
    case "status_not_recorded":
      return params["from"] === null ? `${code}_first` : code
    default:
      return code
  }
}

/** `"approved", "on_hold"` -> both names. */
export function readQuoted(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"/g)].flatMap(([, name]) => name ?? [])
}

/** What the code of a refusal by Stripe or the bank is called; others are not translated. */
const DECLINES: Readonly<Record<string, string>> = {
  card_declined: "generic",
  generic_decline: "generic",
  do_not_honor: "generic",
  call_issuer: "generic",
  insufficient_funds: "insufficient_funds",
  expired_card: "expired_card",
  lost_card: "lost_or_stolen",
  stolen_card: "lost_or_stolen",
  pickup_card: "lost_or_stolen",
  processing_error: "processing_error",
  try_again_later: "processing_error",
  charge_expired_for_capture: "lapsed",
  capture_charge_authorization_expired: "lapsed",
}

const REFUSED = "stripe_refused"

/** The text of a failure at Stripe; null where only its English message can be shown. */
export function keyOfFailure(params: ReasonParams): string | null {
  const { error_code: code, message } = params
  if (typeof code !== "string") {
    return null
  }
  if (code !== REFUSED) {
    return `error.${code}`
  }
  const [, stripeCode] = /\((\w+)\)\.?$/.exec(String(message)) ?? []
  const name = DECLINES[stripeCode ?? codeOfMessage(String(message))]
  return name === undefined ? null : `decline.${name}`
}

/** Without a decline code Stripe says only this, and to the cardholder. */
function codeOfMessage(message: string): string {
  return message === "Your card was declined." ? "card_declined" : ""
}
