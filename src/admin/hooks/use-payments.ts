import type { FetchError } from "@medusajs/js-sdk"
import { useQuery, type UseQueryResult } from "@tanstack/react-query"

import type {
  PaymentCountsAnswer,
  PaymentsAnswer,
} from "../../api/admin/stripe-checkout/payments/responses"
import { type PaymentListState, toListQuery } from "../lib/payment-list-state"
import { sdk } from "../lib/sdk"

const PATH = "/admin/stripe-checkout/payments"

/** Whatever begins with `all` is about the list. */
export const paymentListKeys = {
  all: ["stripe-checkout", "payments"] as const,
  list: (state: PaymentListState) =>
    [...paymentListKeys.all, state.view, toListQuery(state)] as const,
  counts: () => [...paymentListKeys.all, "counts"] as const,
}

/** What webhooks and colleagues change shows up without a reload. */
const LIST_INTERVAL_MS = 30_000

const COUNTS_INTERVAL_MS = 60_000

export function usePayments(
  state: PaymentListState
): UseQueryResult<PaymentsAnswer, FetchError> {
  const queryKey = paymentListKeys.list(state)
  return useQuery<PaymentsAnswer, FetchError>({
    queryKey,
    queryFn: ({ signal }) =>
      sdk.client.fetch(PATH, { query: toListQuery(state), signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: LIST_INTERVAL_MS,
    // The rows stay while a page is turned, but never under the name of another view.
    placeholderData: (previous, query) =>
      query?.queryKey[2] === state.view ? previous : undefined,
  })
}

export function usePaymentCounts(): UseQueryResult<
  PaymentCountsAnswer,
  FetchError
> {
  return useQuery<PaymentCountsAnswer, FetchError>({
    queryKey: paymentListKeys.counts(),
    queryFn: ({ signal }) => sdk.client.fetch(`${PATH}/counts`, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: COUNTS_INTERVAL_MS,
  })
}
