import type { StripeAccount } from "../state/account"
import type { Answer } from "./answer"
import { answerWith } from "./answer"
import { checkExpansions, expand, findUnreadable } from "./expand"
import type { Exchange } from "./exchange"
import { missingPermission } from "./missing-permission"
import { validateParams } from "./validate-params"
import type { FormParams } from "./parse-form"
import type { Call, Route } from "./route"
import { routes } from "./routes"
import { StripeError } from "./stripe-error"

/** Errors from before anything was executed. Stripe does not store such an answer for replay. */
const refusedUnexecuted = new WeakSet<StripeError>()

export function executeRequest(
  exchange: Exchange,
  account: StripeAccount
): Answer {
  const { route, ...ids } = routeOf(exchange)
  const call = prepare(exchange, account, { route, ...ids })
  const object = route.answer(call)
  return answerWith(expand(account, object, expansionsIn(call.params)))
}

export function isStoredForReplay(error: unknown): boolean {
  return (
    error instanceof StripeError &&
    !refusedUnexecuted.has(error) &&
    ![409, 429].includes(error.status) &&
    error.status < 500
  )
}

function prepare(
  exchange: Exchange,
  account: StripeAccount,
  { id, otherId, route }: Found
): Call<FormParams> {
  // The log keeps what arrived; validation turns text into numbers.
  const params = structuredClone(exchange.log.params)
  const call = {
    emulator: exchange.emulator,
    account,
    id,
    otherId,
    params,
    request: {
      id: exchange.id,
      idempotency_key: exchange.log.idempotency_key,
    },
  }
  try {
    validateParams(route.request, params)
    checkExpansions(route.request, expansionsIn(params))
    const unreadable = findUnreadable(
      account,
      route.request,
      expansionsIn(params)
    )
    if (unreadable !== undefined) {
      throw missingPermission(
        { ...exchange, method: "GET", path: `/v1/${unreadable}s` },
        account
      )
    }
    if (exchange.emulator.switches.currency_in_capitals === "accepted") {
      lowerCurrencies(params)
    }
    route.check(call)
  } catch (error) {
    if (error instanceof StripeError) {
      refusedUnexecuted.add(error)
    }
    throw error
  }
  return call
}

/** Wherever a currency may stand. */
function lowerCurrencies(params: object): void {
  for (const [name, value] of Object.entries(params) as [string, unknown][]) {
    if (name === "currency" && typeof value === "string") {
      Object.assign(params, { currency: value.toLowerCase() })
    } else if (typeof value === "object" && value !== null) {
      lowerCurrencies(value)
    }
  }
}

type Found = { route: Route; id: string; otherId: string }

function routeOf(exchange: Exchange): Found {
  for (const route of routes) {
    const match = route.pattern.exec(exchange.path)
    if (match && route.method === exchange.method) {
      const [, id = "", otherId = ""] = match
      return { route, id: decoded(id), otherId: decoded(otherId) }
    }
  }
  throw unknownRoute(exchange)
}

/** An id that cannot be decoded stays as it is: no object has it. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

function unknownRoute(exchange: Exchange): StripeError {
  const { emulator, method, path } = exchange
  emulator.unknownRoutes.push(`${method} ${path}`)
  console.error(
    `stripe-emulator: UNKNOWN ROUTE ${method} ${path}. The emulator does not imitate this part of Stripe.`
  )
  const error = new StripeError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  })
  refusedUnexecuted.add(error)
  return error
}

function expansionsIn(params: FormParams): string[] {
  const { expand: paths } = params
  return Array.isArray(paths) ? paths.map(String) : []
}
