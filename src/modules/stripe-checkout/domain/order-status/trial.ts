/**
 * What rules would have done with an order, had they applied all the time. Pure.
 */
import { PLUGIN_ACTOR } from "../plugin-actor"
import type { Reason } from "../reasons/reason"
import {
  evaluateStatusRules,
  readOrderStatusChanges,
  type StatusChangeRecord,
} from "./capture-rules"
import type { OrderSettings } from "./order-settings"
import { evaluateStateRules, type OrderProgress } from "./state-rules"
import type { StatusNames } from "./status"

export interface TriedOrder {
  readonly orderId: string
  /** By whomever, oldest first. */
  readonly edits: readonly StatusChangeRecord[]
  /** There are no earlier ones. */
  readonly isComplete: boolean
  /** As it is now; null where no rule needs it. */
  readonly progress: OrderProgress | null
}

export interface TrialRequest {
  readonly kind: "capture" | "release"
  /** An ISO date. */
  readonly at: string
  readonly reason: Reason
}

export interface TrialResult {
  /** The first request of the rules that are tried; the money moves only once. */
  readonly tried: TrialRequest | null
  /** The first request of the rules that apply now. */
  readonly present: TrialRequest | null
}

export function tryRules(
  order: TriedOrder,
  tried: OrderSettings,
  present: OrderSettings
): TrialResult {
  const { edits } = order
  const renamed = edits.map((edit) =>
    renameStatuses(edit, present.statusNames, tried.statusNames)
  )
  return {
    tried: firstRequest({ ...order, edits: renamed }, tried),
    present: firstRequest(order, present),
  }
}

function firstRequest(
  { edits, isComplete, progress }: TriedOrder,
  { captureOn, releaseOn, statusNames }: OrderSettings
): TrialRequest | null {
  const rules = { captureOn, releaseOn, metadataKey: "", rulesSince: {} }
  const changes = readOrderStatusChanges(
    edits,
    isComplete ? statusNames.authorized : null
  )
  const results = [
    // Each as it was when it was the newest: it was not withdrawn yet.
    ...changes.flatMap((change) => evaluateStatusRules([change], rules)),
    ...(progress ? evaluateStateRules(progress, rules) : []),
  ]
  const requests = results.flatMap(
    ({ isRejected, madeAt, requested, reason }): TrialRequest[] =>
      isRejected || madeAt === null
        ? []
        : [{ kind: requested, at: madeAt, reason }]
  )
  return requests.reduce<TrialRequest | null>(
    (first, request) => (first && first.at <= request.at ? first : request),
    null
  )
}

/** The plugin would have written the other names, and people would have moved on from these. */
function renameStatuses(
  edit: StatusChangeRecord,
  before: StatusNames,
  after: StatusNames
): StatusChangeRecord {
  const rename = (name: string | null): string | null => {
    const statuses = Object.keys(before) as (keyof StatusNames)[]
    const status = statuses.find((one) => before[one] === name)
    return (status && after[status]) ?? name
  }
  return {
    ...edit,
    from: rename(edit.from),
    to: edit.actor === PLUGIN_ACTOR ? rename(edit.to) : edit.to,
  }
}
