/**
 * The stages of the sweep, in order. Each only names payments; their synchronization
 * finds what is wrong with them, if anything.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { Anomalies } from "../../modules/stripe-checkout/core-tables/anomalies"
import { resolveModule } from "../support/module"
import { loadOrderPolicy } from "../support/order-policy"
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
  anomaly("overdue-checkout-sessions", (anomalies, account) =>
    anomalies.overdueCheckoutSessions(account)
  ),
  anomaly("interrupted-completions", (anomalies, account) =>
    anomalies.interruptedCompletions(account)
  ),
  anomaly("paid-without-order", (anomalies, account) =>
    anomalies.paidWithoutOrder(account)
  ),
  anomaly(
    "missed-status-rules",
    (anomalies, account, { metadataKey, captureOn, releaseOn }) => {
      const targets = captureOn.flatMap((rule) =>
        "to" in rule ? [rule.to] : []
      )
      return anomalies.missedStatusRules(account, {
        metadataKey,
        triggerStatuses: [...targets, ...releaseOn],
      })
    }
  ),
  anomaly("missed-state-rules", (anomalies, account, { captureOn }) =>
    captureOn.some((rule) => !("to" in rule))
      ? anomalies.missedStateRules(account)
      : Promise.resolve([])
  ),
  anomaly("canceled-orders", (anomalies, account) =>
    anomalies.canceledOrdersWithHold(account)
  ),
  anomaly("ledger-mismatch", (anomalies, account) =>
    anomalies.ledgerMismatches(account)
  ),
  anomaly("outdated-summaries", (anomalies, account) =>
    anomalies.outdatedSummaries(account)
  ),
  anomaly("missing-refund-credit", (anomalies, account) =>
    anomalies.missingRefundCredit(account)
  ),
  anomaly("duplicate-collections", (anomalies, account) =>
    anomalies.duplicateCollections(account)
  ),
  anomaly("outdated-payment-links", (anomalies, account) =>
    anomalies.outdatedPaymentLinks(account)
  ),
  anomaly("edited-orders", (anomalies, account) =>
    anomalies.editedOrders(account)
  ),
  anomaly("pending-sessions", (anomalies, account) =>
    anomalies.pendingSessionsWithPayment(account)
  ),
  anomaly("deadlines", (anomalies, account, { captureDeadline }) =>
    anomalies.holdsNearDeadline(account, captureDeadline.warnHours)
  ),
]

export const FIRST_STAGE = "events"

/** The remaining stages of an interrupted run. */
export function stagesFrom(name: string): readonly Stage[] {
  const index = STAGES.findIndex((stage) => stage.name === name)
  return STAGES.slice(Math.max(index, 0))
}

type Query = (
  anomalies: Anomalies,
  account: string,
  policy: OrderPolicy
) => Promise<string[]>

function anomaly(name: string, query: Query): Stage {
  return {
    name,
    async *find(container, run) {
      yield await query(
        resolveModule(container).coreTables.anomalies,
        run.stripe_account,
        await loadOrderPolicy(container)
      )
    },
  }
}
