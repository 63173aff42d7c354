/**
 * Which of the order's transactions belongs to which row of a payment. Pure.
 *
 * Core names the row in a transaction, with one exception: the refund that it makes when
 * a captured order is canceled names the payment (`refundPaymentsWorkflow`), and is
 * written down even when the provider has refused it. There the amount has to decide.
 */
export interface AttributableTransaction {
  readonly id: string
  readonly reference: string | null
  readonly referenceId: string | null
  /** Minor units; negative for refunds. */
  readonly amount: number
}

export interface AttributableRow {
  readonly id: string
  /** Minor units. */
  readonly amount: number
}

export interface Attribution {
  /** Ids of transactions, by the id of the row that they belong to. */
  readonly byRow: ReadonlyMap<string, readonly string[]>
  /** Of the payment's transactions, those that belong to no row. */
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
  const rows = [...payment.captures, ...payment.refunds]
  const byRow = new Map(rows.map(({ id }) => [id, idsNaming(id, transactions)]))
  const ofNothing: string[] = []
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

function idsNaming(
  rowId: string,
  transactions: readonly AttributableTransaction[]
): string[] {
  return transactions
    .filter(({ referenceId }) => referenceId === rowId)
    .map(({ id }) => id)
}

function names(paymentId: string) {
  return ({ reference, referenceId }: AttributableTransaction): boolean =>
    reference === "refund" && referenceId === paymentId
}
