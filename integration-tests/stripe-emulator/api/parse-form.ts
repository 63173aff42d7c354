import { invalidRequest } from "./stripe-error"

/** No parameter of Stripe's is nested even half as deep. */
const deepestPath = 20

export type FormValue = string | FormValue[] | { [key: string]: FormValue }
export type FormParams = Record<string, FormValue>

/**
 * `line_items[0][price_data][currency]=eur` to nested objects and arrays; values stay strings. Of two values with the
 * same name the last one wins.
 */
export function parseForm(encoded: string): FormParams {
  const root: FormParams = {}
  for (const [key, value] of new URLSearchParams(encoded)) {
    assign(root, pathOf(key), value)
  }
  return withArrays(root)
}

function pathOf(key: string): string[] {
  const open = key.indexOf("[")
  if (open <= 0) {
    return [key]
  }
  const inner = key.slice(open)
  if (!/^(\[[^[\]]*\])+$/.test(inner)) {
    throw invalidRequest(`Invalid parameter name: ${key}`, { param: key })
  }
  const path = [key.slice(0, open), ...inner.slice(1, -1).split("][")]
  if (path.length > deepestPath) {
    throw invalidRequest(`Invalid parameter name: ${key.slice(0, 100)}…`)
  }
  return path
}

function assign(root: FormParams, path: string[], value: string): void {
  let node = root
  path.slice(0, -1).forEach((segment) => {
    const key = segment === "" ? String(Object.keys(node).length) : segment
    const child = Object.hasOwn(node, key) ? node[key] : undefined
    if (isGroup(child)) {
      node = child
      return
    }
    if (child !== undefined) {
      throw bothValueAndGroup(path)
    }
    const created: FormParams = {}
    define(node, key, created)
    node = created
  })
  const last = path.at(-1) ?? ""
  const key = last === "" ? String(Object.keys(node).length) : last
  if (Object.hasOwn(node, key) && isGroup(node[key])) {
    throw bothValueAndGroup(path)
  }
  define(node, key, value)
}

function bothValueAndGroup([name = ""]: readonly string[]) {
  return invalidRequest(
    `Invalid parameter: ${name} holds a value and parameters in brackets at once.`,
    { param: name }
  )
}

/** Not a plain assignment: a parameter called `__proto__` must be rejected as unknown, not set the prototype. */
function define(target: FormParams, key: string, value: FormValue): void {
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

function isGroup(value: FormValue | undefined): value is FormParams {
  return typeof value === "object" && !Array.isArray(value)
}

function withArrays(group: FormParams): FormParams {
  const result: FormParams = {}
  for (const [key, value] of Object.entries(group)) {
    define(result, key, isGroup(value) ? groupOrArray(value) : value)
  }
  return result
}

function groupOrArray(group: FormParams): FormValue {
  const converted = withArrays(group)
  const keys = Object.keys(converted)
  const isArray = keys.length > 0 && keys.every((key) => /^\d+$/.test(key))
  return isArray ? Object.values(converted) : converted
}
