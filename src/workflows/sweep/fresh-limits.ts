import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"

/** Each request of a sweep may take its full time; the sweep as a whole has no hurry. */
export function freshLimits(): RequestLimits {
  return startTimeBudget(TIME_BUDGETS.background)()
}
