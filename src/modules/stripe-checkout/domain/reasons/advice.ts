/**
 * What a person can do about a discrepancy. Pure.
 *
 * A code that the admin translates, with an English sentence, like a reason.
 */
import type { ReasonCode } from "./reason"

const ADVICE = {
  nothing:
    "Nothing is left to do. It is listed so that you know what happened.",
  refund_in_dashboard:
    "Refund the money in Stripe's Dashboard, or place the order by hand and resolve this with a note.",
  refund_again:
    "Refund the money again in Medusa, or pay the customer back in another way and resolve this with a note.",
  compare_in_dashboard:
    "Compare the payment in Stripe's Dashboard with the order, correct the side that is wrong, then check again.",
  remove_cause_and_place:
    "Remove the cause, for example restock the item. The order is then placed automatically, or at once under payments without an order. You can also release the hold there.",
  check_copy:
    "Open the other order. If it is a copy of this one that nobody paid for, cancel it; otherwise resolve this with a note.",
  save_status_again: "Open the order and save the same status once more.",
  finish_order_change:
    "Confirm or cancel the order's open edit, exchange, claim, return or transfer. The rest is done automatically.",
  turn_repairs_on:
    "Repairs are off. Turn on coreRepairs, or update the plugin if the health report names a difference in this Medusa, then check again.",
  check_again:
    "Check again. If it stays, compare the payment in Stripe's Dashboard with the order.",
} as const

export type AdviceCode = keyof typeof ADVICE

export const ADVICE_CODES = Object.keys(ADVICE) as readonly AdviceCode[]

export interface AdviceDescription {
  /** One sentence or two in English. */
  readonly advice: string
  readonly advice_code: AdviceCode
}

/** By the reason, because most discrepancies that need manual review are of one kind. */
const BY_REASON: Readonly<Partial<Record<ReasonCode, AdviceCode>>> = {
  captured_without_order: "refund_in_dashboard",
  captured_beside_other_payment: "refund_in_dashboard",
  captured_for_canceled_order: "refund_in_dashboard",
  captured_for_deleted_order: "refund_in_dashboard",
  refund_failed_for_canceled_order: "refund_in_dashboard",
  fraud_warning_refund_failed: "refund_in_dashboard",
  link_paid_too_late: "refund_in_dashboard",
  refund_failed: "refund_again",
  refund_undecided: "compare_in_dashboard",
  lookalike_order: "check_copy",
  order_not_placeable: "remove_cause_and_place",
  status_not_recorded: "save_status_again",
  refund_credit_blocked: "finish_order_change",
}

/** Where somebody else may be writing, or only a repair is missing. */
const BY_KIND: Readonly<Record<string, AdviceCode>> = {
  manual_review: "compare_in_dashboard",
  refund_failed: "refund_again",
  refund_undecided: "compare_in_dashboard",
  refund_credit_missing: "finish_order_change",
}

export function adviseOn({
  status,
  kind,
  reasonCode,
  isRepair,
}: {
  readonly status: "open" | "repaired" | "resolved"
  readonly kind: string
  readonly reasonCode: ReasonCode
  /** It would be repaired if repairs of core's rows were on. */
  readonly isRepair: boolean
}): AdviceDescription {
  const code =
    status === "open"
      ? (BY_REASON[reasonCode] ??
        BY_KIND[kind] ??
        (isRepair ? "turn_repairs_on" : "check_again"))
      : "nothing"
  return { advice: ADVICE[code], advice_code: code }
}
