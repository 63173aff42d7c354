import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { format } from "prettier"
import { createGenerator } from "ts-json-schema-generator"

/**
 * Writes `request-schemas.json` from the types of the installed `stripe` package. Run it after an upgrade of that
 * package; the difference in the committed file is Stripe's API change.
 *
 *     npx tsx integration-tests/stripe-emulator/schemas/generate.ts
 */

type Schema = Record<string, unknown>
export type RequestSchemas = { definitions: Record<string, Schema> }

const refPrefix = "#/definitions/"

/** Wrappers that only TypeScript needs; some are named after positions in a file. */
const isNoise = (name: string) =>
  /^(Emptyable<|def-|StripeConstructor\.)/.test(name)

/** The generated definition is a branded object; on the wire a Decimal is a string. */
const decimal: Schema = {
  type: "string",
  pattern: "^-?\\d+(\\.\\d{1,12})?$",
}

/** Text parameters that an empty value clears. Stripe's documentation says so, its types do not. */
const textsOfCustomer = ["description", "email", "name", "phone"]
const clearable: Readonly<Record<string, readonly string[]>> = {
  CustomerCreateParams: textsOfCustomer,
  CustomerUpdateParams: textsOfCustomer,
}

/** The only numbers in these requests that may have decimals. */
const fractional = new Set(["percent_off"])

export function generateRequestSchemas(): RequestSchemas {
  const generated = createGenerator({
    path: join(__dirname, "request-types.ts"),
    tsconfig: join(__dirname, "..", "..", "tsconfig.json"),
    type: "RequestParams",
    expose: "export",
    jsDoc: "none",
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema("RequestParams")
  const source = (generated.definitions ?? {}) as Record<string, Schema>

  const definitions: Record<string, Schema> = {}
  const pending = ["RequestParams"]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const definition = source[name]
    if (definition !== undefined && definitions[name] === undefined) {
      const simplified = simplify(definition, source)
      definitions[name] = simplified
      pending.push(...referencesIn(simplified))
    }
  }
  allowClearing(definitions)
  return { definitions: sortKeys(definitions) }
}

function allowClearing(definitions: Record<string, Schema>): void {
  for (const [name, texts] of Object.entries(clearable)) {
    const { properties } = definitions[name] as { properties: Schema }
    for (const text of texts) {
      properties[text] = { type: "string" }
    }
  }
}

function simplify(node: Schema, source: Record<string, Schema>): Schema {
  const name = referenceOf(node)
  if (name === "Decimal") {
    return decimal
  }
  const target = name === null ? undefined : source[name]
  if (name !== null && target !== undefined && isNoise(name)) {
    return simplify(target, source)
  }
  return strict(
    Object.fromEntries(
      Object.entries(node).map(([key, value]) => [
        key,
        fractional.has(key) ? value : simplifyValue(value, source),
      ])
    )
  )
}

function simplifyValue(
  value: unknown,
  source: Record<string, Schema>
): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => simplifyValue(item, source))
  }
  return isSchema(value) ? simplify(value, source) : value
}

/** Tightens what the types express more loosely than Stripe's API. */
function strict(node: Schema): Schema {
  const { anyOf, type } = node
  if (Array.isArray(anyOf)) {
    // `OtherString` keeps responses readable when Stripe adds a value; in a request it would accept any typo.
    const branches = anyOf.filter(
      (branch) => !isSchema(branch) || referenceOf(branch) !== "OtherString"
    )
    return branches.length === 1 && isSchema(branches[0])
      ? branches[0]
      : { ...node, anyOf: branches }
  }
  if (Array.isArray(type)) {
    return { ...node, type: type.map(integerForNumber) }
  }
  const isFreeText =
    type === "string" &&
    node["const"] === undefined &&
    node["enum"] === undefined
  // An empty string means "clear this", which the types mark with Emptyable; anywhere else Stripe refuses it.
  return isFreeText
    ? { ...node, minLength: 1 }
    : type === undefined
      ? node
      : { ...node, type: integerForNumber(type) }
}

function integerForNumber(type: unknown): unknown {
  return type === "number" ? "integer" : type
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn)
  }
  if (!isSchema(value)) {
    return []
  }
  const name = referenceOf(value)
  return name === null ? Object.values(value).flatMap(referencesIn) : [name]
}

function referenceOf(node: Schema): string | null {
  const reference = node["$ref"]
  return typeof reference === "string"
    ? decodeURIComponent(reference.slice(refPrefix.length))
    : null
}

function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function sortKeys<T>(value: T): T
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => sortKeys(item))
  }
  if (!isSchema(value)) {
    return value
  }
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])])
  )
}

async function writeSchemas(): Promise<void> {
  const file = join(__dirname, "request-schemas.json")
  const text = JSON.stringify(generateRequestSchemas())
  writeFileSync(file, await format(text, { parser: "json" }))
}

if (require.main === module) {
  void writeSchemas()
}
