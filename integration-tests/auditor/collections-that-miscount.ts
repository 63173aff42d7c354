import type { MoneyRow, PaymentRow } from "./books"
import type { Rule } from "./difference"
import { lookUp } from "./look-up"
import { byCollection } from "./money-trail"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/** The order's payment status is made of these sums. */
export function collectionsThatMiscount(
  what: "captured" | "refunded",
  rowsOf: (payment: PaymentRow) => readonly MoneyRow[]
): Rule {
  return ({ books }) =>
    books.collections
      .filter(({ is_ours_alone }) => is_ours_alone)
      .flatMap((collection) => {
        const payments = lookUp(books.payments, byCollection, collection.id)
        const currency = payments[0]?.currency_code ?? ""
        const noted = minorUnits(collection[`${what}_amount`], currency)
        const real = sumOfMinorUnits(payments.flatMap(rowsOf), currency)
        return noted === real
          ? []
          : `${collection.id}: the collection counts ${money(noted, currency)} as ${what}, its payments ${money(real, currency)}.`
      })
}
