/**
 * Which of the order's transactions belongs to which row of a payment. Pure.
 *
 * Core names the row in a transaction, with one exception: the refund that it makes when
 * a captured order is canceled names the payment (`refundPaymentsWorkflow`), and is
 * written down even when the provider has refused it. There the amount has to decide.
 *
 * Of several refunds at one moment, core writes each one's transaction with the amount of
 * whichever is finished first, and keeps it when that refund then fails and its row goes.
 */
export interface AttributableTransaction {
  readonly id: string
  readonly reference: string | null
  readonly referenceId: string | null
  /** Minor units; negative for refunds. */
  readonly amount: number
  /** It names a capture or refund of core's that has been deleted. */
  readonly isRowGone: boolean
}

export interface AttributableRow {
  readonly id: string
  /** Minor units. */
  readonly amount: number
}

export interface Attribution {
  /** Ids of transactions, by the id of the row that they belong to. */
  readonly byRow: ReadonlyMap<string, readonly string[]>
  /** Those that belong to no row, or count another amount than theirs. */
  readonly ofNothing: readonly string[]
}

export function matchTransactions(
  payment: {
    readonly id: string
    readonly captures: readonly AttributableRow[]
    readonly refunds: readonly AttributableRow[]
  },
  transactions: readonly AttributableTransaction[]
): Attribution {
  const rows = [
    ...payment.captures,
    ...payment.refunds.map(({ id, amount }) => ({ id, amount: -amount })),
  ]
  const byRow = new Map(rows.map((row) => [row.id, idsFor(row, transactions)]))
  const ofNothing = transactions
    .filter(
      (transaction) =>
        transaction.isRowGone ||
        rows.some((row) => isWrongAmount(row, transaction))
    )
    .map(({ id }) => id)
  for (const transaction of transactions.filter(names(payment.id))) {
    const row = payment.refunds.find(
      ({ id, amount }) =>
        amount === -transaction.amount && !byRow.get(id)?.length
    )
    if (row) {
      byRow.set(row.id, [transaction.id])
    } else {
      ofNothing.push(transaction.id)
    }
  }
  return { byRow, ofNothing }
}

function idsFor(
  { id: rowId, amount }: AttributableRow,
  transactions: readonly AttributableTransaction[]
): string[] {
  return transactions
    .filter(
      (transaction) =>
        transaction.referenceId === rowId && transaction.amount === amount
    )
    .map(({ id }) => id)
}

function isWrongAmount(
  { id, amount }: AttributableRow,
  transaction: AttributableTransaction
): boolean {
  return transaction.referenceId === id && transaction.amount !== amount
}

function names(paymentId: string) {
  return ({ reference, referenceId }: AttributableTransaction): boolean =>
    reference === "refund" && referenceId === paymentId
}
