import type { AdminOrder } from "@medusajs/framework/types"
import type { FetchError } from "@medusajs/js-sdk"
import {
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query"
import { useCallback, useEffect, useRef } from "react"

import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { fingerprintOf } from "../lib/order-payments"
import { orderQueryKeys } from "../lib/order-query-keys"
import { sdk } from "../lib/sdk"

const ALL = "stripe-checkout"

/** The react-query keys of the card's data and of its running actions. */
export const orderPaymentsKeys = {
  detail: (orderId: string) => [ALL, "orders", orderId] as const,
  methods: (orderId: string) => [ALL, "payment-methods", orderId] as const,
  qrCode: (orderId: string, link: unknown) =>
    [ALL, "qr-code", orderId, link] as const,
  action: (orderId: string, action?: string) => [
    ALL,
    "order-actions",
    orderId,
    ...(action ? [action] : []),
  ],
}

/** While something is pending: short enough to feel immediate. */
const PENDING_INTERVAL_MS = 2_000

/** Otherwise: changes made by webhooks and colleagues show up without a reload. */
const IDLE_INTERVAL_MS = 5_000

/**
 * The order's payments, refreshed while the page is open and kept in step with the
 * rest of it: a change there reloads the card, a change here reloads the page's data.
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
  useRefetchOnOrderUpdate(String(order.updated_at), query.refetch)
  useInvalidateOrderPageOnChange(order.id, query.data)
  return query
}

function chooseInterval(
  orderPayments: OrderPaymentsDescription | undefined
): number | false {
  if (!orderPayments?.payments.length) {
    return false
  }
  return orderPayments.is_pending ? PENDING_INTERVAL_MS : IDLE_INTERVAL_MS
}

function useRefetchOnOrderUpdate(
  updatedAt: string,
  refetch: () => unknown
): void {
  const seen = useRef(updatedAt)
  useEffect(() => {
    if (seen.current !== updatedAt) {
      seen.current = updatedAt
      refetch()
    }
  }, [updatedAt, refetch])
}

function useInvalidateOrderPageOnChange(
  orderId: string,
  orderPayments: OrderPaymentsDescription | undefined
): void {
  const invalidatePage = useInvalidateOrderPage(orderId)
  const fingerprint = orderPayments && fingerprintOf(orderPayments)
  const seen = useRef(fingerprint)
  useEffect(() => {
    const hasChanged =
      seen.current !== undefined && seen.current !== fingerprint
    seen.current = fingerprint
    if (hasChanged) {
      void invalidatePage()
    }
  }, [fingerprint, invalidatePage])
}

/** Makes the rest of the order's page reload what the payments have changed. */
function useInvalidateOrderPage(orderId: string): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(async () => {
    const keys = [
      orderQueryKeys.details,
      orderQueryKeys.preview(orderId),
      orderQueryKeys.changes(orderId),
    ]
    await Promise.all(
      keys.map((queryKey) => client.invalidateQueries({ queryKey }))
    )
  }, [client, orderId])
}

/** The card first, then the rest of the order's page. */
export function useInvalidateOrder(orderId: string): () => Promise<void> {
  const client = useQueryClient()
  const invalidatePage = useInvalidateOrderPage(orderId)
  return useCallback(async () => {
    await client.invalidateQueries({
      queryKey: orderPaymentsKeys.detail(orderId),
    })
    await invalidatePage()
  }, [client, orderId, invalidatePage])
}
