import { TextsOnDemand, type Translations } from "../texts-on-demand"

interface Dashboard extends Translations {
  readonly added: unknown[][]
}

function dashboardIn(...languages: string[]): Dashboard {
  const added: unknown[][] = []
  return {
    languages,
    added,
    addResourceBundle: (...bundle) => added.push(bundle),
  }
}

const german = { order: { title: "Das Geld" } }

function textsInGerman(): {
  readonly texts: TextsOnDemand
  loads: () => number
} {
  let loads = 0
  const texts = new TextsOnDemand({
    de: () => {
      loads += 1
      return Promise.resolve({ default: german })
    },
    fr: () => Promise.reject(new Error("The file is gone.")),
  })
  return { texts, loads: () => loads }
}

describe("The admin's texts", () => {
  it.each([
    ["English", ["en"], null],
    ["British English", ["enGB", "en"], null],
    ["a language that the plugin does not speak", ["ja", "en"], null],
    ["German", ["de", "en"], "de"],
    ["Austrian German", ["de-AT", "de", "en"], "de"],
  ])("in %s, which is %j, wait for %j", (_name, languages, missing) => {
    const { texts, loads } = textsInGerman()

    expect(texts.missing(dashboardIn(...languages))).toBe(missing)
    expect(loads()).toBe(0)
  })

  it("are added to the dashboard's, but replace none that the store has", async () => {
    const { texts } = textsInGerman()
    const dashboard = dashboardIn("de", "en")

    await texts.load("de", dashboard)

    expect(dashboard.added).toEqual([
      ["de", "stripeCheckout", german, true, false],
    ])
    expect(texts.missing(dashboard)).toBeNull()
  })

  it("are tried again at the next occasion when they could not be loaded", async () => {
    const { texts } = textsInGerman()
    const dashboard = dashboardIn("fr", "en")

    await expect(texts.load("fr", dashboard)).rejects.toThrow("gone")

    expect(texts.missing(dashboard)).toBe("fr")
  })
})
