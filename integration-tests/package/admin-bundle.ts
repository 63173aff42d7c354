/**
 * How much of the plugin a browser loads in a store's admin: what every merchant gets, and one
 * language on demand. The sizes are minified as the store's own build does it, and gzipped.
 */
import { readdir, readFile } from "node:fs/promises"
import { basename, join, resolve } from "node:path"
import { gzipSync } from "node:zlib"

const TEXTS = resolve(__dirname, "../../src/admin/i18n")

/** Of the plugin's own, beside what the dashboard has anyway. */
const MOST_BYTES = 100_000

/** Shorter ones may be the same in two languages. */
const SHORTEST_SENTENCE = 40

interface Chunk {
  readonly path: string
  readonly text: string
}

export interface AdminBundle {
  /** With the language that has the longest texts. */
  readonly summary: string
  /** There should be none. */
  readonly problems: readonly string[]
}

/** @param folder the built admin, with `index.mjs` */
export async function inspectAdminBundle(folder: string): Promise<AdminBundle> {
  const first = await readFirst(folder)
  const onDemand = await readOnDemand(folder, first)
  const sizes = new Map<string, number>()
  for (const [language, chunk] of onDemand) {
    sizes.set(language, await loadedBytes([chunk]))
  }
  const [largest, most] = [...sizes].reduce(
    (one, other) => (other[1] > one[1] ? other : one),
    ["", 0]
  )
  const atFirst = await loadedBytes(first)
  const total =
    atFirst + [...sizes.values()].reduce((sum, size) => sum + size, 0)
  const loaded = atFirst + most
  return {
    summary: `a browser loads ${loaded} bytes: ${atFirst} at first, ${most} for the largest language (${largest}); all languages ${total}`,
    problems: [
      ...(loaded > MOST_BYTES
        ? [
            `The admin loads ${loaded} bytes when minified and gzipped, more than ${MOST_BYTES}`,
          ]
        : []),
      ...(await inspectLanguages(first, onDemand)),
    ],
  }
}

async function inspectLanguages(
  first: readonly Chunk[],
  onDemand: ReadonlyMap<string, Chunk>
): Promise<string[]> {
  const problems: string[] = []
  for (const language of await translations()) {
    const sentences = await sentencesIn(language)
    const inChunk = onDemand.get(language)?.text ?? ""
    if (!sentences.some((sentence) => inChunk.includes(sentence))) {
      problems.push(`${language} has no file of its own in the admin`)
    }
    if (
      sentences.some((sentence) =>
        first.some(({ text }) => text.includes(sentence))
      )
    ) {
      problems.push(`${language} is loaded at first, whatever is spoken`)
    }
  }
  return problems
}

async function translations(): Promise<string[]> {
  const names = await readdir(TEXTS)
  return names
    .filter((name) => name.endsWith(".json") && name !== "en.json")
    .map((name) => basename(name, ".json"))
}

async function sentencesIn(language: string): Promise<string[]> {
  const path = join(TEXTS, "reasons", `${language}.json`)
  const texts = JSON.parse(await readFile(path, "utf8")) as object
  return Object.values(texts).filter(
    (text): text is string =>
      typeof text === "string" &&
      text.length >= SHORTEST_SENTENCE &&
      // The bundler writes some characters differently.
      !/["'`\\\n]/.test(text)
  )
}

/** The entry, and whatever it imports. */
async function readFirst(folder: string): Promise<Chunk[]> {
  const entry = await readChunk(folder, "./index.mjs")
  const imported = [
    ...entry.text.matchAll(/\bfrom\s*["'](\.\/[^"']+)["']/g),
  ].map(([, path]) => readChunk(folder, path ?? ""))
  return [entry, ...(await Promise.all(imported))]
}

/** By the language that each begins with: `_chunks/ar-Dx2b`. */
async function readOnDemand(
  folder: string,
  first: readonly Chunk[]
): Promise<Map<string, Chunk>> {
  const chunks = new Map<string, Chunk>()
  for (const { text } of first) {
    for (const [, path = ""] of text.matchAll(
      /\bimport\(\s*["'](\.\/[^"']+)["']\s*\)/g
    )) {
      const [language = ""] = basename(path).split("-")
      chunks.set(language, await readChunk(folder, path))
    }
  }
  return chunks
}

async function readChunk(folder: string, path: string): Promise<Chunk> {
  return { path, text: await readFile(join(folder, path), "utf8") }
}

async function loadedBytes(chunks: readonly Chunk[]): Promise<number> {
  const { transformWithEsbuild } = await import("vite")
  let bytes = 0
  for (const { path, text } of chunks) {
    const { code } = await transformWithEsbuild(text, `${path}.js`, {
      minify: true,
    })
    bytes += gzipSync(code).length
  }
  return bytes
}
