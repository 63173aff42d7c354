import { decimalsOf } from "../money/currency"
import type { CheckoutSessionRecord } from "../state/account"
import type { Html } from "./html"
import { markup } from "./html"

/** Minor units, fractions of them where a unit price has some. */
export type ShowMoney = (amount: number | null) => Html

/**
 * Money as the session's locale writes it. The words around it stay English, so the page does too, and each sum says
 * on its own which language it is in.
 */
export function showMoney({ session }: CheckoutSessionRecord): ShowMoney {
  const { locale } = session
  const currency = session.currency ?? "usd"
  const language = locale === null || locale === "auto" ? "en" : locale
  const decimals = decimalsOf(currency)
  return (amount) => {
    const minor = amount ?? 0
    const text = new Intl.NumberFormat(language === "en" ? "en-US" : language, {
      style: "currency",
      currency: currency.toUpperCase(),
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: decimals,
      maximumFractionDigits: Number.isInteger(minor) ? decimals : decimals + 12,
    }).format(minor / 10 ** decimals)
    return markup`<span lang="${language}">${text}</span>`
  }
}
