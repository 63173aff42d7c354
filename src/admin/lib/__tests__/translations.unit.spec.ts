import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const FOLDER = join(__dirname, "../../i18n")

const LANGUAGES = readdirSync(FOLDER).filter((name) => name.endsWith(".json"))

type Texts = { readonly [key: string]: string | Texts }

function readTexts(file: string): Texts {
  return JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as Texts
}

function keysOf(texts: Texts, path = ""): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string"
      ? [`${path}${key}`]
      : keysOf(text, `${path}${key}.`)
  )
}

describe("The admin's texts", () => {
  it.each(LANGUAGES)("%s has all that English has", (file) => {
    const inEnglish = keysOf(readTexts("en.json"))

    expect(keysOf(readTexts(file)).sort()).toEqual([...inEnglish].sort())
  })
})
