/**
 * Where the sweep looks for what was lost, in this order. Each stage only names
 * payments; what is wrong with them, if anything, their synchronization finds.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { CaptureRule } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { Suspicions } from "../../modules/stripe-checkout/core-tables/anomalies"
import { resolveModule } from "../support/module"
import { findChangedObjects, takeInMissedEvents } from "./stripe-changes"

export interface Stage {
  readonly name: string
  readonly find: (
    container: MedusaContainer,
    run: RunRow
  ) => AsyncIterable<readonly string[]>
}

export const STAGES: readonly Stage[] = [
  { name: "events", find: takeInMissedEvents },
  { name: "objects", find: findChangedObjects },
  suspect("overdue-pages", (s, { account }) => s.overduePages(account)),
  suspect("cut-off-completions", (s, { account }) =>
    s.cutOffCompletions(account)
  ),
  suspect("paid-without-order", (s, { account }) =>
    s.paidWithoutOrder(account)
  ),
  suspect("unheard-demands", (s, { account }, container) => {
    const { metadataKey, captureOn, releaseOn } =
      resolveModule(container).options.orderStatus
    const targets = captureOn.flatMap((rule: CaptureRule) =>
      "to" in rule ? [rule.to] : []
    )
    return s.unheardDemands(account, {
      metadataKey,
      demanding: [...targets, ...releaseOn],
    })
  }),
  suspect("unheard-states", (s, { account }, container) => {
    const { captureOn } = resolveModule(container).options.orderStatus
    const isAsked = captureOn.some((rule: CaptureRule) => !("to" in rule))
    return isAsked ? s.unheardStates(account) : Promise.resolve([])
  }),
  suspect("canceled-orders", (s, { account }) =>
    s.canceledOrdersWithHold(account)
  ),
  suspect("stuck-books", (s, { account }) => s.stuckBooks(account)),
  suspect("miscounted-summaries", (s, { account }) =>
    s.miscountedSummaries(account)
  ),
  suspect("money-asked-twice", (s, { account }) =>
    s.moneyAskedForTwice(account)
  ),
  suspect("pending-sessions", (s, { account }) =>
    s.pendingSessionsWithPayment(account)
  ),
  suspect("deadlines", (s, { account }, container) => {
    const { warnHours } = resolveModule(container).options.captureDeadline
    return s.holdsNearDeadline(account, warnHours)
  }),
]

export const FIRST_STAGE = "events"

/** The stages from where an interrupted run stands. */
export function stagesFrom(name: string): readonly Stage[] {
  const index = STAGES.findIndex((stage) => stage.name === name)
  return STAGES.slice(Math.max(index, 0))
}

type Query = (
  suspicions: Suspicions,
  run: RunRow,
  container: MedusaContainer
) => Promise<string[]>

function suspect(name: string, query: Query): Stage {
  return {
    name,
    async *find(container, run) {
      yield await query(resolveModule(container).suspicions, run, container)
    },
  }
}
