import { readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"

import registered from "../../i18n"
import ar from "../../i18n/languages/ar"
import de from "../../i18n/languages/de"
import en from "../../i18n/languages/en"
import es from "../../i18n/languages/es"
import fr from "../../i18n/languages/fr"
import labels from "../../i18n/menu/labels.json"

const FOLDER = join(__dirname, "../../i18n")

const LANGUAGES = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json"))
  .map((name) => basename(name, ".json"))

const TRANSLATIONS = LANGUAGES.filter((language) => language !== "en")

const PLURAL_SUFFIX = /_(?:zero|one|two|few|many|other)$/

const LONGEST_COINCIDENCE = 12

const PRODUCT_NAMES = ["Stripe Checkout"]

type Texts = { readonly [key: string]: string | Texts }

const ALL: Readonly<Record<string, Texts>> = { ar, de, en, es, fr }
const MENU: Readonly<Record<string, Texts>> = labels

/** As the dashboard has them in the end, from whichever files. */
function readTexts(language: string): Map<string, string> {
  return new Map(textsOf({ ...ALL[language], ...MENU[language] }))
}

function textsOf(texts: Texts, path = ""): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string"
      ? [[`${path}${key}`, text] as [string, string]]
      : textsOf(text, `${path}${key}.`)
  )
}

function withoutPlural(key: string): string {
  return key.replace(PLURAL_SUFFIX, "")
}

function keysOf(texts: Map<string, string>): string[] {
  return [...new Set([...texts.keys()].map(withoutPlural))].sort()
}

function pluralFormsOf(texts: Map<string, string>): Record<string, string[]> {
  const forms: Record<string, string[]> = {}
  for (const key of texts.keys()) {
    const suffix = PLURAL_SUFFIX.exec(key)
    if (suffix) {
      ;(forms[withoutPlural(key)] ??= []).push(suffix[0].slice(1))
    }
  }
  return forms
}

function neededForms(language: string): string[] {
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories
}

/** The Arabic form for two is a word of its own, so it can leave out the number. */
function isOfOneNumber(key: string, language: string): boolean {
  const form = PLURAL_SUFFIX.exec(key)?.[0].slice(1)
  if (!form) {
    return false
  }
  const rules = new Intl.PluralRules(language)
  const numbers = Array.from({ length: 1000 }, (_, number) => number)
  return numbers.filter((number) => rules.select(number) === form).length === 1
}

function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{\{.*?\}\}/g))].sort()
}

const english = readTexts("en")

function inEnglish(key: string): string {
  return english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? ""
}

function wrongPlaceholders(language: string): Record<string, string> {
  const wrong = [...readTexts(language)].filter(([key, text]) => {
    const expected = placeholdersOf(inEnglish(key))
    const found = placeholdersOf(text)
    if (isOfOneNumber(key, language) && !found.includes("{{count}}")) {
      found.push("{{count}}")
    }
    return expected.join() !== found.sort().join()
  })
  return Object.fromEntries(wrong)
}

function leftInEnglish(language: string): Record<string, string> {
  const left = [...readTexts(language)].filter(
    ([key, text]) =>
      text === inEnglish(key) &&
      text.replace(/\{\{.*?\}\}/g, "").length > LONGEST_COINCIDENCE &&
      !PRODUCT_NAMES.includes(text)
  )
  return Object.fromEntries(left)
}

describe("The admin's texts", () => {
  it.each(LANGUAGES)("say each thing once in %s", (language) => {
    const file = readFileSync(join(FOLDER, `${language}.json`), "utf8")

    // A key that is written twice would keep the last text only.
    expect(file).toBe(`${JSON.stringify(JSON.parse(file), null, 2)}\n`)
  })

  it("are registered in every language that has a file", () => {
    expect(Object.keys(registered).sort()).toEqual([...LANGUAGES].sort())
    expect(Object.keys(ALL).sort()).toEqual([...LANGUAGES].sort())
  })

  it("are there at once in English, and in other languages only the menu's", () => {
    const { en: english, ...others } = registered

    expect(new Map(textsOf(english.stripeCheckout))).toEqual(readTexts("en"))
    for (const { stripeCheckout } of Object.values(others)) {
      expect(Object.keys(stripeCheckout)).toEqual(Object.keys(labels.en))
    }
  })

  it.each(TRANSLATIONS)("have in %s all that English has", (language) => {
    expect(keysOf(readTexts(language))).toEqual(keysOf(english))
  })

  it.each(LANGUAGES)("have in %s every plural form", (language) => {
    const needed = [...neededForms(language)].sort()

    for (const [key, forms] of Object.entries(
      pluralFormsOf(readTexts(language))
    )) {
      expect({ key, forms: forms.sort() }).toEqual({ key, forms: needed })
    }
  })

  it.each(TRANSLATIONS)("have in %s English's placeholders", (language) => {
    expect(wrongPlaceholders(language)).toEqual({})
  })

  it.each(TRANSLATIONS)("are not left in English in %s", (language) => {
    expect(leftInEnglish(language)).toEqual({})
  })
})
