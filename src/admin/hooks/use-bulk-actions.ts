import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  type QueryClient,
  useIsMutating,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  BulkRequestAnswer,
  BulkRequestsAnswer,
} from "../../api/admin/stripe-checkout/bulk-requests/responses"
import { sdk } from "../lib/sdk"
import { BULK_PATH, bulkKeys, type SelectedOrders } from "./use-bulk-requests"
import { paymentListKeys } from "./use-payments"

export interface BulkStart extends SelectedOrders {
  /** Sent again after a lost answer, it acts once. */
  readonly request_id: string
}

type BulkAction<Request> = UseMutationResult<
  BulkRequestAnswer,
  FetchError,
  Request
>

/** The drawer shows the error itself. */
export function useStartBulkRequest(): BulkAction<BulkStart> {
  const client = useQueryClient()
  return useMutation<BulkRequestAnswer, FetchError, BulkStart>({
    mutationKey: [...bulkKeys.action, "start"],
    mutationFn: (body) =>
      sdk.client.fetch(BULK_PATH, { method: "POST", body: { ...body } }),
    onSuccess: (answer) => show(client, answer),
    onSettled: () => void refreshAfterBulkRequest(client),
  })
}

export function useChangeBulkRequest(
  id: string,
  change: "stop" | "resume"
): BulkAction<Record<string, never>> {
  const { t } = useTranslation("stripeCheckout")
  const client = useQueryClient()
  return useMutation<BulkRequestAnswer, FetchError, Record<string, never>>({
    mutationKey: [...bulkKeys.action, change, id],
    mutationFn: (body) =>
      sdk.client.fetch(`${BULK_PATH}/${id}/${change}`, {
        method: "POST",
        body,
      }),
    onSuccess: (answer) => show(client, answer),
    onError: ({ message }) =>
      toast.error(t(`payments.bulk.toast.${change}Failed`), {
        description: message,
      }),
    onSettled: () => void refreshAfterBulkRequest(client),
  })
}

/** One at a time: what one changes decides about the next. */
export function useIsBulkBusy(): boolean {
  return useIsMutating({ mutationKey: bulkKeys.action }) > 0
}

/** At once, before the list of bulk requests is read again. */
function show(client: QueryClient, answer: BulkRequestAnswer): void {
  const { bulk_request: shown } = answer
  client.setQueryData<BulkRequestAnswer>(bulkKeys.one(shown.id), answer)
  client.setQueryData<BulkRequestsAnswer>(bulkKeys.newest(), (known) => {
    const others = known?.bulk_requests ?? []
    return {
      bulk_requests: others.some(({ id }) => id === shown.id)
        ? others.map((other) => (other.id === shown.id ? shown : other))
        : [shown, ...others],
    }
  })
}

/** The payments, their counts, and what is known of bulk requests. */
export async function refreshAfterBulkRequest(
  client: QueryClient
): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: bulkKeys.all }),
    client.invalidateQueries({ queryKey: paymentListKeys.all }),
  ])
}
