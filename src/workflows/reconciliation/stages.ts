/**
 * The stages of the sweep, in order. Each only names payments; their synchronization
 * finds what is wrong with them, if anything.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { CaptureRule } from "../../modules/stripe-checkout/domain/order-status/capture-rules"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { Anomalies } from "../../modules/stripe-checkout/core-tables/anomalies"
import { resolveModule } from "../support/module"
import { findChangedObjects, storeMissedEvents } from "./stripe-changes"

export interface Stage {
  readonly name: string
  readonly find: (
    container: MedusaContainer,
    run: RunRow
  ) => AsyncIterable<readonly string[]>
}

const STAGES: readonly Stage[] = [
  { name: "events", find: storeMissedEvents },
  { name: "objects", find: findChangedObjects },
  anomaly(
    "overdue-checkout-sessions",
    (anomalies, { stripe_account: account }) =>
      anomalies.overdueCheckoutSessions(account)
  ),
  anomaly("interrupted-completions", (anomalies, { stripe_account: account }) =>
    anomalies.interruptedCompletions(account)
  ),
  anomaly("paid-without-order", (anomalies, { stripe_account: account }) =>
    anomalies.paidWithoutOrder(account)
  ),
  anomaly(
    "missed-status-rules",
    (anomalies, { stripe_account: account }, container) => {
      const { metadataKey, captureOn, releaseOn } =
        resolveModule(container).options.orderStatus
      const targets = captureOn.flatMap((rule: CaptureRule) =>
        "to" in rule ? [rule.to] : []
      )
      return anomalies.missedStatusRules(account, {
        metadataKey,
        triggerStatuses: [...targets, ...releaseOn],
      })
    }
  ),
  anomaly(
    "missed-state-rules",
    (anomalies, { stripe_account: account }, container) => {
      const { captureOn } = resolveModule(container).options.orderStatus
      const isNeeded = captureOn.some((rule: CaptureRule) => !("to" in rule))
      return isNeeded
        ? anomalies.missedStateRules(account)
        : Promise.resolve([])
    }
  ),
  anomaly("canceled-orders", (anomalies, { stripe_account: account }) =>
    anomalies.canceledOrdersWithHold(account)
  ),
  anomaly("ledger-mismatch", (anomalies, { stripe_account: account }) =>
    anomalies.ledgerMismatches(account)
  ),
  anomaly("outdated-summaries", (anomalies, { stripe_account: account }) =>
    anomalies.outdatedSummaries(account)
  ),
  anomaly("duplicate-collections", (anomalies, { stripe_account: account }) =>
    anomalies.duplicateCollections(account)
  ),
  anomaly("pending-sessions", (anomalies, { stripe_account: account }) =>
    anomalies.pendingSessionsWithPayment(account)
  ),
  anomaly("deadlines", (anomalies, { stripe_account: account }, container) => {
    const { warnHours } = resolveModule(container).options.captureDeadline
    return anomalies.holdsNearDeadline(account, warnHours)
  }),
]

export const FIRST_STAGE = "events"

/** The remaining stages of an interrupted run. */
export function stagesFrom(name: string): readonly Stage[] {
  const index = STAGES.findIndex((stage) => stage.name === name)
  return STAGES.slice(Math.max(index, 0))
}

type Query = (
  anomalies: Anomalies,
  run: RunRow,
  container: MedusaContainer
) => Promise<string[]>

function anomaly(name: string, query: Query): Stage {
  return {
    name,
    async *find(container, run) {
      yield await query(
        resolveModule(container).coreTables.anomalies,
        run,
        container
      )
    },
  }
}
