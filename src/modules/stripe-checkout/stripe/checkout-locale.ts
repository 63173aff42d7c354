/**
 * The language of Stripe's page. Pure.
 */
import type Stripe from "stripe"

type Locale = Stripe.Checkout.SessionCreateParams.Locale

/** @see https://docs.stripe.com/js/appendix/supported_locales */
const LOCALES = new Map(
  "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW"
    .split(" ")
    .map((locale) => [locale.toLowerCase(), locale])
)

/** Languages that Stripe has under another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  no: "nb",
  nn: "nb",
  tl: "fil",
  "zh-hant": "zh-TW",
  "zh-mo": "zh-HK",
}

const LATIN_AMERICA = new Set(
  "ar bo cl co cr cu do ec gt hn mx ni pa pe pr py sv us uy ve".split(" ")
)

/**
 * From the cart's locale (`de-AT`, `pt_BR`) to one that Stripe speaks; undefined where
 * it speaks none of them, which leaves the choice to the shopper's browser.
 */
export function checkoutLocale(locale: string | null): Locale | undefined {
  const [language = "", region = ""] = (locale ?? "")
    .replaceAll("_", "-")
    .toLowerCase()
    .split("-")
  const exact = region ? `${language}-${region}` : language
  const candidates = [
    exact,
    ...(language === "es" && LATIN_AMERICA.has(region) ? ["es-419"] : []),
    language,
  ]
  for (const candidate of candidates) {
    const known = OTHER_NAMES[candidate] ?? LOCALES.get(candidate)
    if (known) {
      return known
    }
  }
  return undefined
}
