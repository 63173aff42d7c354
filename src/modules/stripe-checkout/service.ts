/**
 * Home of the plugin: its options, its accounts at Stripe and its rows.
 */
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaService } from "@medusajs/framework/utils"

import { ACCOUNTS, type StripeAccounts } from "./accounts"
import { StripeCheckoutDiscrepancy } from "./models/stripe-checkout-discrepancy"
import { StripeCheckoutEvent } from "./models/stripe-checkout-event"
import { StripeCheckoutOperation } from "./models/stripe-checkout-operation"
import { StripeCheckoutPayment } from "./models/stripe-checkout-payment"
import { StripeCheckoutRun } from "./models/stripe-checkout-run"
import { readModuleOptions, type ResolvedOptions } from "./options/schema"
import { Backlog } from "./repositories/backlog"
import { Completions } from "./core-tables/interrupted-completions"
import { Discrepancies } from "./repositories/discrepancies"
import { Inbox } from "./repositories/events"
import { Leases } from "./repositories/leases"
import { Operations } from "./repositories/operations"
import { Payments } from "./repositories/payments"
import { Runs } from "./repositories/reconciliation-runs"
import type { SqlRunner } from "./repositories/sql"
import { Suspicions } from "./core-tables/anomalies"
import { warnAboutSetup } from "./options/startup-warnings"

interface BaseRepository {
  getFreshManager(): SqlEntityManager
}

export class StripeCheckoutModuleService extends MedusaService({
  StripeCheckoutPayment,
  StripeCheckoutEvent,
  StripeCheckoutOperation,
  StripeCheckoutDiscrepancy,
  StripeCheckoutRun,
}) {
  readonly options: ResolvedOptions
  readonly accounts: StripeAccounts
  readonly leases: Leases
  readonly payments: Payments
  readonly completions: Completions
  readonly inbox: Inbox
  readonly operations: Operations
  readonly discrepancies: Discrepancies
  readonly runs: Runs
  readonly suspicions: Suspicions
  readonly backlog: Backlog

  /** Medusa calls it once, when everything is loaded. */
  readonly __hooks: { onApplicationStart: () => Promise<void> }

  constructor(container: Record<string, unknown>, options: unknown) {
    super(container, options)
    this.options = readModuleOptions(options)
    this.accounts = container[ACCOUNTS] as StripeAccounts
    const repository = container["baseRepository"] as BaseRepository
    const run: SqlRunner = (sql, parameters) =>
      repository.getFreshManager().execute(sql, [...parameters])
    this.leases = new Leases(run)
    this.payments = new Payments(run)
    this.completions = new Completions(run)
    this.inbox = new Inbox(run)
    this.operations = new Operations(run)
    this.discrepancies = new Discrepancies(run)
    this.runs = new Runs(run)
    this.suspicions = new Suspicions(run)
    this.backlog = new Backlog(run)
    this.__hooks = {
      onApplicationStart: () => {
        warnAboutSetup(container, this.options)
        return Promise.resolve()
      },
    }
  }
}
