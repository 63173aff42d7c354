import {
  chooseLanguage,
  directionOf,
  LANGUAGES,
  textsIn,
} from "../languages/choose-language"

const NOBODY = { checkout: null, place: null, browser: "" }

describe("The language of a shopper's page", () => {
  it.each([
    [
      "that of Stripe's page, if it is set",
      { checkout: "fr", place: "de", browser: "es" },
      "fr",
    ],
    [
      "the cart's, if Stripe's page follows it",
      { checkout: "auto", place: "de-AT", browser: "es" },
      "de",
    ],
    [
      "the cart's, in any spelling",
      { checkout: null, place: "AR_eg", browser: "" },
      "ar",
    ],
    [
      "the browser's, if the cart has none",
      { ...NOBODY, browser: "es-MX,es;q=0.9,en;q=0.8" },
      "es",
    ],
    [
      "the browser's, if the cart's has no texts",
      { ...NOBODY, place: "pl", browser: "de" },
      "de",
    ],
    [
      "the browser's next one, if the first has no texts",
      { ...NOBODY, browser: "pl, sv;q=0.9, fr;q=0.8" },
      "fr",
    ],
    [
      "the browser's favorite, wherever it stands",
      { ...NOBODY, browser: "en;q=0.1, it;q=0.2, nl;q=0.15" },
      "it",
    ],
    [
      "none that the browser refuses",
      { ...NOBODY, browser: "de;q=0, fr;q=nonsense" },
      "en",
    ],
    ["English for any language", { ...NOBODY, browser: "*" }, "en"],
    ["English, if nobody asks for anything", NOBODY, "en"],
    [
      "English, if what is asked for is no language",
      { checkout: "toString", place: "__proto__", browser: ";;,q=1,=," },
      "en",
    ],
  ])("is %s", (_what, hints, language) => {
    expect(chooseLanguage(hints)).toBe(language)
  })

  it("is read from a header of any length", () => {
    const browser = `${"xx,".repeat(100_000)}de`

    expect(chooseLanguage({ ...NOBODY, browser })).toBe("en")
  })

  it("is written from right to left in Arabic", () => {
    expect(LANGUAGES.filter((one) => directionOf(one) === "rtl")).toEqual([
      "ar",
    ])
  })
})

describe.each(LANGUAGES)("The texts in %s", (language) => {
  const { pages, ...labels } = textsIn(language)

  it("have exactly the placeholders that are filled in", () => {
    const placeholders = Object.entries(labels).map(([name, text]) => [
      name,
      text.match(/\{\w+\}/g),
    ])

    expect(Object.fromEntries(placeholders)).toEqual({
      backToShop: ["{shop}"],
      tryAgain: null,
      waiting: null,
      stopReloading: null,
      amountTooSmall: ["{limit}"],
      amountTooLarge: ["{limit}"],
    })
    expect(JSON.stringify(pages)).not.toMatch(/\{\w+\}/)
  })

  it("are there for each page of the English ones", () => {
    expect(Object.keys(pages)).toEqual(Object.keys(textsIn("en").pages))
    for (const { title, text } of Object.values(pages)) {
      expect(title.trim()).toBe(title)
      expect(text).toMatch(/[.!]$/)
      expect(title).not.toMatch(/\.$/)
    }
  })

  it("are in that language", () => {
    const english = Object.values(textsIn("en").pages).map(({ title }) => title)
    const titles = Object.values(pages).map(({ title }) => title)

    expect(titles.filter((title) => english.includes(title))).toHaveLength(
      language === "en" ? titles.length : 0
    )
  })
})
