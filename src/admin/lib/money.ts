/**
 * Amounts as the dashboard shows them: in the browser's locale, with the currency's
 * narrow symbol. The dashboard's own functions are not exported before Medusa 2.21.
 */

/** 10 -> "$10.00" or "10,00 $". */
export function getLocaleAmount(amount: number, currencyCode: string): string {
  return formatOf(currencyCode).format(amount)
}

export function getNativeSymbol(currencyCode: string): string {
  const symbol = formatOf(currencyCode)
    .formatToParts(0)
    .find(({ type }) => type === "currency")
  return symbol?.value ?? currencyCode.toUpperCase()
}

export function getDecimalDigits(currencyCode: string): number {
  return formatOf(currencyCode).resolvedOptions().maximumFractionDigits ?? 0
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat([], {
    style: "currency",
    currencyDisplay: "narrowSymbol",
    currency,
  })
}
