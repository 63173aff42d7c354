import { InvalidOptionsError, resolveOptions } from "../schema"

describe("The option shopperPages", () => {
  it("takes a name and colors", () => {
    const shopperPages = {
      name: "North & Linen",
      colors: { light: { accent: "#0b6e4f" }, dark: { background: "#000" } },
    }

    expect(resolve(shopperPages)).toEqual(shopperPages)
  })

  it("trims the name", () => {
    expect(resolve({ name: " Harbour " })).toEqual({ name: "Harbour" })
  })

  it.each<[string, object, RegExp]>([
    ["an empty name", { name: "  " }, /^shopperPages\.name: must not be empty/],
    [
      "a long name",
      { name: "x".repeat(61) },
      /^shopperPages\.name: .*at most 60/,
    ],
    ["a line break", { name: "a\nb" }, /^shopperPages\.name: .*line breaks/],
    [
      "a turned name",
      { name: "a\u202Eb" },
      /^shopperPages\.name: .*control characters/,
    ],
    [
      "a color by name",
      { colors: { light: { accent: "teal" } } },
      /^shopperPages\.colors\.light\.accent: must be a color such as #4f46e5/,
    ],
    [
      "more than a color",
      { colors: { light: { accent: "#fff;} body{display:none" } } },
      /^shopperPages\.colors\.light\.accent: must be a color/,
    ],
    [
      "text that cannot be read",
      { colors: { dark: { surface: "#eeeeee" } } },
      /^shopperPages\.colors\.dark\.text: cannot be read on the surface: the contrast is 1\.\d, and text needs 4\.5/,
    ],
    [
      "a misspelled color",
      { colors: { light: { akcent: "#fff" } } },
      /^shopperPages\.colors\.light\.akcent: there is no such option\. Did you mean "accent"\?/,
    ],
    [
      "a misspelled theme",
      { colors: { lights: {} } },
      /^shopperPages\.colors\.lights: .*Did you mean "light"\?/,
    ],
    [
      "a misspelled option",
      { color: {} },
      /^shopperPages\.color: .*Did you mean "colors"\?/,
    ],
  ])("refuses %s and says what is right", (_what, shopperPages, problem) => {
    expect(problemsOf(shopperPages)).toEqual([expect.stringMatching(problem)])
  })
})

function resolve(shopperPages: object): unknown {
  return resolveOptions({
    backendUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
    shopperPages,
  }).shopperPages
}

function problemsOf(shopperPages: object): readonly string[] {
  try {
    resolve(shopperPages)
    return []
  } catch (error) {
    // The secrets are missing, too.
    const problems = error instanceof InvalidOptionsError ? error.problems : []
    return problems.filter((problem) => problem.startsWith("shopperPages"))
  }
}
