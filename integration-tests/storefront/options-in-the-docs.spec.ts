/**
 * The options that the documentation shows are accepted at start.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { runInThisContext } from "node:vm"
import ts from "typescript"
import { resolveOptions } from "../../src/modules/stripe-checkout/options/schema"

const ROOT = join(__dirname, "../..")

const NEEDED = {
  apiKey: "sk_test_needed",
  webhookSecret: "whsec_needed_by_every_store",
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

/** What the environment has in a store. */
const ENVIRONMENT = {
  STRIPE_API_KEY: NEEDED.apiKey,
  STRIPE_API_KEY_EU: NEEDED.apiKey,
  STRIPE_API_KEY_UK: NEEDED.apiKey,
  STRIPE_API_KEY_WHOLESALE: NEEDED.apiKey,
  STRIPE_WEBHOOK_SECRET: NEEDED.webhookSecret,
  STRIPE_WEBHOOK_SECRET_EU: NEEDED.webhookSecret,
  STRIPE_WEBHOOK_SECRET_UK: NEEDED.webhookSecret,
  STRIPE_WEBHOOK_SECRET_WHOLESALE: NEEDED.webhookSecret,
  STRIPE_API_BASE: "http://localhost:12111",
  MEDUSA_BACKEND_URL: NEEDED.backendUrl,
  STOREFRONT_URL: NEEDED.storefrontUrl,
}

/** Every part of an object that is shown is one of options, but for Medusa's modules. */
const OPTIONS = /^(?!modules:)\w+: /
const CONFIGURATION = "const stripe = defineStripeCheckout("

const shown = ["README.md", ...listGuides()].flatMap((file) =>
  codeIn(file)
    .filter((code) => OPTIONS.test(code) || code.startsWith(CONFIGURATION))
    .map((code) => ({ file, code, starts: code.split("\n", 2).join(" ") }))
)

describe("the options in the documentation", () => {
  it.each(shown)("are accepted: $file, $starts", ({ code }) => {
    expect(() =>
      resolveOptions({ ...NEEDED, ...(read(code) as object) })
    ).not.toThrow()
  })

  it("are shown", () => {
    expect(shown.length).toBeGreaterThan(5)
  })
})

function listGuides(): string[] {
  return readdirSync(join(ROOT, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`)
}

function codeIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8")
  return [...text.matchAll(/^( *)```ts\n([^]*?)\n\1```/gm)].map(
    ([, indent = "", code = ""]) =>
      code.replaceAll(new RegExp(`^${indent}`, "gm"), "")
  )
}

/** The options as a store's program has them. */
function read(code: string): unknown {
  const options = code.startsWith(CONFIGURATION)
    ? code.slice(CONFIGURATION.length - 1)
    : `({ ${code} })`
  const script = ts.transpile(`(process) => ${options}`)
  const run = runInThisContext(script) as (process: object) => unknown
  return run({ env: ENVIRONMENT })
}
