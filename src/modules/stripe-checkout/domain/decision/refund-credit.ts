/**
 * Which credit an order lacks for its refunds. Pure.
 *
 * A refund pays back first what the order was overpaid. For the rest Medusa gives the order
 * a credit line, so that no refund makes it owe the money again. Core writes that line last,
 * and cannot while an order edit is open. Of two refunds at the same moment it can write one
 * line twice, with the whole version of the order, and leave the change for the other open,
 * which then blocks every edit.
 *
 * @see `refundPaymentWorkflow` of Medusa's core flows
 */

/**
 * Amounts in minor units. They may have fractions where core keeps more decimals than
 * Stripe does.
 */
export interface OrderHistory {
  /** What the order cost in each of its versions, after the credit of that version. */
  readonly totals: readonly {
    readonly version: number
    readonly total: number
  }[]
  /** In the order in which they were written, each with the order's version at that time. */
  readonly transactions: readonly RecordedTransaction[]
  /**
   * Given for refunds by confirmed changes of the order, with the version that each of them
   * made. Other credit lowers the order's totals like any edit.
   */
  readonly credits: readonly Credit[]
}

export interface RecordedTransaction {
  readonly version: number
  /** Negative for money that was given back. */
  readonly amount: number
  readonly isRefund: boolean
}

export interface Credit {
  readonly version: number
  /** Negative where the order's total was raised to what the shopper had paid. */
  readonly amount: number
}

/**
 * Credit does not name its refund, and a repaired transaction is younger than its credit,
 * so the sum is compared with what all refunds together call for.
 *
 * @returns whole minor units
 */
export function missingRefundCredit(history: OrderHistory): number {
  const missing = creditForRefunds(history) - given(history.credits)
  return missing < 1 ? 0 : Math.round(missing)
}

function creditForRefunds(history: OrderHistory): number {
  let paid = 0
  let credited = 0
  for (const { version, amount, isRefund } of history.transactions) {
    if (isRefund) {
      const overpaid = paid - (costOf(history, version) - credited)
      credited += Math.max(0, -amount - Math.max(0, overpaid))
    }
    paid += amount
  }
  return credited
}

/** What the order cost before any credit was given. */
function costOf({ totals, credits }: OrderHistory, version: number): number {
  const total = totals.find((one) => one.version === version)?.total ?? 0
  return total + given(credits.filter((credit) => credit.version <= version))
}

function given(credits: readonly Credit[]): number {
  return credits.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)
}

/**
 * Whether the change that gave a credit has written its line twice, and with it the whole
 * version of the order.
 */
export function isVersionDoubled(
  lines: readonly Credit[],
  credits: readonly Credit[]
): boolean {
  return credits.some(
    (credit) =>
      lines.filter(isLike(credit)).length >
      credits.filter(isLike(credit)).length
  )
}

function isLike({ version, amount }: Credit): (other: Credit) => boolean {
  return (other) => other.version === version && other.amount === amount
}
