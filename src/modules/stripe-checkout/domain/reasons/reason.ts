/**
 * Why something is as it is: a code that programs can compare and translate, with what
 * its sentence mentions. Pure.
 *
 * Tables keep code and parameters; people read the sentence.
 */
import { CHECKOUT_SENTENCES } from "./checkout-sentences"
import { DISPUTE_SENTENCES } from "./dispute-sentences"
import { MONEY_SENTENCES } from "./money-sentences"
import { REQUEST_SENTENCES } from "./request-sentences"

const SENTENCES = {
  ...CHECKOUT_SENTENCES,
  ...DISPUTE_SENTENCES,
  ...MONEY_SENTENCES,
  ...REQUEST_SENTENCES,
}

export type ReasonCode = keyof typeof SENTENCES

/** Amounts are in minor units, beside their `currency_code`. */
export type ReasonParams = Readonly<Record<string, string | number | null>>

export interface Reason {
  readonly code: ReasonCode
  readonly params: ReasonParams
}

/** Sentences that continue the sentence of another reason. */
export type OuterReasonCode = {
  [Code in ReasonCode]: ParamsOf<Code> extends { cause: string } ? Code : never
}[ReasonCode]

type PlainReasonCode = Exclude<ReasonCode, OuterReasonCode>

type ParamsOf<Code extends ReasonCode> = Parameters<(typeof SENTENCES)[Code]>[0]

export const REASON_CODES = Object.keys(SENTENCES) as readonly ReasonCode[]

export function because<Code extends PlainReasonCode>(
  code: Code,
  ...params: Parameters<(typeof SENTENCES)[Code]>
): Reason {
  return { code, params: { ...(params as readonly ReasonParams[])[0] } }
}

/** The cause is kept as its code, and its parameters beside those of the outer reason. */
export function withCause<Code extends OuterReasonCode>(
  code: Code,
  cause: Reason,
  params: Omit<ParamsOf<Code>, "cause">
): Reason {
  return { code, params: { ...cause.params, ...params, cause: cause.code } }
}

/** One sentence in English. */
export function sentenceOf({ code, params }: Reason): string {
  const { cause } = params
  const filled =
    typeof cause === "string"
      ? { ...params, cause: sentenceOf(withoutCause(cause, params)) }
      : params
  return SENTENCES[code](filled as never)
}

function withoutCause(code: string, params: ReasonParams): Reason {
  return readReason(code, { ...params, cause: null })
}

/** A code from a table may have been written by a newer version. */
export function readReason(code: string, params: ReasonParams): Reason {
  return isReasonCode(code)
    ? { code, params }
    : because("unrecognized_reason", { reason_code: code })
}

function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(SENTENCES, code)
}

/** A reason as the HTTP API and the results of workflows show it. */
export interface ReasonDescription {
  /** One sentence in English. */
  readonly reason: string
  readonly reason_code: ReasonCode
  readonly reason_params: ReasonParams
}

export function describeReason(reason: Reason): ReasonDescription {
  return {
    reason: sentenceOf(reason),
    reason_code: reason.code,
    reason_params: reason.params,
  }
}
