import { decimalsOf } from "../money/currency"
import type { CheckoutSessionRecord } from "../state/account"
import type { Html } from "./html"
import { markup } from "./html"

/** In minor units; a unit price may have fractions of them. */
export type ShowMoney = (amount: number | null) => Html

/**
 * Money in the format of the session's locale. All other text is English and so is the page's language, so each amount
 * has its own `lang` attribute.
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
