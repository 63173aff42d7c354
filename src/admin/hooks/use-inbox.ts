import type { FetchError } from "@medusajs/js-sdk"
import {
  useInfiniteQuery,
  type UseInfiniteQueryResult,
  type InfiniteData,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query"

import type { DiscrepanciesAnswer } from "../../api/admin/stripe-checkout/discrepancies/responses"
import type {
  EventAnswer,
  EventsAnswer,
} from "../../api/admin/stripe-checkout/events/responses"
import type { RunsAnswer } from "../../api/admin/stripe-checkout/runs/responses"
import { sdk } from "../lib/sdk"

/** The react-query keys of the three lists. */
export const inboxKeys = {
  all: ["stripe-checkout", "inbox"] as const,
  list: (name: string, filter: Filter) =>
    ["stripe-checkout", "inbox", name, filter] as const,
  event: (id: string) => ["stripe-checkout", "inbox", "event", id] as const,
  action: ["stripe-checkout", "inbox-actions"] as const,
}

/** What is not chosen is left out. */
export type Filter = Readonly<Record<string, string | undefined>>

interface Pages {
  readonly next_cursor: string | null
}

export type Listed<Answer> = UseInfiniteQueryResult<
  InfiniteData<Answer>,
  FetchError
>

/** While something is under way: short enough to watch it. */
const BUSY_INTERVAL_MS = 2_000

/** Otherwise: what webhooks and colleagues change shows up by itself. */
const IDLE_INTERVAL_MS = 15_000

export function useEvents(filter: Filter): Listed<EventsAnswer> {
  return useList<EventsAnswer>("events", filter, (pages) =>
    pages.some(({ unsettled }) => unsettled.received > 0)
  )
}

export function useRuns(filter: Filter): Listed<RunsAnswer> {
  return useList<RunsAnswer>("runs", filter, (pages) =>
    pages.some(({ runs }) => runs.some(({ status }) => status === "running"))
  )
}

export function useDiscrepancies(filter: Filter): Listed<DiscrepanciesAnswer> {
  return useList<DiscrepanciesAnswer>("discrepancies", filter, () => false)
}

export function useEvent(
  id: string | null
): UseQueryResult<EventAnswer, FetchError> {
  return useQuery<EventAnswer, FetchError>({
    queryKey: inboxKeys.event(id ?? ""),
    queryFn: ({ signal }) =>
      sdk.client.fetch(`/admin/stripe-checkout/events/${id ?? ""}`, { signal }),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.event.status === "received" ? BUSY_INTERVAL_MS : false,
  })
}

function useList<Answer extends Pages>(
  name: string,
  filter: Filter,
  isBusy: (pages: readonly Answer[]) => boolean
): Listed<Answer> {
  return useInfiniteQuery<
    Answer,
    FetchError,
    InfiniteData<Answer>,
    readonly unknown[],
    string | null
  >({
    queryKey: inboxKeys.list(name, filter),
    queryFn: ({ pageParam, signal }) =>
      sdk.client.fetch(`/admin/stripe-checkout/${name}`, {
        query: {
          ...given(filter),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) =>
      isBusy(state.data?.pages ?? []) ? BUSY_INTERVAL_MS : IDLE_INTERVAL_MS,
  })
}

function given(filter: Filter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter).filter(
      (entry): entry is [string, string] => !!entry[1]
    )
  )
}
