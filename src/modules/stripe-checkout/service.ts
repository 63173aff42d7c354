/**
 * Home of the plugin: its options, its Stripe accounts and its tables. Our tables are
 * written in SQL, because most writes have to be one atomic statement.
 */
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaService } from "@medusajs/framework/utils"

import { BackgroundWork } from "./background-work"
import { ACCOUNTS, type StripeAccounts } from "./accounts"
import { StripeCheckoutDiscrepancy } from "./models/stripe-checkout-discrepancy"
import { StripeCheckoutDispute } from "./models/stripe-checkout-dispute"
import { StripeCheckoutEvent } from "./models/stripe-checkout-event"
import { StripeCheckoutOperation } from "./models/stripe-checkout-operation"
import { StripeCheckoutPayment } from "./models/stripe-checkout-payment"
import { StripeCheckoutPurchase } from "./models/stripe-checkout-purchase"
import { StripeCheckoutRateLimit } from "./models/stripe-checkout-rate-limit"
import { StripeCheckoutRun } from "./models/stripe-checkout-run"
import { StripeCheckoutSettings } from "./models/stripe-checkout-settings"
import {
  DEFAULT_ACCOUNT,
  readModuleOptions,
  type ResolvedOptions,
} from "./options/schema"
import { Backlog } from "./repositories/backlog"
import { Discrepancies } from "./repositories/discrepancies"
import { BulkRequests } from "./repositories/bulk-requests"
import { Deliveries } from "./repositories/deliveries"
import { DiscrepancyList } from "./repositories/discrepancy-list"
import { Disputes } from "./repositories/disputes"
import { DuePayments } from "./repositories/due-payments"
import { EventInbox } from "./repositories/event-inbox"
import { EventReplays } from "./repositories/event-replays"
import { Events } from "./repositories/events"
import { IncomingEvents } from "./repositories/incoming-events"
import { LeaseMarks } from "./repositories/lease-marks"
import { Leases } from "./repositories/leases"
import { OperationHistory } from "./repositories/operation-history"
import { Operations } from "./repositories/operations"
import { OrderRequests } from "./repositories/order-requests"
import { PaymentList } from "./repositories/payment-list"
import { PaymentReferences } from "./repositories/payment-references"
import { Payments } from "./repositories/payments"
import { PaymentsWithoutOrder } from "./repositories/payments-without-order"
import { Purchases } from "./repositories/purchases"
import { RateLimits } from "./repositories/rate-limits"
import { RecentOrders } from "./repositories/recent-orders"
import { ReconciliationRuns } from "./repositories/reconciliation-runs"
import { ReplacedPayments } from "./repositories/replaced-payments"
import { Settings } from "./repositories/settings"
import { RunList } from "./repositories/run-list"
import type { SqlRunner } from "./repositories/sql"
import { UnfinishedPayments } from "./repositories/unfinished-payments"
import { StripeTurns } from "./stripe-turns"
import { takingTurns } from "./stripe/considerate-calls"
import { RecentReadings } from "./recent-readings"
import { CoreTables } from "./core-tables/core-tables"
import { isDatabaseCommand } from "./options/short-command"
import {
  logErrorOnce,
  warnAboutSetup,
  warnAboutVersion,
} from "./options/startup-warnings"
import { checkCore } from "./self-check/at-start"
import { SelfCheck } from "./self-check/self-check"
import { CurrentSettings } from "./settings-in-force"

interface BaseRepository {
  getFreshManager(): SqlEntityManager
}

export class StripeCheckoutModuleService extends MedusaService({
  StripeCheckoutPurchase,
  StripeCheckoutPayment,
  StripeCheckoutEvent,
  StripeCheckoutOperation,
  StripeCheckoutDiscrepancy,
  StripeCheckoutDispute,
  StripeCheckoutRun,
  StripeCheckoutRateLimit,
  StripeCheckoutSettings,
}) {
  readonly options: ResolvedOptions
  readonly accounts: StripeAccounts
  readonly leaseMarks: LeaseMarks
  readonly leases: Leases
  readonly purchases: Purchases
  readonly payments: Payments
  readonly paymentReferences: PaymentReferences
  readonly duePayments: DuePayments
  readonly paymentList: PaymentList
  readonly paymentsWithoutOrder: PaymentsWithoutOrder
  readonly unfinishedPayments: UnfinishedPayments
  readonly replacedPayments: ReplacedPayments
  readonly incomingEvents: IncomingEvents
  readonly events: Events
  readonly eventInbox: EventInbox
  readonly deliveries: Deliveries
  readonly eventReplays: EventReplays
  readonly operations: Operations
  readonly operationHistory: OperationHistory
  readonly requests: OrderRequests
  readonly bulkRequests: BulkRequests
  readonly discrepancies: Discrepancies
  readonly discrepancyList: DiscrepancyList
  readonly disputes: Disputes
  readonly runs: ReconciliationRuns
  readonly rateLimits: RateLimits
  readonly runList: RunList
  readonly backlog: Backlog
  readonly recentOrders: RecentOrders
  readonly settings: Settings
  readonly currentSettings: CurrentSettings
  /** Synchronizations that nobody waits for. */
  readonly background: BackgroundWork
  readonly readings = new RecentReadings()
  /** What the job has started; it may wait for the synchronizations. */
  readonly jobs: BackgroundWork
  /** Medusa's own tables. */
  readonly coreTables: CoreTables
  readonly selfCheck: SelfCheck
  /** Checks what needs no other module; the job checks the rest. */
  readonly checkCore: () => Promise<void>

  /** Medusa calls it once, when everything is loaded. */
  readonly __hooks: {
    onApplicationStart: () => Promise<void>
    onApplicationPrepareShutdown: () => Promise<void>
  }

  constructor(container: Record<string, unknown>, options: unknown) {
    super(container, options)
    this.options = readModuleOptions(options)
    this.accounts = container[ACCOUNTS] as StripeAccounts
    const repository = container["baseRepository"] as BaseRepository
    const sql: SqlRunner = (statement, parameters) =>
      repository.getFreshManager().execute(statement, [...parameters])
    this.leaseMarks = new LeaseMarks(sql)
    this.leases = new Leases(sql, this.leaseMarks)
    this.purchases = new Purchases(sql)
    this.payments = new Payments(sql)
    this.paymentReferences = new PaymentReferences(sql)
    this.duePayments = new DuePayments(sql)
    this.paymentList = new PaymentList(sql)
    this.paymentsWithoutOrder = new PaymentsWithoutOrder(sql)
    this.unfinishedPayments = new UnfinishedPayments(sql)
    this.replacedPayments = new ReplacedPayments(sql)
    this.incomingEvents = new IncomingEvents(sql)
    this.events = new Events(sql)
    this.eventInbox = new EventInbox(sql)
    this.deliveries = new Deliveries(sql)
    this.eventReplays = new EventReplays(sql)
    this.operations = new Operations(sql)
    this.operationHistory = new OperationHistory(sql)
    this.requests = new OrderRequests(sql)
    this.bulkRequests = new BulkRequests(sql)
    this.discrepancies = new Discrepancies(sql)
    this.discrepancyList = new DiscrepancyList(sql)
    this.disputes = new Disputes(sql)
    this.runs = new ReconciliationRuns(sql)
    this.rateLimits = new RateLimits(sql)
    const turns = new StripeTurns(
      this.rateLimits,
      (account) =>
        this.accounts.find(account)?.gateway.account.isLiveMode === true
    )
    const around = async (work: () => Promise<void>): Promise<void> =>
      takingTurns(turns, work)
    this.background = new BackgroundWork({ around })
    this.jobs = new BackgroundWork({ around })
    this.runList = new RunList(sql)
    this.coreTables = new CoreTables(sql)
    this.selfCheck = new SelfCheck(logErrorOnce(container))
    this.checkCore = () => checkCore(this.selfCheck, this.coreTables, sql)
    this.backlog = new Backlog(sql)
    this.recentOrders = new RecentOrders(sql)
    this.settings = new Settings(sql)
    this.currentSettings = new CurrentSettings(this.settings, this.options)
    this.__hooks = {
      onApplicationStart: async () => {
        warnAboutSetup(container, this.options, await this.findLastSweep())
        warnAboutVersion(container, this.selfCheck)
        // While Medusa migrates, neither its workflows nor all tables are there to be checked.
        if (!isDatabaseCommand()) {
          await this.checkCore()
        }
      },
      onApplicationPrepareShutdown: () => this.background.end(),
    }
  }

  /** Null also without our tables: a store that was not migrated yet starts all the same. */
  private async findLastSweep(): Promise<Date | null> {
    const sweep = await this.runs.newest(DEFAULT_ACCOUNT).catch(() => null)
    return sweep?.created_at ?? null
  }
}
