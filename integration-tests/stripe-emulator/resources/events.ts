import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { invalidRequest, noSuch } from "../api/stripe-error"

const path = "/v1/events"

export const eventRoutes: readonly Route[] = [
  route({
    method: "GET",
    path,
    request: "EventList",
    check: checkList,
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "EventRetrieve",
    answer: retrieve,
  }),
]

/** Stripe does not return older events. */
const lifetime = 30 * 24 * 60 * 60

const mostTypes = 20

const findEvent = findIn(
  (account) => account.events,
  (id) => noSuch("event", id)
)

function checkList(call: Call<Stripe.EventListParams>): void {
  const { type, types } = call.params
  if (type !== undefined && types !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: type, types.",
      { code: "parameters_exclusive", param: "type" }
    )
  }
  if (types && types.length > mostTypes) {
    throw invalidRequest(
      `Array types exceeded maximum ${mostTypes} allowed elements.`,
      { param: "types" }
    )
  }
}

function retrieve(call: Call<unknown>) {
  const { event } = findEvent(call.account, call.id)
  if (event.created < oldestKept(call)) {
    throw noSuch("event", call.id)
  }
  return event
}

function oldestKept({ emulator }: Call<unknown>): number {
  return emulator.clock.now() - lifetime
}

function list(call: Call<Stripe.EventListParams>) {
  const { account, params } = call
  const oldest = oldestKept(call)
  return pageFrom({
    collection: account.events,
    createdAt: ({ event }) => event.created,
    show: ({ event, waitingFor }) =>
      isDelivered(waitingFor.size, params) &&
      event.created >= oldest &&
      isOfType(event.type, params)
        ? event
        : null,
    url: path,
    params,
    kind: "event",
  })
}

function isDelivered(
  waiting: number,
  { delivery_success: wanted }: Stripe.EventListParams
): boolean {
  return wanted === undefined || wanted === (waiting === 0)
}

function isOfType(type: string, params: Stripe.EventListParams): boolean {
  const { type: pattern, types } = params
  if (types !== undefined) {
    return types.includes(type)
  }
  return pattern?.endsWith("*") === true
    ? type.startsWith(pattern.slice(0, -1))
    : (pattern ?? type) === type
}
