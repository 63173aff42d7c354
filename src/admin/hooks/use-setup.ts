import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  useIsMutating,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { HealthDescription } from "../../api/admin/stripe-checkout/health/responses"
import type { SetupAnswer } from "../../api/admin/stripe-checkout/setup/responses"
import type { EndpointConfiguration } from "../../api/admin/stripe-checkout/webhook-endpoint/responses"
import { sdk } from "../lib/sdk"

const SETUP = ["stripe-checkout", "setup"] as const
const HEALTH = ["stripe-checkout", "health"] as const
const ACTION = ["stripe-checkout", "webhook-endpoint"] as const

export function useSetup(): UseQueryResult<SetupAnswer, FetchError> {
  return useQuery<SetupAnswer, FetchError>({
    queryKey: SETUP,
    queryFn: ({ signal }) =>
      sdk.client.fetch("/admin/stripe-checkout/setup", { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
}

export function useHealth(): UseQueryResult<HealthDescription, FetchError> {
  return useQuery<HealthDescription, FetchError>({
    queryKey: HEALTH,
    queryFn: ({ signal }) =>
      sdk.client.fetch("/admin/stripe-checkout/health", { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
  })
}

export interface EndpointAction {
  readonly account: string
  readonly action: "repair" | "rotate" | "retire"
}

export function useConfigureEndpoint(): UseMutationResult<
  EndpointConfiguration,
  FetchError,
  EndpointAction
> {
  const { t } = useTranslation("stripeCheckout")
  const client = useQueryClient()
  return useMutation<EndpointConfiguration, FetchError, EndpointAction>({
    mutationKey: ACTION,
    mutationFn: (body) =>
      sdk.client.fetch("/admin/stripe-checkout/webhook-endpoint", {
        method: "POST",
        body,
      }),
    onSuccess: ({ outcome, signing_secret: secret }) => {
      // What was created is shown in a dialog, with its secret.
      if (secret === null) {
        toast.success(t(`settings.webhook.outcome.${outcome}`))
      }
    },
    onError: ({ message }) =>
      toast.error(t("settings.webhook.failed"), { description: message }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: SETUP })
      await client.invalidateQueries({ queryKey: HEALTH })
    },
    // The secret stays nowhere but in the dialog.
    gcTime: 0,
  })
}

export function useIsEndpointBusy(): boolean {
  return useIsMutating({ mutationKey: ACTION }) > 0
}
