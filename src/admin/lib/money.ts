/**
 * Amounts as the dashboard shows them: in the browser's locale, with the currency's
 * narrow symbol. The dashboard's own functions are not exported before Medusa 2.21.
 */

/** 10 -> "$10.00" or "10,00 $". */
export function getLocaleAmount(amount: number, currencyCode: string): string {
  const text = formatOf(currencyCode).format(amount)
  return isRightToLeft() ? `${ISOLATE}${text}${END_OF_ISOLATE}` : text
}

/** Within an Arabic sentence the symbol would move to the amount's other side. */
const ISOLATE = "\u2066"

const END_OF_ISOLATE = "\u2069"

/** The dashboard sets it with the language; its unit tests have no document. */
function isRightToLeft(): boolean {
  const { document } = globalThis as { document?: DirectedDocument }
  return document?.documentElement.dir === "rtl"
}

interface DirectedDocument {
  readonly documentElement: { readonly dir: string }
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

/** As Stripe has it, which is neither what `Intl` says nor Medusa. */
const ZERO_DECIMAL = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ")
)

const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "))

/** Stripe's minor units, as reasons have them: 12050 EUR -> 120.5. */
export function toMajorUnits(minor: number, currencyCode: string): number {
  const code = currencyCode.toLowerCase()
  if (ZERO_DECIMAL.has(code)) {
    return minor
  }
  return minor / (THREE_DECIMAL.has(code) ? 1000 : 100)
}

function formatOf(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat([], {
    style: "currency",
    currencyDisplay: "narrowSymbol",
    currency,
  })
}
