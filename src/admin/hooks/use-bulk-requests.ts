import type { FetchError } from "@medusajs/js-sdk"
import {
  keepPreviousData,
  useQuery,
  type UseQueryResult,
} from "@tanstack/react-query"

import type {
  BulkPreviewAnswer,
  BulkRequestAnswer,
  BulkRequestDescription,
  BulkRequestsAnswer,
  BulkResultsAnswer,
} from "../../api/admin/stripe-checkout/bulk-requests/responses"
import { type BulkKind, isRunning } from "../lib/bulk-requests"
import { sdk } from "../lib/sdk"

export const BULK_PATH = "/admin/stripe-checkout/bulk-requests"

/** Whatever begins with `all` is about bulk requests. */
export const bulkKeys = {
  all: ["stripe-checkout", "bulk-requests"] as const,
  newest: () => [...bulkKeys.all, "newest"] as const,
  one: (id: string) => [...bulkKeys.all, "one", id] as const,
  results: (id: string, page: ResultPage) =>
    [...bulkKeys.all, "results", id, page] as const,
  preview: (orders: SelectedOrders) =>
    [...bulkKeys.all, "preview", orders] as const,
  action: ["stripe-checkout", "bulk-actions"] as const,
}

/** While it is carried out: short enough to watch it. */
const BUSY_INTERVAL_MS = 2_000

/** Otherwise: what colleagues start shows up by itself. */
const IDLE_INTERVAL_MS = 30_000

/** Also those of colleagues, and those that were started before the page was loaded. */
export function useBulkRequests(): UseQueryResult<
  BulkRequestsAnswer,
  FetchError
> {
  return useQuery<BulkRequestsAnswer, FetchError>({
    queryKey: bulkKeys.newest(),
    queryFn: ({ signal }) => sdk.client.fetch(BULK_PATH, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: IDLE_INTERVAL_MS,
  })
}

/** Alone, because the list of all of them is too much to be read every two seconds. */
export function useBulkRequest(listed: BulkRequestDescription): UseQueryResult<
  BulkRequestAnswer,
  FetchError
> & {
  readonly data: BulkRequestAnswer
} {
  return useQuery<BulkRequestAnswer, FetchError>({
    queryKey: bulkKeys.one(listed.id),
    queryFn: ({ signal }) =>
      sdk.client.fetch(`${BULK_PATH}/${listed.id}`, { signal }),
    initialData: { bulk_request: listed },
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) =>
      state.data && isRunning(state.data.bulk_request)
        ? BUSY_INTERVAL_MS
        : IDLE_INTERVAL_MS,
  })
}

export interface SelectedOrders {
  readonly kind: BulkKind
  readonly order_ids: readonly string[]
}

export function useBulkPreview(
  orders: SelectedOrders
): UseQueryResult<BulkPreviewAnswer, FetchError> {
  return useQuery<BulkPreviewAnswer, FetchError>({
    queryKey: bulkKeys.preview(orders),
    queryFn: ({ signal }) =>
      sdk.client.fetch(`${BULK_PATH}/preview`, {
        method: "POST",
        body: orders,
        signal,
      }),
    staleTime: 0,
    // Nobody confirms what an earlier preview said.
    gcTime: 0,
  })
}

export const RESULTS_PER_PAGE = 20

export interface ResultPage {
  readonly status: string | undefined
  readonly offset: number
}

export function useBulkResults(
  request: BulkRequestDescription,
  page: ResultPage
): UseQueryResult<BulkResultsAnswer, FetchError> {
  return useQuery<BulkResultsAnswer, FetchError>({
    queryKey: bulkKeys.results(request.id, page),
    queryFn: ({ signal }) =>
      sdk.client.fetch(`${BULK_PATH}/${request.id}/results`, {
        query: {
          limit: RESULTS_PER_PAGE,
          offset: page.offset,
          ...(page.status === undefined ? {} : { status: page.status }),
        },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: isRunning(request) ? BUSY_INTERVAL_MS : false,
  })
}
