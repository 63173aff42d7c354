/**
 * Stripe counts in the smallest unit of a currency, Medusa in decimals of the largest.
 * The table is from Stripe's documentation, and a deliberate second copy: the auditor must
 * not share a mistake with the code that it audits.
 */
const WITHOUT_DECIMALS = new Set([
  ...["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"],
  ...["PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"],
])
const WITH_THREE_DECIMALS = new Set(["BHD", "JOD", "KWD", "OMR", "TND"])
/** They have two decimals, which must both be zero. */
const WHOLE_ONLY = new Set(["ISK", "UGX"])

function decimalsOf(currency: string): number {
  if (WITHOUT_DECIMALS.has(currency)) return 0
  return WITH_THREE_DECIMALS.has(currency) ? 3 : 2
}

/** The last digit of three is always zero. */
function stepOf(currency: string): number {
  if (WHOLE_ONLY.has(currency)) return 100
  return WITH_THREE_DECIMALS.has(currency) ? 10 : 1
}

/** Rounded once, half up. The exponent is moved in the text, where nothing is lost. */
export function minorUnits(major: string, currencyCode: string): number {
  return sumOfMinorUnits([{ amount: major }], currencyCode)
}

/** Adds decimals of one currency; rounds the sum, not each part. */
export function sumOfMinorUnits(
  rows: readonly { readonly amount: string }[],
  currencyCode: string
): number {
  const currency = currencyCode.toUpperCase()
  // Millionths of a unit: more than Medusa keeps of a price, and exact as integers.
  const millionths = rows.reduce(
    (sum, { amount }) => sum + Math.round(Number(`${amount}e6`)),
    0
  )
  const step = stepOf(currency)
  const unit = 10 ** (6 - decimalsOf(currency))
  return Math.round(millionths / (unit * step)) * step
}

/** `120.00 EUR` */
export function money(minor: number, currencyCode: string): string {
  const currency = currencyCode.toUpperCase()
  const decimals = decimalsOf(currency)
  return `${(minor / 10 ** decimals).toFixed(decimals)} ${currency}`
}
