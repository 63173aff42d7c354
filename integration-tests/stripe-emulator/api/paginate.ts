import type Stripe from "stripe"
import { invalidRequest, noSuch } from "./stripe-error"

export type PageParams = {
  limit?: number
  starting_after?: string
  ending_before?: string
}

type PageOf<T> = {
  /** Oldest first, as they were stored. */
  items: readonly T[]
  url: string
  params: PageParams
  kind: string
}

const defaultLimit = 10
const highestLimit = 100

/** Newest first, as all of Stripe's lists. */
export function pageOf<T extends { id: string }>(
  list: PageOf<T>
): Stripe.ApiList<T> {
  return pageInOrder({ ...list, items: [...list.items].reverse() })
}

export function pageInOrder<T extends { id: string }>(
  list: PageOf<T>
): Stripe.ApiList<T> {
  const { items, params, url } = list
  const limit = params.limit ?? defaultLimit
  if (params.ending_before !== undefined) {
    const before = items.slice(0, positionOf(list, "ending_before"))
    return {
      object: "list",
      data: before.slice(-limit),
      has_more: before.length > limit,
      url,
    }
  }
  const after =
    params.starting_after === undefined
      ? items
      : items.slice(positionOf(list, "starting_after") + 1)
  return {
    object: "list",
    data: after.slice(0, limit),
    has_more: after.length > limit,
    url,
  }
}

export function checkPage({ params }: { params: PageParams }): void {
  const { ending_before: before, limit, starting_after: after } = params
  if (limit !== undefined && limit < 1) {
    throw outOfRange("greater than or equal to 1")
  }
  if (limit !== undefined && limit > highestLimit) {
    throw outOfRange(`less than or equal to ${highestLimit}`)
  }
  if (before !== undefined && after !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: ending_before, starting_after.",
      { code: "parameters_exclusive", param: "ending_before" }
    )
  }
}

export function isWithin(
  created: number,
  range: Stripe.RangeQueryParam | number | undefined
): boolean {
  if (range === undefined || typeof range === "number") {
    return range === undefined || created === range
  }
  const {
    gt = -Infinity,
    gte = -Infinity,
    lt = Infinity,
    lte = Infinity,
  } = range
  return [created > gt, created >= gte, created < lt, created <= lte].every(
    Boolean
  )
}

function positionOf<T extends { id: string }>(
  { items, kind, params }: PageOf<T>,
  cursor: "starting_after" | "ending_before"
): number {
  const id = params[cursor] ?? ""
  const position = items.findIndex((item) => item.id === id)
  if (position < 0) {
    throw noSuch(kind, id, cursor)
  }
  return position
}

function outOfRange(bound: string) {
  return invalidRequest(`This value must be ${bound}.`, {
    code: "parameter_invalid_integer",
    param: "limit",
  })
}
