import { ordersQueryKeys } from "@medusajs/dashboard/hooks"
import { useQueryClient } from "@tanstack/react-query"
import { useCallback } from "react"

import { orderPaymentsKeys } from "./order-payments-keys"

/** Makes the rest of the order's page read again what the money has changed. */
export function useRefreshOrderPage(orderId: string): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(async () => {
    const keys: readonly unknown[][] = [
      [...ordersQueryKeys.details()],
      ordersQueryKeys.preview(orderId) as unknown[],
      ordersQueryKeys.changes(orderId) as unknown[],
    ]
    await Promise.all(
      keys.map((queryKey) => client.invalidateQueries({ queryKey }))
    )
  }, [client, orderId])
}

/** The same with the card itself. */
export function useRefreshOrder(orderId: string): () => Promise<void> {
  const client = useQueryClient()
  const refreshPage = useRefreshOrderPage(orderId)
  return useCallback(async () => {
    await client.invalidateQueries({
      queryKey: orderPaymentsKeys.detail(orderId),
    })
    await refreshPage()
  }, [client, orderId, refreshPage])
}
