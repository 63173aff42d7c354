import { checkoutLocale } from "../checkout-session-params"

describe("The language of Stripe's page", () => {
  it.each([
    ["de-DE", "de"],
    ["de_AT", "de"],
    ["EN-us", "en"],
    ["en-GB", "en-GB"],
    ["pt-BR", "pt-BR"],
    ["pt-AO", "pt"],
    ["fr-CA", "fr-CA"],
    ["es-MX", "es-419"],
    ["es-ES", "es"],
    ["zh-TW", "zh-TW"],
    ["zh-Hant", "zh-TW"],
    ["zh-CN", "zh"],
    ["no", "nb"],
    ["nb-NO", "nb"],
  ])("for a cart in %s is %s", (locale, expected) => {
    expect(checkoutLocale(locale)).toBe(expected)
  })

  it.each(["", "xx", "tlh-KX", "constructor", "__proto__", null])(
    "is left to the browser for %s",
    (locale) => {
      expect(checkoutLocale(locale)).toBeUndefined()
    }
  )
})
