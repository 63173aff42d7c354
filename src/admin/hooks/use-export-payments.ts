import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import { useMutation, type UseMutationResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import { type PaymentListState, toExportQuery } from "../lib/payment-list-state"
import { sdk } from "../lib/sdk"

/** Downloads the list as it is filtered and sorted now, all pages of it. */
export function useExportPayments(): UseMutationResult<
  unknown,
  FetchError,
  PaymentListState
> {
  const { t } = useTranslation("stripeCheckout")
  return useMutation<unknown, FetchError, PaymentListState>({
    mutationFn: async (state) => {
      const answer = await sdk.client.fetch<Response>(
        "/admin/stripe-checkout/payments/export",
        { query: toExportQuery(state), headers: { accept: "text/csv" } }
      )
      saveAs(await answer.blob(), `payments-${state.view}.csv`)
      if (answer.headers.get("x-truncated") === "true") {
        toast.warning(t("payments.export.truncated"))
      }
    },
    onError: ({ message }) =>
      toast.error(t("payments.export.failed"), { description: message }),
  })
}

function saveAs(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement("a")
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
