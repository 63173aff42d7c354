/**
 * The auditor: reads Medusa's database and Stripe's ledger once things are quiet, and
 * names every difference. It imports nothing of the plugin, so that it cannot share its
 * mistakes.
 */
import { capturedIsReceived } from "./captured-is-received"
import type { Difference, Invariant, Rule, Snapshot } from "./difference"
import { everyEventSettled } from "./every-event-settled"
import { noMoneyMovedUnasked } from "./no-money-moved-unasked"
import { noMoneyWithoutOrder } from "./no-money-without-order"
import { noOrderWithoutMoney } from "./no-order-without-money"
import { nothingForeign } from "./nothing-foreign"
import { nothingHalfDone } from "./nothing-half-done"
import { nothingPrivate } from "./nothing-private"
import { oneCapturePerHold } from "./one-capture-per-hold"
import { oneOrderPerPayment } from "./one-order-per-payment"
import { onlyForward } from "./only-forward"
import { paidIsWhatWasOrdered } from "./paid-is-what-was-ordered"
import { readBooks } from "./read-books"
import { readLedger } from "./read-ledger"
import { readLogFiles } from "./read-log-files"
import { refundsAreTheSame } from "./refunds-are-the-same"
import { transactionsBalance } from "./transactions-balance"

export type { Difference, Invariant } from "./difference"

export type AuditSources = {
  readonly databaseUrl: string
  readonly emulatorUrl: string
  /** Searched for secrets and for shoppers' data. */
  readonly logFiles?: readonly string[]
}

const RULES: Readonly<Record<Invariant, Rule>> = {
  I1: oneOrderPerPayment,
  I2: noMoneyWithoutOrder,
  I3: noOrderWithoutMoney,
  I4: capturedIsReceived,
  I5: oneCapturePerHold,
  I6: refundsAreTheSame,
  I7: transactionsBalance,
  I8: onlyForward,
  I9: everyEventSettled,
  I10: paidIsWhatWasOrdered,
  I11: noMoneyMovedUnasked,
  I12: nothingForeign,
  I13: nothingHalfDone,
  I14: nothingPrivate,
}

/** Changes nothing and may be asked at any time; the answer counts once nobody is at work. */
export async function audit(sources: AuditSources): Promise<Difference[]> {
  const [books, ledger, logLines] = await Promise.all([
    readBooks(sources.databaseUrl),
    readLedger(sources.emulatorUrl),
    readLogFiles(sources.logFiles ?? []),
  ])
  return compare({ books, ledger, logLines })
}

export function compare(snapshot: Snapshot): Difference[] {
  return Object.entries(RULES).flatMap(([invariant, rule]) =>
    rule(snapshot).map((sentence) => ({
      invariant: invariant as Invariant,
      sentence,
    }))
  )
}
