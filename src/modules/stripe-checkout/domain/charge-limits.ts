/**
 * The least and the most that Stripe takes at once. Pure.
 *
 * The least depends on the currency that the account is paid out in, so Stripe's own
 * refusal stays the last word; this table says it before the shopper is sent there.
 *
 * @see https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
import { chargeableStep, describeMoney, toMinorUnits } from "./money"

/** Major units. */
const MINIMUM_CHARGES: Readonly<Record<string, string>> = {
  ...each(
    "0.50",
    "usd aud brl cad chf eur inr nzd sgd ars cop idr ils php rub zar"
  ),
  ...each("0.30", "gbp"),
  ...each("2.00", "aed myr pln ron"),
  ...each("2.50", "dkk"),
  ...each("3.00", "nok sek"),
  ...each("4.00", "hkd"),
  ...each("10", "mxn thb"),
  ...each("15.00", "czk"),
  ...each("50", "jpy krw"),
  ...each("175.00", "huf"),
}

/** Twelve digits in minor units: what a card can be charged. */
const MAXIMUM_CHARGE = 999_999_999_999

export type ChargeLimit =
  | { readonly kind: "amount_too_small"; readonly limit: string }
  | { readonly kind: "amount_too_large"; readonly limit: string }

/**
 * Which limit an amount in minor units breaks; null where Stripe may take it.
 *
 * @example brokenLimit(49, "eur") // { kind: "amount_too_small", limit: "0.50 EUR" }
 */
export function brokenLimit(
  amount: number,
  currencyCode: string
): ChargeLimit | null {
  const minimum = minimumCharge(currencyCode)
  if (amount < minimum) {
    return {
      kind: "amount_too_small",
      limit: describeMoney(minimum, currencyCode),
    }
  }
  return amount > MAXIMUM_CHARGE
    ? {
        kind: "amount_too_large",
        limit: describeMoney(MAXIMUM_CHARGE, currencyCode),
      }
    : null
}

/** Minor units; the smallest step where Stripe names none. */
function minimumCharge(currencyCode: string): number {
  const minimum = MINIMUM_CHARGES[currencyCode.toLowerCase()]
  return minimum
    ? toMinorUnits(minimum, currencyCode)
    : chargeableStep(currencyCode)
}

function each(minimum: string, currencies: string): Record<string, string> {
  return Object.fromEntries(
    currencies.split(" ").map((currency) => [currency, minimum])
  )
}
