import type Stripe from "stripe"
import type { Collection } from "../state/collection"
import {
  type PageParams,
  checkCursor,
  isBefore,
  isWithin,
  limitOf,
  pageOf,
  assertOneCursor,
} from "./paginate"

type ListOf<Stored, Item> = {
  collection: Collection<Stored>
  /** Limits the list to what belongs to one object, such as a PaymentIntent. */
  under?: string | undefined
  createdAt: (stored: Stored) => number
  /** The object to list, or null if the filters exclude it. */
  show: (stored: Stored) => Item | null
  params: PageParams & { created?: Stripe.RangeQueryParam | number }
  url: string
  kind: string
}

/** Newest first. Walks from the cursor until the page is full, so the cost does not depend on the size of the list. */
export function pageFrom<Stored, Item extends { id: string }>(
  list: ListOf<Stored, Item>
): Stripe.ApiList<Item> {
  const { collection, kind, params, under, url } = list
  if (under !== undefined) {
    const items = [...shown(list, collection.under(under))]
    return pageOf({ items, kind, params, url })
  }
  const has = (id: string) => collection.has(id)
  const from = checkCursor({ has, kind, params }, "starting_after")
  const to = checkCursor({ has, kind, params }, "ending_before")
  assertOneCursor(from, to)
  const walk =
    to === null
      ? downTo(list, collection.newestFirst(from ?? undefined))
      : collection.after(to)
  const limit = limitOf(params)
  const found = take(limit + 1, shown(list, walk))
  const data = found.slice(0, limit)
  return {
    object: "list",
    data: to === null ? data : data.reverse(),
    has_more: found.length > limit,
    url,
  }
}

function* shown<Stored, Item>(
  { createdAt, params, show }: ListOf<Stored, Item>,
  walk: Iterable<Stored>
): Generator<Item> {
  for (const stored of walk) {
    const item = isWithin(createdAt(stored), params.created)
      ? show(stored)
      : null
    if (item !== null) {
      yield item
    }
  }
}

/** Objects come newest first, so the first one older than the range ends the walk. */
function* downTo<Stored, Item>(
  { createdAt, params }: ListOf<Stored, Item>,
  walk: Iterable<Stored>
): Generator<Stored> {
  for (const stored of walk) {
    if (isBefore(createdAt(stored), params.created)) {
      return
    }
    yield stored
  }
}

function take<Item>(count: number, items: Iterable<Item>): Item[] {
  const taken: Item[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length === count) {
      break
    }
  }
  return taken
}
