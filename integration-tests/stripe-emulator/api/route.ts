import type { StripeAccount } from "../state/account"
import type { Context } from "../state/context"
import type { RequestName, RequestParams } from "../schemas/request-types"

/** One API request on its way through a handler. */
export type Call<Params> = Context & {
  readonly params: Params
  /** The id in the path, or "" where the path has none. */
  readonly id: string
  /** The second id in the path, or "". */
  readonly otherId: string
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
  /** `:id` stands for the object's id, `:other` for that of an object that belongs to it. */
  path: string
  /** The schema that validates the parameters. */
  request: Name
  /** Rules that the types cannot express. A request that they reject was not executed, so it is not stored for replay. */
  check?(call: Call<RequestParams[Name]>): void
  answer(call: Call<RequestParams[Name]>): object
}

export function route<Name extends RequestName>(
  definition: RouteDefinition<Name>
): Route {
  const pattern = definition.path
    .replaceAll("/", "\\/")
    .replace(":id", "([^/]+)")
    .replace(":other", "([^/]+)")
  // The parameters were validated against the schema of exactly this type before a handler sees them.
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
