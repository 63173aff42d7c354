import type { StripeAccount } from "../state/account"
import type { Act } from "../state/act"
import type { RequestName, RequestParams } from "../schemas/request-types"

/** One API request on its way through a handler. */
export type Call<Params> = Act & {
  readonly params: Params
  /** The id in the path, or "" where the path has none. */
  readonly id: string
}

export type Route = {
  readonly method: "GET" | "POST" | "DELETE"
  readonly path: string
  readonly pattern: RegExp
  readonly request: RequestName
  check(call: Call<unknown>): void
  answer(call: Call<unknown>): object
}

type RouteDefinition<Name extends RequestName> = {
  method: Route["method"]
  /** `:id` stands for the object's id. */
  path: string
  /** Which schema judges the parameters. */
  request: Name
  /** Rules that the types cannot express. What they refuse was never executed, so it is not stored for replay. */
  check?(call: Call<RequestParams[Name]>): void
  answer(call: Call<RequestParams[Name]>): object
}

export function route<Name extends RequestName>(
  definition: RouteDefinition<Name>
): Route {
  const pattern = definition.path
    .replaceAll("/", "\\/")
    .replace(":id", "([^/]+)")
  // The judge has compared the parameters with the schema of exactly this type before a handler sees them.
  const typed = (call: Call<unknown>) => call as Call<RequestParams[Name]>
  return {
    method: definition.method,
    path: definition.path,
    pattern: new RegExp(`^${pattern}$`),
    request: definition.request,
    check: (call) => definition.check?.(typed(call)),
    answer: (call) => definition.answer(typed(call)),
  }
}

export function findIn<T>(
  store: (account: StripeAccount) => Map<string, T>,
  otherwise: (id: string) => Error
): (account: StripeAccount, id: string) => T {
  return (account, id) => {
    const found = store(account).get(id)
    if (found === undefined) {
      throw otherwise(id)
    }
    return found
  }
}
