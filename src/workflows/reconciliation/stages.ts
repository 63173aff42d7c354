/**
 * The stages of the sweep, in order. Each only names payments; their synchronization
 * finds what is wrong with them, if anything.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import {
  type Anomalies,
  type AnomalyScope,
  LIMIT,
} from "../../modules/stripe-checkout/core-tables/anomalies"
import { resolveModule } from "../support/module"
import { loadOrderPolicy } from "../support/order-policy"
import {
  findChangedDisputes,
  previewChangedDisputes,
} from "./disputes-at-stripe"
import { findChangedObjects, storeMissedEvents } from "./stripe-changes"
import {
  previewChangedObjects,
  previewMissedEvents,
  type StripePreview,
} from "./stripe-preview"

export interface Stage {
  readonly name: string
  readonly find: (
    container: MedusaContainer,
    run: RunRow
  ) => AsyncIterable<readonly string[]>
  /** What is synchronized beside the payment itself. */
  readonly changed?: "disputes"
  /** What it would name now; reads only. */
  readonly preview: (
    container: MedusaContainer,
    account: string
  ) => Promise<StripePreview>
}

const STAGES: readonly Stage[] = [
  { name: "events", find: storeMissedEvents, preview: previewMissedEvents },
  { name: "objects", find: findChangedObjects, preview: previewChangedObjects },
  {
    name: "disputes",
    find: findChangedDisputes,
    changed: "disputes",
    preview: previewChangedDisputes,
  },
  anomaly("overdue-checkout-sessions", (anomalies, scope) =>
    anomalies.overdueCheckoutSessions(scope)
  ),
  anomaly("interrupted-completions", (anomalies, scope) =>
    anomalies.interruptedCompletions(scope)
  ),
  anomaly("paid-without-order", (anomalies, scope) =>
    anomalies.paidWithoutOrder(scope)
  ),
  anomaly(
    "missed-status-rules",
    (anomalies, scope, { metadataKey, captureOn, releaseOn }) => {
      const targets = captureOn.flatMap((rule) =>
        "to" in rule ? [rule.to] : []
      )
      return anomalies.missedStatusRules(scope, {
        metadataKey,
        triggerStatuses: [...targets, ...releaseOn],
      })
    }
  ),
  anomaly("missed-state-rules", (anomalies, scope, { captureOn }) =>
    captureOn.some((rule) => !("to" in rule))
      ? anomalies.missedStateRules(scope)
      : Promise.resolve([])
  ),
  anomaly("canceled-orders", (anomalies, scope) =>
    anomalies.canceledOrdersWithHold(scope)
  ),
  anomaly("ledger-mismatch", (anomalies, scope) =>
    anomalies.ledgerMismatches(scope)
  ),
  anomaly("outdated-summaries", (anomalies, scope) =>
    anomalies.outdatedSummaries(scope)
  ),
  anomaly("missing-refund-credit", (anomalies, scope) =>
    anomalies.missingRefundCredit(scope)
  ),
  anomaly("duplicate-collections", (anomalies, scope) =>
    anomalies.duplicateCollections(scope)
  ),
  anomaly("outdated-payment-links", (anomalies, scope) =>
    anomalies.outdatedPaymentLinks(scope)
  ),
  anomaly("edited-orders", (anomalies, scope) => anomalies.editedOrders(scope)),
  anomaly("pending-sessions", (anomalies, scope) =>
    anomalies.pendingSessionsWithPayment(scope)
  ),
  anomaly("deadlines", (anomalies, scope, { captureDeadline }) =>
    anomalies.holdsNearDeadline(scope, captureDeadline.warnHours)
  ),
]

export const FIRST_STAGE = "events"

/** All of them, or the remaining ones of an interrupted run. */
export function stagesFrom(name: string): readonly Stage[] {
  const index = STAGES.findIndex((stage) => stage.name === name)
  return STAGES.slice(Math.max(index, 0))
}

type Query = (
  anomalies: Anomalies,
  scope: AnomalyScope,
  policy: OrderPolicy
) => Promise<string[]>

function anomaly(name: string, query: Query): Stage {
  return {
    name,
    async *find(container, run) {
      const { coreTables, runs } = resolveModule(container)
      const found = await query(
        coreTables.anomalies,
        readScope(container, run),
        await loadOrderPolicy(container)
      )
      if (found.length >= LIMIT) {
        await runs.progress(run, { foundMore: true })
      }
      yield found
    },
    async preview(container, account) {
      const found = await query(
        resolveModule(container).coreTables.anomalies,
        windowOf(container, account),
        await loadOrderPolicy(container)
      )
      return { paymentSessionIds: found, hasMore: found.length >= LIMIT }
    },
  }
}

/** What a sweep that a person requests compares. */
function windowOf(container: MedusaContainer, account: string): AnomalyScope {
  return { account, since: new Date(oldestSecond(container) * 1000) }
}

/** Seconds since 1970. */
function oldestSecond(container: MedusaContainer): number {
  const { reconcile } = resolveModule(container).options
  return Date.now() / 1000 - reconcile.windowHours * 60 * 60
}

/** Core commits within seconds, and clocks differ. */
const CHANGE_OVERLAP_SECONDS = 60 * 60

/** Since when Medusa's rows are compared: the last complete sweep, or all of the window. */
function readScope(container: MedusaContainer, run: RunRow): AnomalyScope {
  const since = Math.max(
    (run.changes_until ?? 0) - CHANGE_OVERLAP_SECONDS,
    oldestSecond(container)
  )
  return { account: run.stripe_account, since: new Date(since * 1000) }
}
