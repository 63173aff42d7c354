import type { ErrorObject, ValidateFunction } from "ajv"
import Ajv from "ajv"
import type { RequestName } from "../schemas/request-types"
import schemas from "../schemas/request-schemas.json"
import { decimalsIn, mostDecimals } from "../money/decimal"
import { checkTexts } from "./check-texts"
import { bracketed } from "./parameter-name"
import type { FormParams } from "./parse-form"
import type { StripeError } from "./stripe-error"
import { invalidRequest } from "./stripe-error"

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  verbose: true,
  // Everything is text on the wire; this also hands numbers and booleans to the handlers.
  coerceTypes: true,
  // Compiling the largest schema is the bottleneck, not validation.
  inlineRefs: false,
  code: { optimize: false },
})
ajv.addSchema({ ...schemas, $id: "requests" })

/** Rejects what Stripe's own types do not allow. Changes `params` in place: text becomes numbers and booleans. */
export function validateParams(request: RequestName, params: FormParams): void {
  const asText = structuredClone(params)
  const validate = validatorOf(request)
  if (!validate(params)) {
    throw toStripeError(validate.errors ?? [])
  }
  checkTexts(asText, params)
}

export function compileLargestSchema(): void {
  validatorOf("CheckoutSessionCreate")
}

function validatorOf(request: RequestName): ValidateFunction {
  const validate = ajv.getSchema(
    `requests#/definitions/RequestParams/properties/${request}`
  )
  if (validate === undefined) {
    throw new Error(`No schema for ${request}. Run schemas/generate.ts.`)
  }
  return validate
}

type Violation = {
  /** Lower comes first: Stripe checks names before values. */
  rank: number
  /** Depth of the parameter; of several errors about one value, Stripe reports the deepest. */
  depth: number
  error: StripeError
}

function toStripeError(
  errors: NonNullable<ValidateFunction["errors"]>
): StripeError {
  const removed = errors.map(removedParameter).find((error) => error !== null)
  if (removed) {
    return removed
  }
  const unknown = errors
    .filter((error) => error.keyword === "additionalProperties")
    .map((error) =>
      bracketed(error.instancePath, nameIn(error, "additionalProperty"))
    )
  const first = unknown[0]
  if (first !== undefined) {
    const names = [...new Set(unknown)]
    return invalidRequest(
      `Received unknown parameter${names.length > 1 ? "s" : ""}: ${names.join(", ")}`,
      { code: "parameter_unknown", param: first }
    )
  }
  const violations = errors
    .map((error) => violationOf(error, errors))
    .filter((violation) => violation !== null)
    .sort((a, b) => a.rank - b.rank || b.depth - a.depth)
  return violations[0]?.error ?? invalidRequest("Invalid request.")
}

function removedParameter(error: ErrorObject): StripeError | null {
  const isRemoved =
    error.keyword === "additionalProperties" &&
    error.instancePath === "" &&
    nameIn(error, "additionalProperty") === "payment_method_types"
  return isRemoved
    ? invalidRequest(
        "The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types` to filter the payment methods that are offered.",
        {
          code: "payment_method_types_no_longer_supported",
          param: "payment_method_types",
        }
      )
    : null
}

function violationOf(
  error: ErrorObject,
  all: readonly ErrorObject[]
): Violation | null {
  const depth = error.instancePath.split("/").length
  const param = bracketed(error.instancePath)
  if (error.keyword === "required") {
    const missing = bracketed(
      error.instancePath,
      nameIn(error, "missingProperty")
    )
    return {
      rank: 0,
      depth,
      error: invalidRequest(`Missing required param: ${missing}.`, {
        code: "parameter_missing",
        param: missing,
      }),
    }
  }
  const complaint =
    error.keyword === "anyOf"
      ? null
      : error.data === ""
        ? cannotBeUnset(param)
        : error.keyword === "const" || error.keyword === "enum"
          ? notOneOf(param, allowedAt(error.instancePath, all))
          : complaintAbout(error, param)
  return complaint === null
    ? null
    : { rank: error.keyword === "type" ? 2 : 1, depth, error: complaint }
}

function cannotBeUnset(param: string): StripeError {
  return invalidRequest(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { code: "parameter_invalid_empty", param }
  )
}

function complaintAbout(error: ErrorObject, param: string): StripeError {
  const shown = shownValue(error.data)
  switch (error.keyword === "type" ? error.schema : error.keyword) {
    case "integer":
      return invalidRequest(`Invalid integer: ${shown}`, {
        code: "parameter_invalid_integer",
        param,
      })
    case "boolean":
      return invalidRequest(`Invalid boolean: ${shown}`, { param })
    case "array":
      return invalidRequest("Invalid array", { param })
    case "object":
      return invalidRequest("Invalid object", { param })
    case "number":
    case "pattern":
      return invalidRequest(`Invalid decimal: ${shown}${decimalsOf(shown)}`, {
        param,
      })
    default:
      return invalidRequest(`Invalid string: ${shown}`, { param })
  }
}

function notOneOf(param: string, allowed: readonly string[]): StripeError {
  const last = allowed.at(-1) ?? ""
  const list =
    allowed.length < 3
      ? allowed.join(" or ")
      : `${allowed.slice(0, -1).join(", ")}, or ${last}`
  return invalidRequest(`Invalid ${param}: must be one of ${list}`, { param })
}

/** ajv reports one error per constant. */
function allowedAt(
  instancePath: string,
  errors: readonly ErrorObject[]
): string[] {
  const values = errors
    .filter((error) => error.instancePath === instancePath)
    .flatMap((error): unknown[] =>
      error.keyword === "const"
        ? [error.schema]
        : error.keyword === "enum" && Array.isArray(error.schema)
          ? error.schema
          : []
    )
    .filter((value) => typeof value === "string" && value !== "")
  return [...new Set(values.map(String))]
}

function nameIn(error: ErrorObject, key: string): string {
  const params = error.params as Record<string, unknown>
  return String(params[key])
}

/** Stripe reads an array as a group whose names are numbers. */
function shownValue(data: unknown): string {
  return typeof data === "string"
    ? data
    : JSON.stringify(Array.isArray(data) ? Object.assign({}, data) : data)
}

function decimalsOf(text: string): string {
  return decimalsIn(text) > mostDecimals && /^-?\d+\.\d+$/.test(text)
    ? `; must contain at most ${mostDecimals} decimal places.`
    : ""
}
