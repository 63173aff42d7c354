/**
 * What the doc comments of the public API show is what the compiler has read, under the
 * names that a store imports.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"

const ROOT = join(__dirname, "../..")
const PACKAGE = "medusa-payment-stripe-checkout"
const PUBLIC = ["src/config.ts", "src/workflows/index.ts"]

/** What an example may take for granted. */
const PREAMBLE = `
import type { MedusaContainer } from "@medusajs/framework/types"
import type { StripeCheckoutOptions } from "${PACKAGE}/config"
declare const container: MedusaContainer
`

const examples = readPublicFiles().flatMap(readExamples)

describe("the examples in the doc comments of the public API", () => {
  it("are at least one for each workflow and for the configuration", () => {
    expect(examples.length).toBeGreaterThanOrEqual(7)
  })

  it("compile", () => {
    // Inside the repository, so that packages are found from there.
    const folder = mkdtempSync(join(ROOT, "integration-tests/.examples-"))
    try {
      expect(compile(folder)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 120_000)
})

/** The public entries, and the files whose declarations they export again. */
function readPublicFiles(): string[] {
  const files = PUBLIC.flatMap((entry) => {
    const text = readFileSync(join(ROOT, entry), "utf8")
    const sources = [...text.matchAll(/^(?:export|\}) .*from "(\.[^"]+)"/gm)]
    return [
      entry,
      ...sources.map(([, path]) => join(entry, "..", `${path ?? ""}.ts`)),
    ]
  })
  return [...new Set(files)]
}

function readExamples(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8")
  const comments = [...text.matchAll(/\/\*\*\n(?: *\*.*\n)+? *\*\//g)]
  return comments.flatMap(([comment]) => {
    const lines = comment.replaceAll(/^ *\*(?:\/| ?)/gm, "")
    return [...lines.matchAll(/@example\n([^]*?)(?=\n@|$(?![^]))/g)].map(
      ([, code]) => (code ?? "").trim()
    )
  })
}

/** @returns the compiler's complaints. */
function compile(folder: string): string[] {
  const files = examples.map((code, index) => {
    const file = join(folder, `example-${index}.ts`)
    writeFileSync(file, `${PREAMBLE}\nexport {}\n${code}\n`)
    return file
  })
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    experimentalDecorators: true,
    types: ["node"],
    paths: {
      [`${PACKAGE}/config`]: [join(ROOT, "src/config.ts")],
      [`${PACKAGE}/workflows`]: [join(ROOT, "src/workflows/index.ts")],
    },
  })
  return files
    .flatMap((file) => {
      const source = program.getSourceFile(file)
      return [
        ...program.getSyntacticDiagnostics(source),
        ...program.getSemanticDiagnostics(source),
      ]
    })
    .map(({ messageText }) =>
      ts.flattenDiagnosticMessageText(messageText, "\n")
    )
}
