/**
 * The short pieces of TypeScript in the guides compile where a reader puts them. Longer ones are files of docs/snippets,
 * and options are read by options-in-the-docs.spec.
 */
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import ts from "typescript"

const ROOT = join(__dirname, "../..")
const PACKAGE = "medusa-payment-stripe-checkout"

const BLOCK =
  /(?<shown><!-- docs\/\S+ -->\n+)?^(?<indent> *)```ts\n(?<code>[\s\S]*?)\n\k<indent>```/gm

/** A part of an object, such as `modules: [` or an option. */
const MEMBERS = /^\w+: /

/** What a piece of code may take for granted; a declaration of its own has precedence. */
const AROUND = `
import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes, MedusaContainer } from "@medusajs/framework/types"
import type { defineStripeCheckout as define } from "${PACKAGE}/config"
import type { nextEvent as next } from "${ROOT}/docs/snippets/next-event"
import type { payInTest as pay } from "${ROOT}/docs/snippets/pay-in-a-test"
import type { redisModules as redis } from "${ROOT}/docs/snippets/redis-modules"
import type { StripeCheckoutOptions } from "${PACKAGE}/config"
declare global {
  const defineStripeCheckout: (options: Partial<StripeCheckoutOptions>) => ReturnType<typeof define>
  const nextEvent: typeof next
  const payInTest: typeof pay
  const redisModules: typeof redis
  const stripe: ReturnType<typeof define>
  const acceptOptions: (options: Partial<StripeCheckoutOptions>) => void
  const acceptConfiguration: typeof import("@medusajs/framework/utils").defineConfig
  const sdk: Medusa
  const admin: Medusa
  const cart: HttpTypes.StoreCart
  const container: MedusaContainer
  const id: string
  const orderId: string
  const policyIds: Record<string, string>
  const shipping: { id: string }
  const rbac: { createRbacRolePolicies(data: { role_id: string; policy_id: string | undefined }[]): Promise<unknown> }
}
`

const pieces = ["README.md", ...listGuides()].flatMap(readPieces)

describe("the code in the guides", () => {
  it("is there", () => {
    expect(pieces.length).toBeGreaterThan(20)
  })

  it("compiles", () => {
    // Inside the repository, so that packages are found from there.
    const folder = mkdtempSync(join(ROOT, "integration-tests/.guides-"))
    try {
      expect(compile(folder)).toEqual([])
    } finally {
      rmSync(folder, { recursive: true })
    }
  }, 120_000)
})

function listGuides(): string[] {
  return readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
}

function readPieces(file: string): { file: string; code: string }[] {
  const text = readFileSync(join(ROOT, file), "utf8")
  return [...text.matchAll(BLOCK)].flatMap(({ groups = {} }) => {
    const { code = "", indent = "", shown } = groups
    return shown
      ? []
      : [{ file, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), "") }]
  })
}

function asModule(code: string): string {
  if (!MEMBERS.test(code)) return `${code}\nexport {}\n`
  const accept = code.startsWith("modules:")
    ? "acceptConfiguration"
    : "acceptOptions"
  return `${accept}({\n${code}\n})\nexport {}\n`
}

/** @returns the compiler's complaints, each with its guide. */
function compile(folder: string): string[] {
  const around = join(folder, "around.d.ts")
  writeFileSync(around, AROUND)
  const files = pieces.map(({ file, code }, index) => {
    const path = join(folder, `piece-${index}.ts`)
    writeFileSync(path, asModule(code))
    return { file, path }
  })
  const program = ts.createProgram([around, ...files.map(({ path }) => path)], {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    experimentalDecorators: true,
    types: ["node", "jest"],
    paths: {
      [`${PACKAGE}/config`]: [join(ROOT, "src/config.ts")],
      [`${PACKAGE}/workflows`]: [join(ROOT, "src/workflows/index.ts")],
    },
  })
  return files.flatMap(({ file, path }) => {
    const source = program.getSourceFile(path)
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(
      ({ messageText }) =>
        `${file}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`
    )
  })
}
