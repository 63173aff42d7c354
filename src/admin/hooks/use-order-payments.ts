import type { AdminOrder } from "@medusajs/framework/types"
import type { FetchError } from "@medusajs/js-sdk"
import { useQuery, type UseQueryResult } from "@tanstack/react-query"
import { useEffect, useRef } from "react"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { fingerprintOf } from "../lib/order-payments"
import { sdk } from "../lib/sdk"
import { orderPaymentsKeys } from "./order-payments-keys"
import { useRefreshOrderPage } from "./use-refresh-order"

/** While something is under way: soon enough to feel immediate. */
const IN_FLIGHT_MS = 2_000

/** Otherwise: what webhooks and colleagues change shows up by itself. */
const AT_REST_MS = 5_000

/**
 * The order's payments, kept fresh while somebody looks, in step with the rest of the
 * page: what changes there is read here, and what changes here is read there.
 */
export function useOrderPayments(
  order: AdminOrder
): UseQueryResult<OrderPaymentsDescription, FetchError> {
  const query = useQuery<OrderPaymentsDescription, FetchError>({
    queryKey: orderPaymentsKeys.detail(order.id),
    queryFn: ({ signal }) =>
      sdk.client.fetch(`/admin/stripe-checkout/orders/${order.id}`, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => chooseInterval(state.data),
  })
  useFollowPage(String(order.updated_at), query.refetch)
  useLeadPage(order.id, query.data)
  return query
}

function chooseInterval(
  described: OrderPaymentsDescription | undefined
): number | false {
  if (!described?.payments.length) {
    return false
  }
  return described.is_in_flight ? IN_FLIGHT_MS : AT_REST_MS
}

function useFollowPage(updatedAt: string, refetch: () => unknown): void {
  const seen = useRef(updatedAt)
  useEffect(() => {
    if (seen.current !== updatedAt) {
      seen.current = updatedAt
      refetch()
    }
  }, [updatedAt, refetch])
}

function useLeadPage(
  orderId: string,
  described: OrderPaymentsDescription | undefined
): void {
  const refreshPage = useRefreshOrderPage(orderId)
  const fingerprint = described && fingerprintOf(described)
  const seen = useRef(fingerprint)
  useEffect(() => {
    const isNews = seen.current !== undefined && seen.current !== fingerprint
    seen.current = fingerprint
    if (isNews) {
      void refreshPage()
    }
  }, [fingerprint, refreshPage])
}
