import { invalidRequest } from "../api/stripe-error"
import { chargeableStep, errorAmount, minimumAmount } from "../money/currency"
import type { Switches } from "../state/switches"

/** Twelve digits, the limit for cards. Other methods have lower limits and are not offered. */
export const largestAmount = 999_999_999_999

/** The total includes discounts and shipping, so it is checked separately from the lines. */
export function checkTotal(
  total: number,
  currency: string,
  switches: Switches
): void {
  const minimum = minimumAmount(currency)
  if (total !== 0 && total < minimum) {
    const code = switches.minimum_amount_code
    throw invalidRequest(
      `The Checkout Session's total amount due must add up to at least ${errorAmount(minimum, currency)}`,
      code === "none" ? {} : { code }
    )
  }
  if (total > largestAmount) {
    throw invalidRequest(
      `The Checkout Session's total amount must be no more than ${errorAmount(largestAmount, currency)}`,
      { code: "amount_too_large" }
    )
  }
  checkStep(total, currency, "line_items")
}

export function checkStep(
  amount: number,
  currency: string,
  param: string
): void {
  const step = chargeableStep(currency)
  if (amount % step !== 0) {
    throw invalidRequest(
      `Invalid amount. Amounts in ${currency} must be divisible by ${step}.`,
      { param }
    )
  }
}
