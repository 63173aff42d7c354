/**
 * The auditor: reads Medusa's database and Stripe's ledger once the shop is idle, and
 * reports every difference. It imports nothing from the plugin, so that it cannot share
 * its mistakes.
 */
import { capturesMatch } from "./captures-match"
import { disputesMatch } from "./disputes-match"
import type { Difference, Invariant, Rule, Snapshot } from "./difference"
import { everyEventProcessed } from "./every-event-processed"
import { noUnrequestedCaptures } from "./no-unrequested-captures"
import { noMoneyWithoutOrder } from "./no-money-without-order"
import { noOrderWithoutMoney } from "./no-order-without-money"
import { nothingForeign } from "./nothing-foreign"
import { onlyMissingAmountsPayable } from "./only-missing-amounts-payable"
import { nothingUnfinished } from "./nothing-unfinished"
import { noPrivateData } from "./no-private-data"
import { oneCapturePerHold } from "./one-capture-per-hold"
import { oneOrderPerPayment } from "./one-order-per-payment"
import { statesMatch } from "./states-match"
import { paidAmountMatchesOrder } from "./paid-amount-matches-order"
import { readMedusaRows } from "./read-medusa-rows"
import { readStripeLedger } from "./read-stripe-ledger"
import { readLogFiles } from "./read-log-files"
import { refundsMatch } from "./refunds-match"
import { transactionsBalance } from "./transactions-balance"

export type { Difference, Invariant } from "./difference"

export type AuditSources = {
  readonly databaseUrl: string
  readonly emulatorUrl: string
  /** Searched for secrets and shoppers' data. */
  readonly logFiles?: readonly string[]
  /** Ids of payments, as far as the test knows them; see Snapshot. */
  readonly capturedInAdmin?: ReadonlySet<string>
}

const RULES: Readonly<Record<Invariant, Rule>> = {
  I1: oneOrderPerPayment,
  I2: noMoneyWithoutOrder,
  I3: noOrderWithoutMoney,
  I4: capturesMatch,
  I5: oneCapturePerHold,
  I6: refundsMatch,
  I7: transactionsBalance,
  I8: statesMatch,
  I9: everyEventProcessed,
  I10: paidAmountMatchesOrder,
  I11: noUnrequestedCaptures,
  I12: nothingForeign,
  I13: nothingUnfinished,
  I14: noPrivateData,
  I15: onlyMissingAmountsPayable,
  I16: disputesMatch,
}

/** Changes nothing and may run at any time; the result is only valid while the shop is idle. */
export async function audit(sources: AuditSources): Promise<Difference[]> {
  const [medusa, ledger, logLines] = await Promise.all([
    readMedusaRows(sources.databaseUrl),
    readStripeLedger(sources.emulatorUrl),
    readLogFiles(sources.logFiles ?? []),
  ])
  const { capturedInAdmin = new Set() } = sources
  return compare({ medusa, ledger, logLines, capturedInAdmin })
}

export function compare(snapshot: Snapshot): Difference[] {
  return Object.entries(RULES).flatMap(([invariant, rule]) =>
    rule(snapshot).map((sentence) => ({
      invariant: invariant as Invariant,
      sentence,
    }))
  )
}
