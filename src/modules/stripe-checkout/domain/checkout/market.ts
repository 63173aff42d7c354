/**
 * Where a sale is made, and which options that is for. Pure.
 */

export interface Market {
  /** ISO 4217, in any case. */
  readonly currencyCode: string
  /** Medusa's ids; null where the cart or order has none. */
  readonly regionId: string | null
  readonly salesChannelId: string | null
}

/** Each condition that is given has to match; a condition matches one of its values. */
export interface MarketConditions {
  /** Lower case. */
  readonly currencies?: readonly string[] | undefined
  readonly regions?: readonly string[] | undefined
  readonly salesChannels?: readonly string[] | undefined
}

export function matchesMarket(
  { currencies, regions, salesChannels }: MarketConditions,
  { currencyCode, regionId, salesChannelId }: Market
): boolean {
  return (
    includes(currencies, currencyCode.toLowerCase()) &&
    includes(regions, regionId) &&
    includes(salesChannels, salesChannelId)
  )
}

type Accounts = Readonly<
  Record<string, { readonly for?: MarketConditions | undefined }>
>

/** @returns the first account that is for this market; null where none is. */
export function chooseAccount(
  accounts: Accounts,
  market: Market
): string | null {
  const found = Object.entries(accounts).find(
    ([, { for: conditions }]) =>
      conditions !== undefined && matchesMarket(conditions, market)
  )
  return found?.[0] ?? null
}

/** Whether any account is chosen by the market. */
export function dependsOnMarket(accounts: Accounts): boolean {
  return Object.values(accounts).some(
    ({ for: conditions }) => conditions !== undefined
  )
}

/** Lists of values by the condition's name; a name that is missing matches anything. */
type Conditions<Name extends string> = Readonly<
  Partial<Record<Name, readonly string[] | undefined>>
>

/** Whether one payment can match both. */
export function canMatchTogether<Name extends string>(
  one: Conditions<Name>,
  other: Conditions<Name>,
  names: readonly Name[]
): boolean {
  return names.every((name) => {
    const [a, b] = [one[name], other[name]]
    return !a || !b || a.some((value) => b.includes(value))
  })
}

/** Whether everything that matches the second one matches the first one as well. */
export function covers<Name extends string>(
  one: Conditions<Name>,
  other: Conditions<Name>,
  names: readonly Name[]
): boolean {
  return names.every((name) => {
    const [a, b] = [one[name], other[name]]
    return !a || (b?.every((value) => a.includes(value)) ?? false)
  })
}

function includes(
  values: readonly string[] | undefined,
  value: string | null
): boolean {
  return values === undefined || (value !== null && values.includes(value))
}
