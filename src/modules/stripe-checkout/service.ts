/**
 * Home of the plugin: its options, its accounts at Stripe and its rows.
 */
import type { Context } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import {
  InjectManager,
  MedusaContext,
  MedusaError,
  MedusaService,
} from "@medusajs/framework/utils"

import {
  ACCOUNTS,
  type ConfiguredAccount,
  type ConfiguredAccounts,
} from "./loaders/gateways"
import { StripeCheckoutEvent } from "./models/stripe-checkout-event"
import { StripeCheckoutOperation } from "./models/stripe-checkout-operation"
import { StripeCheckoutPayment } from "./models/stripe-checkout-payment"
import type { ResolvedOptions } from "./options"
import { readModuleOptions } from "./read-module-options"
import { Inbox } from "./rows/inbox"
import { Leases } from "./rows/leases"
import { Operations } from "./rows/operations"
import { Payments } from "./rows/payments"
import type { SqlRunner } from "./rows/sql-runner"
import { warnAboutSetup } from "./warn-about-setup"

export class StripeCheckoutModuleService extends MedusaService({
  StripeCheckoutPayment,
  StripeCheckoutEvent,
  StripeCheckoutOperation,
}) {
  readonly options: ResolvedOptions
  readonly leases: Leases
  readonly payments: Payments
  readonly inbox: Inbox
  readonly operations: Operations
  private readonly accounts: ConfiguredAccounts

  /** Medusa calls it once, when everything is loaded. */
  readonly __hooks: { onApplicationStart: () => Promise<void> }

  constructor(container: Record<string, unknown>, options: unknown) {
    super(container, options)
    this.options = readModuleOptions(options)
    this.accounts = container[ACCOUNTS] as ConfiguredAccounts
    const run: SqlRunner = (sql, parameters) => this.execute_(sql, parameters)
    this.leases = new Leases(run)
    this.payments = new Payments(run)
    this.inbox = new Inbox(run)
    this.operations = new Operations(run)
    this.__hooks = {
      onApplicationStart: async () => {
        warnAboutSetup(container, this.options)
      },
    }
  }

  /** @throws MedusaError when no such account is configured. */
  account(name: string): ConfiguredAccount {
    const account = this.findAccount(name)
    if (!account) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `There is no Stripe account "${name}" in the options of medusa-payment-stripe-checkout.`
      )
    }
    return account
  }

  findAccount(name: string): ConfiguredAccount | undefined {
    return this.accounts.get(name)
  }

  @InjectManager()
  protected async execute_<Row>(
    sql: string,
    parameters: readonly unknown[],
    @MedusaContext() context: Context<SqlEntityManager> = {}
  ): Promise<Row[]> {
    const manager = context.manager
    if (!manager) {
      throw new Error("There is no database connection.")
    }
    return manager.execute<Row[]>(sql, [...parameters])
  }
}
