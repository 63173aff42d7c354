const zeroDecimal = new Set(
  "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" ")
)
const threeDecimal = new Set("bhd jod kwd omr tnd".split(" "))
/** Zero-decimal currencies that Stripe's API represents with two decimals, which must be 00. */
const roundedToHundred = new Set(["isk", "ugx"])

const otherCurrencies = new Set(
  "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah uyu uzs wst xcd yer zar zmw".split(
    " "
  )
)

/** Smallest charge in minor units. Stripe's table is by settlement currency; here that is the charge's own currency. */
const minimums: Record<string, number> = {
  gbp: 30,
  aed: 200,
  myr: 200,
  pln: 200,
  ron: 200,
  dkk: 250,
  nok: 300,
  sek: 300,
  hkd: 400,
  mxn: 1000,
  thb: 1000,
  czk: 1500,
  jpy: 50,
  krw: 50,
  huf: 17500,
}

const settledInDollars =
  "usd aud brl cad chf eur inr nzd sgd ars cop idr ils php rub zar"

export function isCurrency(code: string): boolean {
  return (
    otherCurrencies.has(code) ||
    zeroDecimal.has(code) ||
    threeDecimal.has(code) ||
    roundedToHundred.has(code)
  )
}

export function minimumAmount(currency: string): number {
  return (
    minimums[currency] ??
    (settledInDollars.split(" ").includes(currency) ? 50 : 1)
  )
}

/** Amounts must be multiples of this. */
export function chargeableStep(currency: string): number {
  if (roundedToHundred.has(currency)) {
    return 100
  }
  return threeDecimal.has(currency) ? 10 : 1
}

export function decimalsOf(currency: string): number {
  if (zeroDecimal.has(currency)) {
    return 0
  }
  return threeDecimal.has(currency) ? 3 : 2
}

/** Symbols that follow the number; all others precede it. */
const symbolsBehind: Record<string, string> = {
  czk: "Kč",
  dkk: "kr.",
  huf: "Ft",
  nok: "kr",
  pln: "zł",
  ron: "Lei",
  sek: "kr",
}

/** Money in the format of Stripe's error messages: `$0.50 usd`, `175.00 Ft huf`. */
export function errorAmount(amount: number, currency: string): string {
  return `${formatAmount(amount, currency)} ${currency}`
}

export function formatAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency)
  const fractionDigits = {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }
  const major = amount / 10 ** decimals
  const behind = symbolsBehind[currency]
  return behind === undefined
    ? new Intl.NumberFormat("en-US", {
        style: "currency",
        currency: currency.toUpperCase(),
        currencyDisplay: "narrowSymbol",
        ...fractionDigits,
      }).format(major)
    : `${new Intl.NumberFormat("en-US", fractionDigits).format(major)} ${behind}`
}

/** In the format of Stripe's error about an invalid currency: the account's own first. */
export function supportedCurrencies(): string {
  const others = [
    ...otherCurrencies,
    ...zeroDecimal,
    ...threeDecimal,
    ...roundedToHundred,
  ]
    .filter((code) => code !== "usd")
    .sort()
  return ["usd", ...others].join(", ")
}
