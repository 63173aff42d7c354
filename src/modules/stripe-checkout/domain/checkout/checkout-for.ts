/**
 * Which of the merchant's parameters a Checkout Session gets: `checkout`, and what each
 * matching entry of `checkoutFor` adds. Pure.
 */
import { type Market, type MarketConditions, matchesMarket } from "./market"

interface CheckoutEntry<Params, Method> extends MarketConditions {
  readonly accounts?: readonly string[] | undefined
  readonly checkout?: Params | undefined
  readonly captureMethod?: Method | undefined
}

interface CheckoutChoice<Params, Method> {
  readonly checkout: Params
  readonly captureMethod: Method
}

export function resolveCheckout<Params extends object, Method>(
  base: CheckoutChoice<Params, Method>,
  entries: readonly CheckoutEntry<Params, Method>[],
  place: { readonly account: string; readonly market: Market }
): CheckoutChoice<Params, Method> {
  return entries
    .filter(
      (entry) =>
        (entry.accounts?.includes(place.account) ?? true) &&
        matchesMarket(entry, place.market)
    )
    .reduce(mergeEntry, base)
}

/** A parameter replaces the one of the same name as a whole. */
export function mergeEntry<Params extends object, Method>(
  { checkout, captureMethod }: CheckoutChoice<Params, Method>,
  entry: CheckoutEntry<Params, Method>
): CheckoutChoice<Params, Method> {
  return {
    checkout: { ...checkout, ...entry.checkout },
    captureMethod: entry.captureMethod ?? captureMethod,
  }
}
