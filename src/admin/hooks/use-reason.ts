import { useTranslation } from "react-i18next"

import type { ReasonParams } from "../../api/admin/stripe-checkout/reason-types"
import { furtherSentences } from "../lib/dispute-sentences"
import { getLocaleAmount, toMajorUnits } from "../lib/money"
import {
  type AnsweredReason,
  chooseForm,
  keyOfFailure,
  readMentions,
  readQuoted,
} from "../lib/reasons"
import { useDate } from "./use-date"
import { useStatusName } from "./use-labels"

export interface ReasonText {
  readonly text: string
  /** In the server's English, because there is no translation. */
  readonly isEnglish: boolean
}

/** A reason's sentence in the admin's language. */
export function useReasonText(): (reason: AnsweredReason) => ReasonText {
  const translate = useTranslateReason()
  return ({ reason, reason_code, reason_params }) => {
    const text = translate(reason_code, reason_params)
    return text === null
      ? { text: reason, isEnglish: true }
      : { text, isEnglish: false }
  }
}

type Translate = (code: string, params: ReasonParams) => string | null

function useTranslateReason(): Translate {
  const { t, i18n } = useTranslation("stripeCheckout")
  const statusName = useStatusName()
  const { getFullDate, getRelativeDate } = useDate()
  const words = {
    statusName,
    money: (minor: number, currency: string) =>
      getLocaleAmount(toMajorUnits(minor, currency), currency),
  }
  const list = (
    names: readonly string[],
    type: "conjunction" | "disjunction"
  ) => new Intl.ListFormat(i18n.language, { type }).format(names)
  const find = (key: string, mentioned: Record<string, string> = {}) =>
    i18n.exists(`reason.${key}`, { ns: "stripeCheckout" })
      ? t(`reason.${key}`, mentioned)
      : null

  const nameOf = (list: string, value: string) =>
    t(`disputes.${list}.${value}`, { defaultValue: value.replaceAll("_", " ") })
  const sayMore = (code: string, params: ReasonParams) =>
    furtherSentences(code as AnsweredReason["reason_code"], params).map(
      ({ key, money, date }) =>
        t(key, {
          ...(money && { amount: words.money(...money) }),
          ...(date !== undefined && {
            date: getFullDate(date),
            when: getRelativeDate(date),
          }),
        })
    )

  const describe: Record<string, (value: string) => string> = {
    dispute_reason: (value) => nameOf("cause", value),
    opened_reason: (value) => nameOf("cause", value),
    fraud_type: (value) => nameOf("cause", value),
    closed_reason: (value) => nameOf("status", value),
    allowed_from: (value) =>
      list(readQuoted(value).map(statusName), "disjunction"),
    state: (value) => find(`state.${value}`) ?? value.replaceAll("_", " "),
    actions: (value) =>
      list(
        value.split(", ").map((kind) =>
          t(`inbox.kind.${kind}`, {
            defaultValue: kind.replaceAll("_", " "),
          })
        ),
        "conjunction"
      ),
  }
  const translate: Translate = (code, params) => {
    if (code === "external_error") {
      const key = keyOfFailure(params)
      return key === null ? null : find(key)
    }
    const { cause } = params
    const ofCause =
      typeof cause === "string"
        ? translate(cause, { ...params, cause: null })
        : ""
    if (ofCause === null) {
      return null
    }
    const mentioned = readMentions(params, words)
    for (const [name, say] of Object.entries(describe)) {
      const value = mentioned[name]
      if (value !== undefined) {
        mentioned[name] = say(value)
      }
    }
    const form = chooseForm(code as AnsweredReason["reason_code"], params)
    const sentence = find(form, {
      ...mentioned,
      cause: ofCause,
      failure: t(
        `order.refund.reason.${params["failure_reason"] ?? "unknown"}`,
        { defaultValue: t("order.refund.reason.unknown") }
      ),
    })
    return sentence && [sentence, ...sayMore(code, params)].join(" ")
  }
  return translate
}
