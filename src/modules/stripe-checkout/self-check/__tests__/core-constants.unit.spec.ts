import {
  EVENT_WORDS,
  findMissingWords,
  type KnownWords,
  MONEY_WORDS,
  assertKnownWords,
} from "../core-constants"

describe("A Medusa that uses other words", () => {
  it("is not the one that is installed", () => {
    expect(findMissingWords([...MONEY_WORDS, ...EVENT_WORDS])).toEqual([])
    expect(() => assertKnownWords()).not.toThrow()
  })

  it.each(MONEY_WORDS.map((known) => [known.name, known] as const))(
    "for %s does not start with the plugin, which says what to do",
    (name, known) => {
      const renamed = renameFirst(known)

      expect(() => assertKnownWords([renamed])).toThrow(
        new RegExp(
          `Medusa's ${name} has no ${known.words[0]}.* Update the plugin`
        )
      )
    }
  )

  it.each(EVENT_WORDS.map((known) => [known.name, known] as const))(
    "for %s is named",
    (name, known) => {
      expect(findMissingWords([renameFirst(known)])).toEqual([
        `Medusa's ${name} has no ${known.words[0]}.`,
      ])
    }
  )

  it("is recognized also where all the words are gone", () => {
    const gone = { name: "Gone", constants: undefined, words: ["a", "b"] }

    expect(findMissingWords([gone])).toEqual(["Medusa's Gone has no a, b."])
  })
})

function renameFirst(known: KnownWords): KnownWords {
  const constants = Object.fromEntries(
    Object.entries(known.constants ?? {}).map(([key, value]) => [
      key,
      value === known.words[0] ? "renamed" : value,
    ])
  )
  return { ...known, constants }
}
