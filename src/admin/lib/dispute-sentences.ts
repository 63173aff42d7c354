/**
 * What follows the sentence of a dispute's reason, each a sentence of its own: what Stripe
 * withdrew, what came back, the fee, and until when to answer.
 */
import type {
  ReasonCode,
  ReasonParams,
} from "../../api/admin/stripe-checkout/reason-types"

export interface FurtherSentence {
  /** Among the texts of the admin. */
  readonly key: string
  /** Minor units, with their currency. */
  readonly money?: readonly [minor: number, currencyCode: string]
  /** An ISO date. */
  readonly date?: string
}

type Sentences = (FurtherSentence | null)[]

export function furtherSentences(
  code: ReasonCode,
  params: ReasonParams
): FurtherSentence[] {
  return [...fundsOf(code, params), deadlineOf(params)].filter(
    (sentence) => sentence !== null
  )
}

function fundsOf(code: ReasonCode, params: ReasonParams): Sentences {
  const { withdrawn, reinstated, fees } = readFunds(params)
  const say = (key: string, minor: number): FurtherSentence => ({
    key: `disputes.funds.${key}`,
    money: [minor, String(params["balance_currency_code"])],
  })
  const keptFee = fees > 0 ? say("feeKept", fees) : null
  switch (code) {
    case "inquiry_opened":
    case "inquiry_closed":
      return [{ key: "disputes.funds.none" }]
    case "dispute_opened":
      return withdrawn > 0
        ? [say("withdrawn", withdrawn), fees > 0 ? say("fee", fees) : null]
        : []
    case "dispute_won":
      return [
        reinstated > 0
          ? say("reinstated", reinstated)
          : withdrawn > 0
            ? { key: "disputes.funds.awaited" }
            : null,
        keptFee,
      ]
    case "dispute_partly_won":
      return [
        say("withdrawn", withdrawn),
        say("reinstated", reinstated),
        keptFee,
      ]
    case "dispute_lost":
      return [keptFee]
    case "dispute_prevented":
      return [
        withdrawn > reinstated
          ? say("withdrawn", withdrawn - reinstated)
          : null,
        keptFee,
      ]
    default:
      return []
  }
}

function deadlineOf({ due_by }: ReasonParams): FurtherSentence | null {
  return typeof due_by === "string"
    ? { key: "disputes.answerBy", date: due_by }
    : null
}

function readFunds(params: ReasonParams): {
  readonly withdrawn: number
  readonly reinstated: number
  readonly fees: number
} {
  const minor = (name: string): number => Number(params[name] ?? 0)
  return {
    withdrawn: minor("withdrawn"),
    reinstated: minor("reinstated"),
    fees: minor("fees"),
  }
}
