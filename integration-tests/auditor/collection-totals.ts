import type { MoneyRow, PaymentRow } from "./medusa-rows"
import type { Rule } from "./difference"
import { findByKey } from "./find-by-key"
import { byCollection } from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** Medusa derives the order's payment status from these sums. */
export function compareCollectionTotals(
  what: "captured" | "refunded",
  rowsOf: (payment: PaymentRow) => readonly MoneyRow[]
): Rule {
  return ({ medusa }) =>
    medusa.collections
      .filter(({ has_only_plugin_payments }) => has_only_plugin_payments)
      .flatMap((collection) => {
        const payments = findByKey(medusa.payments, byCollection, collection.id)
        const currency = payments[0]?.currency_code ?? ""
        const recorded = minorUnits(collection[`${what}_amount`], currency)
        const actual = sumOfMinorUnits(payments.flatMap(rowsOf), currency)
        return recorded === actual
          ? []
          : `${collection.id}: the payment collection counts ${money(recorded, currency)} as ${what}, but its payments ${money(actual, currency)}.`
      })
}
