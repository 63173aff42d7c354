import type { FetchError } from "@medusajs/js-sdk"
import { useQuery, type UseQueryResult } from "@tanstack/react-query"

import type { SavedCardOfferAnswer } from "../../api/admin/stripe-checkout/orders/saved-card-responses"
import { sdk } from "../lib/sdk"
import { orderPaymentsKeys } from "./use-order-payments"

/** Stripe is asked while the order owes something and somebody sees it. */
export function useSavedCard(
  orderId: string
): UseQueryResult<SavedCardOfferAnswer, FetchError> {
  return useQuery<SavedCardOfferAnswer, FetchError>({
    queryKey: [...orderPaymentsKeys.methods(orderId), "saved-card"],
    queryFn: ({ signal }) =>
      sdk.client.fetch(`/admin/stripe-checkout/orders/${orderId}/saved-card`, {
        signal,
      }),
    staleTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
  })
}
