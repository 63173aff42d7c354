/**
 * Whether the options that apply to some payments only fit each other and those that apply
 * to all: an entry that never matches, or that makes every page fail, stops the start.
 */
import { mergeEntry } from "../domain/checkout/checkout-for"
import {
  canMatchTogether,
  covers,
  type MarketConditions,
} from "../domain/checkout/market"
import type { AllowedCheckoutParams } from "./checkout-params"
import { CHECKOUT_CONDITIONS, MARKET_CONDITIONS } from "./market-option"
import { didYouMean } from "./near-miss"
import { findBrokenLimits, type LimitProblem } from "./stripe-limits"

type CaptureMethod = "manual" | "manual_where_possible" | "automatic"

interface Entry extends MarketConditions {
  readonly accounts?: readonly string[] | undefined
  readonly checkout?: AllowedCheckoutParams | undefined
  readonly captureMethod?: CaptureMethod | undefined
}

interface MarketDependentOptions {
  readonly checkout: AllowedCheckoutParams
  readonly captureMethod: CaptureMethod
  readonly checkoutFor: readonly Entry[]
  readonly accounts: Readonly<
    Record<string, { readonly for?: MarketConditions | undefined }>
  >
}

/** @param topAccount the name of the account at the top level */
export function findMarketProblems(
  options: MarketDependentOptions,
  topAccount: string
): LimitProblem[] {
  const known = [topAccount, ...Object.keys(options.accounts)]
  return [
    ...findUnknownAccounts(options.checkoutFor, known),
    ...findNeverChosen(options.accounts),
    ...findContradictions(options),
  ]
}

function findUnknownAccounts(
  entries: readonly Entry[],
  known: readonly string[]
): LimitProblem[] {
  return entries.flatMap(({ accounts = [] }, index) =>
    accounts
      .filter((name) => !known.includes(name))
      .map((name) => ({
        path: ["checkoutFor", String(index), "accounts"],
        message: `"${name}" is no account in these options; there are ${known.join(", ")}.${didYouMean(name, known)}`,
      }))
  )
}

/** The first account that is for a market is chosen. */
function findNeverChosen(
  accounts: MarketDependentOptions["accounts"]
): LimitProblem[] {
  const chosen = Object.entries(accounts).flatMap(([name, account]) =>
    account.for ? [{ name, conditions: account.for }] : []
  )
  return chosen.flatMap(({ name, conditions }, index) => {
    const earlier = chosen
      .slice(0, index)
      .find((one) => covers(one.conditions, conditions, MARKET_CONDITIONS))
    return earlier
      ? [
          {
            path: ["accounts", name, "for"],
            message: `is never used, because accounts.${earlier.name}.for comes first and matches all of it. Narrow that one, or change their order.`,
          },
        ]
      : []
  })
}

/**
 * What only two of them together break is found in pairs, because none of Stripe's limits
 * is about more than two parameters.
 */
function findContradictions({
  checkout,
  captureMethod,
  checkoutFor,
}: MarketDependentOptions): LimitProblem[] {
  const base = { checkout, captureMethod }
  const isBaseBroken = findBrokenLimits({ ...checkout }).length > 0
  return checkoutFor.flatMap((entry, index) => {
    const own = findBrokenLimits({ ...entry.checkout })
    if (isBaseBroken || own.length > 0) {
      return []
    }
    const merged = mergeEntry(base, entry)
    const withBase = findBrokenLimits({ ...merged.checkout })
    if (withBase.length > 0) {
      return withBase.map((problem) =>
        about(index, problem, "together with checkout")
      )
    }
    return checkoutFor.slice(0, index).flatMap((other, position) => {
      if (!canMatchTogether(other, entry, CHECKOUT_CONDITIONS)) {
        return []
      }
      const both = mergeEntry(mergeEntry(base, other), entry)
      return findBrokenLimits({ ...both.checkout }).map((problem) =>
        about(index, problem, `together with checkoutFor.${position}`)
      )
    })
  })
}

function about(
  index: number,
  { path, message }: LimitProblem,
  together: string
): LimitProblem {
  return {
    path: ["checkoutFor", String(index), "checkout", ...path],
    message: `${together}, which can apply to the same payment: ${message}`,
  }
}
