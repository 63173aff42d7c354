/**
 * States that only a crash, a lost answer or a race inside core leaves behind, each
 * with its repair.
 *
 * Core writes a capture's or refund's row first, then calls the provider, then writes
 * the order's transaction, and undoes nothing when the process dies in between. A row
 * that is younger than the longest such call may still be on its way: then we wait.
 */
import { because, type Reason } from "../../reasons/reason"
import type { PaymentDecision, Rule } from "../decision"
import type { LedgerEntry } from "../medusa-payment"

/** A capture row that never reached Stripe; it blocks every later capture. */
export const captureMissingAtStripe: Rule = ({ medusa, stripe }) => {
  const { payment, currencyCode } = medusa
  const received = stripe.paymentIntent?.amountReceived ?? 0
  if (!payment || payment.captured <= received) {
    return null
  }
  const surplus = payment.captured - received
  const row = findOrphan(payment.ledger.captures, surplus)
  if (!row) {
    return waitForLedger(
      because("capture_ahead_of_stripe", {
        amount: surplus,
        currency_code: currencyCode,
      })
    )
  }
  return {
    kind: "delete_orphan_capture",
    captureId: row.id,
    reason: because("capture_missing_at_stripe", {
      amount: row.amount,
      currency_code: currencyCode,
    }),
  }
}

/** A refund that was recorded but never made, or that failed at Stripe afterwards. */
export const refundMissingAtStripe: Rule = ({ medusa, stripe }) => {
  const { payment, currencyCode } = medusa
  const refunded = stripe.paymentIntent?.amountRefunded ?? 0
  if (!payment || payment.refunded <= refunded) {
    return null
  }
  const surplus = payment.refunded - refunded
  const row = findOrphan(payment.ledger.refunds, surplus)
  if (!row) {
    return waitForLedger(
      because("refund_ahead_of_stripe", {
        amount: surplus,
        currency_code: currencyCode,
      })
    )
  }
  return {
    kind: "delete_orphan_refund",
    refundId: row.id,
    amount: row.amount,
    transactionIds: row.transactionIds,
    reason: because("refund_missing_at_stripe", {
      amount: row.amount,
      currency_code: currencyCode,
    }),
  }
}

/** Everything is captured and recorded, but the payment was not marked as captured. */
export const captureNotMarked: Rule = ({ medusa, stripe }) => {
  const { payment } = medusa
  const isTaken =
    payment !== null &&
    payment.captured === payment.amount &&
    stripe.paymentIntent?.amountReceived === payment.amount
  if (!isTaken || payment.ledger.isMarkedCaptured) {
    return null
  }
  return payment.ledger.captures.some(({ isSettling }) => isSettling)
    ? waitForLedger(because("capture_being_recorded"))
    : {
        kind: "mark_payment_captured",
        reason: because("capture_not_marked"),
      }
}

/** An orphan transaction, and rows whose transaction the order lacks, or has twice. */
export const ledgerDisagrees: Rule = ({ medusa }) => {
  const { order, payment, currencyCode } = medusa
  if (!order || !payment) {
    return null
  }
  const { captures, refunds, orphanTransactions } = payment.ledger
  if (orphanTransactions.length) {
    return {
      kind: "delete_order_transactions",
      transactionIds: orphanTransactions,
      reason: because("order_transaction_orphaned"),
    }
  }
  const missingTransaction = [
    ...captures.map((row) => ({ ...row, reference: "capture" as const })),
    ...refunds.map((row) => ({ ...row, reference: "refund" as const })),
  ].find((row) => row.transactionIds.length === 0)
  if (missingTransaction) {
    return missingTransaction.isSettling
      ? waitForLedger(because("order_ledger_being_written"))
      : {
          kind: "add_order_transaction",
          reference: missingTransaction.reference,
          rowId: missingTransaction.id,
          reason: because("order_transaction_missing", {
            reference: missingTransaction.reference,
            amount: missingTransaction.amount,
            currency_code: currencyCode,
          }),
        }
  }
  const doubledRows = [...captures, ...refunds].filter(
    ({ transactionIds }) => transactionIds.length > 1
  )
  if (doubledRows.some(({ isSettling }) => isSettling)) {
    return waitForLedger(because("order_ledger_being_written"))
  }
  const doubled = doubledRows.flatMap(({ transactionIds }) =>
    transactionIds.slice(1)
  )
  return doubled.length
    ? {
        kind: "delete_order_transactions",
        transactionIds: doubled,
        reason: because("order_transaction_duplicated"),
      }
    : null
}

/** The sum that core keeps of the order's transactions, and reads what it owes from. */
export const summaryOutOfSync: Rule = ({ medusa }) => {
  const { order, payment } = medusa
  if (!order?.isOutOfSync || !payment) {
    return null
  }
  const { captures, refunds } = payment.ledger
  return [...captures, ...refunds].some(({ isSettling }) => isSettling)
    ? waitForLedger(because("order_ledger_being_written"))
    : {
        kind: "recalculate_order_summary",
        orderId: order.id,
        reason: because("order_summary_out_of_sync"),
      }
}

/** The payment exists, but its session still says that it is pending. */
export const sessionNotMarked: Rule = ({ medusa }) => {
  const { paymentSession, payment } = medusa
  return payment && paymentSession?.status === "pending"
    ? {
        kind: "mark_session_authorized",
        reason: because("session_not_marked"),
      }
    : null
}

/**
 * The surplus row: the newest that fits into the surplus, or else the newest of all;
 * what Stripe did move of it is recorded again afterwards.
 *
 * @returns nothing while any row may still be on its way.
 */
function findOrphan(
  rows: readonly LedgerEntry[],
  surplus: number
): LedgerEntry | undefined {
  if (rows.some(({ isSettling }) => isSettling)) {
    return undefined
  }
  return rows.findLast(({ amount }) => amount <= surplus) ?? rows.at(-1)
}

function waitForLedger(reason: Reason): PaymentDecision {
  return { kind: "recheck_later", reason }
}
