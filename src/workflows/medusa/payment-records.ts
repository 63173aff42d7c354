/**
 * The payment session and the payment, with core's captures and refunds.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"

import { MathBN } from "@medusajs/framework/utils"

import {
  matchTransactions,
  type Attribution,
} from "../../modules/stripe-checkout/domain/decision/match-transactions"
import type {
  LedgerEntry,
  MedusaPayment,
  PaymentRecord,
} from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import { findDeletedRows } from "./deleted-rows"
import type { OrderTransaction } from "./order-transactions"
import type { MoneyRow, PaymentRows, PaymentWithMoney } from "./payment-rows"
import { sumAmounts } from "./query"

/**
 * Longer than core ever takes from a row to its transaction: the provider's time budget
 * of 20 s, and the database. A younger row may still get its transaction.
 */
const SETTLING_MS = 45_000

interface RecordOptions {
  readonly minor: (amount: BigNumberInput) => number
  readonly orderId: string | null
  readonly transactions: readonly OrderTransaction[]
}

interface Rows {
  readonly captures: readonly MoneyRow[]
  readonly refunds: readonly MoneyRow[]
}

export async function describePayment(
  container: MedusaContainer,
  { session, payment }: PaymentRows,
  reading: RecordOptions
): Promise<Pick<MedusaPayment, "paymentSession" | "payment">> {
  return {
    paymentSession: session && {
      id: session.id,
      amount: reading.minor(session.amount),
      status: session.status,
      checkoutSessionId: session.checkout_session_id,
    },
    payment: payment && (await readPaymentRecord(container, payment, reading)),
  }
}

async function readPaymentRecord(
  container: MedusaContainer,
  payment: PaymentWithMoney,
  reading: RecordOptions
): Promise<PaymentRecord> {
  const captures = (payment.captures ?? []).flatMap((row) => row ?? [])
  const refunds = (payment.refunds ?? []).flatMap((row) => row ?? [])
  const { orderId, transactions } = reading
  const gone = orderId
    ? await findDeletedRows(container, orderId, {
        transactions,
        knownIds: [...captures, ...refunds].map(({ id }) => id),
      })
    : new Set<string>()
  const attribution = attribute(
    { id: payment.id, captures, refunds },
    reading,
    gone
  )
  return {
    id: payment.id,
    createdAt: new Date(payment.created_at ?? 0).toISOString(),
    amount: reading.minor(payment.amount),
    captured: sum(captures, reading),
    refunded: sum(refunds, reading),
    isCanceled: Boolean(payment.canceled_at),
    ledger: {
      isMarkedCaptured: Boolean(payment.captured_at),
      captures: readLedgerEntries(captures, reading, attribution),
      refunds: readLedgerEntries(refunds, reading, attribution),
      orphanTransactions: attribution.ofNothing,
    },
  }
}

function attribute(
  { id, captures, refunds }: Rows & { readonly id: string },
  { minor, transactions }: RecordOptions,
  gone: ReadonlySet<string>
): Attribution {
  const inMinorUnits = (row: MoneyRow) => ({
    id: row.id,
    amount: minor(row.amount),
  })
  return matchTransactions(
    {
      id,
      captures: captures.map(inMinorUnits),
      refunds: refunds.map(inMinorUnits),
    },
    transactions.map(({ amount, reference_id, ...transaction }) => ({
      ...transaction,
      referenceId: reference_id,
      // Rounded like its row, which has no sign.
      amount: MathBN.lt(amount, 0)
        ? -minor(MathBN.sub(0, amount))
        : minor(amount),
      isRowGone: gone.has(reference_id ?? ""),
    }))
  )
}

/** Rounded once, as a sum. */
function sum(rows: readonly MoneyRow[], { minor }: RecordOptions): number {
  return minor(sumAmounts(rows))
}

function readLedgerEntries(
  rows: readonly MoneyRow[],
  { minor }: RecordOptions,
  { byRow }: Attribution
): LedgerEntry[] {
  const age = (row: MoneyRow): number =>
    row.created_at ? new Date(row.created_at).getTime() : 0
  return [...rows]
    .sort((a, b) => age(a) - age(b))
    .map((row) => ({
      id: row.id,
      amount: minor(row.amount),
      isSettling: Date.now() - age(row) < SETTLING_MS,
      transactionIds: byRow.get(row.id) ?? [],
    }))
}
