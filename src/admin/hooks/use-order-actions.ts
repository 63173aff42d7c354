import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  useIsMutating,
  useMutation,
  type UseMutationResult,
} from "@tanstack/react-query"

import { sdk } from "../lib/sdk"
import { orderPaymentsKeys } from "./order-payments-keys"
import { useRefreshOrder } from "./use-refresh-order"

interface OrderAction<Answer> {
  /** The route under the order's. */
  readonly name: "capture" | "release" | "status" | "synchronize"
  /** What a person reads above the server's reason. */
  readonly failureTitle: string
  readonly onAnswer: (answer: Answer) => void
}

/** One request that changes the order's money; the page is read anew afterwards. */
export function useOrderAction<Answer, Body extends object>(
  orderId: string,
  { name, failureTitle, onAnswer }: OrderAction<Answer>
): UseMutationResult<Answer, FetchError, Body> {
  const refresh = useRefreshOrder(orderId)
  return useMutation<Answer, FetchError, Body>({
    mutationKey: orderPaymentsKeys.action(orderId, name),
    mutationFn: (body) =>
      sdk.client.fetch(`/admin/stripe-checkout/orders/${orderId}/${name}`, {
        method: "POST",
        body,
      }),
    onSuccess: onAnswer,
    onError: ({ message }) =>
      toast.error(failureTitle, { description: message }),
    // Also after a failure: part of it may have been done.
    onSettled: refresh,
  })
}

/** One at a time: what the first one does decides what the next one can do. */
export function useIsOrderBusy(orderId: string): boolean {
  return useIsMutating({ mutationKey: orderPaymentsKeys.action(orderId) }) > 0
}
