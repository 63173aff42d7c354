import { readFileSync } from "node:fs"
import { join } from "node:path"
import { inspect } from "node:util"
import ts from "typescript"

import type { StripeCheckoutOptions } from "../option-types"
import { resolveOptions, type SchemaInput } from "../schema"

const ROOT = join(__dirname, "../../../../..")
const DOCUMENTED = [
  "src/config.ts",
  "src/modules/stripe-checkout/options/option-types.ts",
  "src/modules/stripe-checkout/options/market-types.ts",
  "src/modules/stripe-checkout/options/order-status-types.ts",
  "src/modules/stripe-checkout/options/shopper-pages-types.ts",
]

/** Every key present: optional keys that only one side has would otherwise not be noticed. */
type Complete<T> = T extends readonly (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Complete<T[Key]> }
    : T

type Accepts<A, B> = [B] extends [A] ? true : false

type IsSame<A, B> = [
  Accepts<A, B>,
  Accepts<B, A>,
  Accepts<Complete<A>, Complete<B>>,
  Accepts<Complete<B>, Complete<A>>,
]

/** Stripe's own types, the same on both sides and too large to be spelled out. */
type OurOwn<T> = Omit<T, "checkout" | "checkoutFor">

describe("The documented options", () => {
  it("are those that the schema accepts; the compiler checks it", () => {
    const options: IsSame<
      OurOwn<StripeCheckoutOptions>,
      OurOwn<SchemaInput>
    > = [true, true, true, true]
    const checkout: [
      Accepts<StripeCheckoutOptions["checkout"], SchemaInput["checkout"]>,
      Accepts<SchemaInput["checkout"], StripeCheckoutOptions["checkout"]>,
    ] = [true, true]

    const checkoutFor: [
      Accepts<StripeCheckoutOptions["checkoutFor"], SchemaInput["checkoutFor"]>,
      Accepts<SchemaInput["checkoutFor"], StripeCheckoutOptions["checkoutFor"]>,
    ] = [true, true]

    expect([...options, ...checkout, ...checkoutFor]).not.toContain(false)
  })

  it.each(DOCUMENTED)("have a text for the editor to show: %s", (file) => {
    const names = propertiesIn(file)

    expect(names.length).toBeGreaterThan(3)
    expect(names.filter(({ text }) => text === "")).toEqual([])
  })

  it("are in the README's table, with their defaults", () => {
    const defaults = resolveOptions({
      backendUrl: "https://api.shop.example",
      storefrontUrl: "https://shop.example",
    })

    expect(readTable()).toEqual({
      ...flatten(defaults),
      apiKey: "required at start",
      webhookSecret: "required at start",
      backendUrl: "required",
      storefrontUrl: "required",
    })
  })
})

function readTable(): Record<string, string> {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8")
  const [, section = ""] = /\n## Options\n([^]*?)\n## /.exec(readme) ?? []
  const rows = [...section.matchAll(/^\| `([\w.]+)` +\| (.+?) +\|/gm)]
  return Object.fromEntries(
    rows.map(([, name = "", value = ""]) => [
      name,
      value.startsWith("`") ? withoutStyle(value) : value,
    ])
  )
}

/** For example `{ "reconcile.everyMinutes": "5" }`. */
function flatten(options: object, prefix = ""): Record<string, string> {
  const leaves = Object.entries(options).map(
    ([name, value]: [string, unknown]) =>
      isGroup(value)
        ? flatten(value, `${prefix}${name}.`)
        : {
            [`${prefix}${name}`]: withoutStyle(
              typeof value === "string" ? value : inspect(value)
            ),
          }
  )
  return Object.assign({}, ...leaves) as Record<string, string>
}

function isGroup(value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 0
  )
}

/** Quotes and blanks are a matter of taste. */
function withoutStyle(value: string): string {
  return value.replaceAll(/['"`\s]/g, "")
}

/** Every property that a file declares, inside types too, with the first line of its comment. */
function propertiesIn(file: string): { name: string; text: string }[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(join(ROOT, file), "utf8"),
    ts.ScriptTarget.ES2022,
    true
  )
  const found: { name: string; text: string }[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) {
      const [comment] = ts.getJSDocCommentsAndTags(node)
      const text = ts.getTextOfJSDocComment(comment?.comment) ?? ""
      found.push({ name: node.name.getText(), text })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}
