/**
 * In which language is a page? In that of Stripe's hosted page and of the cart, so that the
 * shopper meets one language only; else in one that the browser asks for. Pure.
 */
import { ar } from "./ar"
import { de } from "./de"
import { en } from "./en"
import { es } from "./es"
import { fr } from "./fr"
import { it } from "./it"
import { nl } from "./nl"
import type { ShopperTexts } from "./shopper-texts"

const TEXTS = { ar, de, en, es, fr, it, nl } as const satisfies Readonly<
  Record<string, ShopperTexts>
>

export type Language = keyof typeof TEXTS

export const LANGUAGES = Object.keys(TEXTS) as readonly Language[]

export function textsIn(language: Language): ShopperTexts {
  return TEXTS[language]
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr"
}

export interface LanguageHints {
  /** `checkout.locale`, which Stripe's hosted page follows before the cart's. */
  readonly checkout: string | null
  /** Of the cart or the order, e.g. `de-AT`. */
  readonly place: string | null
  /** The header Accept-Language, e.g. `de-AT,de;q=0.9,en;q=0.5`. */
  readonly browser: string
}

/** @returns English where nobody asks for a language that there are texts in */
export function chooseLanguage(hints: LanguageHints): Language {
  const { checkout, place, browser } = hints
  const wanted = [checkout ?? "", place ?? "", ...readAcceptLanguage(browser)]
  const found = wanted.map((locale) => languageOf(locale))
  return found.find((language) => language !== null) ?? "en"
}

/** @param locale such as `pt_BR`, `de-AT` or `auto` */
function languageOf(locale: string): Language | null {
  const [code = ""] = locale.toLowerCase().split(/[-_]/)
  return LANGUAGES.find((language) => language === code) ?? null
}

/** More than any browser sends. */
const MAXIMUM_LENGTH = 500

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language */
function readAcceptLanguage(header: string): string[] {
  return header
    .slice(0, MAXIMUM_LENGTH)
    .split(",")
    .map((entry) => {
      const [locale = "", ...parameters] = entry.trim().split(";")
      return { locale: locale.trim(), weight: readWeight(parameters) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ locale }) => locale)
}

/** 1 where there is none; 0, which means "not this one", for what cannot be read. */
function readWeight(parameters: readonly string[]): number {
  const given = parameters
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter.startsWith("q="))
  return given === undefined ? 1 : Number(given.slice(2)) || 0
}
