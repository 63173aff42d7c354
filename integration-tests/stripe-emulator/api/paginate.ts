import type Stripe from "stripe"
import { invalidRequest, noSuchGiven } from "./stripe-error"

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

/** Newest first, like all of Stripe's lists. */
export function pageOf<T extends { id: string }>(
  list: PageOf<T>
): Stripe.ApiList<T> {
  return pageInOrder({ ...list, items: [...list.items].reverse() })
}

export function pageInOrder<T extends { id: string }>(
  list: PageOf<T>
): Stripe.ApiList<T> {
  const { items, params, url } = list
  const limit = limitOf(params)
  const from = positionOf(list, "starting_after")
  const to = positionOf(list, "ending_before")
  assertOneCursor(from, to)
  if (to !== null) {
    const before = items.slice(0, to)
    return {
      object: "list",
      data: before.slice(-limit),
      has_more: before.length > limit,
      url,
    }
  }
  const after = from === null ? items : items.slice(from + 1)
  return {
    object: "list",
    data: after.slice(0, limit),
    has_more: after.length > limit,
    url,
  }
}

/** A limit outside 1 to 100 counts as the nearest one: recorded 2026-09 at API 2026-08-26.dahlia. */
export function limitOf({ limit = defaultLimit }: PageParams): number {
  return Math.min(Math.max(limit, 1), highestLimit)
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

/** Whether it was created before the start of the range. */
export function isBefore(
  created: number,
  range: Stripe.RangeQueryParam | number | undefined
): boolean {
  if (range === undefined || typeof range === "number") {
    return created < (range ?? -Infinity)
  }
  const { gt = -Infinity, gte = -Infinity } = range
  return created < gt || created < gte
}

type Cursor = "starting_after" | "ending_before"

/** @returns the id in the cursor, which exists; null without a cursor. */
export function checkCursor(
  {
    has,
    kind,
    params,
  }: { has: (id: string) => boolean; kind: string; params: PageParams },
  cursor: Cursor
): string | null {
  const id = params[cursor]
  if (id !== undefined && !has(id)) {
    throw noSuchGiven(kind, id, cursor)
  }
  return id ?? null
}

/** Checked after each cursor's object: Stripe reports a missing object before it rejects a second cursor. */
export function assertOneCursor(from: unknown, to: unknown): void {
  if (from !== null && to !== null) {
    throw invalidRequest(
      "Received both starting_after and ending_before parameters. Please pass in only one."
    )
  }
}

function positionOf<T extends { id: string }>(
  { items, kind, params }: PageOf<T>,
  cursor: Cursor
): number | null {
  const positionById = (id: string) => items.findIndex((item) => item.id === id)
  const has = (id: string) => positionById(id) >= 0
  const id = checkCursor({ has, kind, params }, cursor)
  return id === null ? null : positionById(id)
}
