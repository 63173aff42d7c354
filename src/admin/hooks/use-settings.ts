import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  keepPreviousData,
  useIsMutating,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  SettingsAnswer,
  SettingsChangesAnswer,
  SettingsDescription,
  TrialAnswer,
} from "../../api/admin/stripe-checkout/settings/responses"
import { sdk } from "../lib/sdk"

const PATH = "/admin/stripe-checkout/settings"
const SETTINGS = ["stripe-checkout", "settings"] as const
const CHANGES = [...SETTINGS, "changes"] as const
const ACTION = ["stripe-checkout", "settings-action"] as const

export function useSettings(): UseQueryResult<SettingsAnswer, FetchError> {
  return useQuery<SettingsAnswer, FetchError>({
    queryKey: [...SETTINGS, "in-force"],
    queryFn: ({ signal }) => sdk.client.fetch(PATH, { signal }),
    staleTime: 0,
  })
}

export const CHANGES_PER_PAGE = 5

export function useSettingsChanges(
  offset: number
): UseQueryResult<SettingsChangesAnswer, FetchError> {
  return useQuery<SettingsChangesAnswer, FetchError>({
    queryKey: [...CHANGES, offset],
    queryFn: ({ signal }) =>
      sdk.client.fetch(`${PATH}/changes`, {
        query: { limit: CHANGES_PER_PAGE, offset },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}

/** What the settings would have done; changes nothing. */
export function useTrySettings(): UseMutationResult<
  TrialAnswer,
  FetchError,
  SettingsDescription
> {
  const { t } = useTranslation("stripeCheckout")
  return useMutation<TrialAnswer, FetchError, SettingsDescription>({
    mutationKey: [...ACTION, "try"],
    mutationFn: (settings) =>
      sdk.client.fetch(`${PATH}/try`, { method: "POST", body: { settings } }),
    onError: ({ message }) =>
      toast.error(t("settings.toast.tryFailed"), { description: message }),
  })
}

export interface SettingsEdit {
  readonly version: number
  readonly settings: SettingsDescription
}

export function useSaveSettings(): UseMutationResult<
  SettingsAnswer,
  FetchError,
  SettingsEdit
> {
  return useChange("save", (body) =>
    sdk.client.fetch(PATH, { method: "POST", body })
  )
}

export interface Restoration {
  /** The version that is shown. */
  readonly version: number
  /** 0 for the options. */
  readonly restored: number
}

export function useRestoreSettings(): UseMutationResult<
  SettingsAnswer,
  FetchError,
  Restoration
> {
  return useChange("restore", ({ version, restored }) =>
    sdk.client.fetch(`${PATH}/changes/${restored}/restore`, {
      method: "POST",
      body: { version },
    })
  )
}

/** One at a time: the next change is made to the result of the first. */
export function useAreSettingsBusy(): boolean {
  return useIsMutating({ mutationKey: ACTION }) > 0
}

function useChange<Request>(
  name: "save" | "restore",
  send: (request: Request) => Promise<SettingsAnswer>
): UseMutationResult<SettingsAnswer, FetchError, Request> {
  const { t } = useTranslation("stripeCheckout")
  const client = useQueryClient()
  return useMutation<SettingsAnswer, FetchError, Request>({
    mutationKey: [...ACTION, name],
    mutationFn: send,
    onSuccess: (answer) => {
      client.setQueryData([...SETTINGS, "in-force"], answer)
      toast.success(t("settings.toast.saved"))
    },
    onError: ({ message }) =>
      toast.error(t("settings.toast.notSaved"), { description: message }),
    onSettled: () => client.invalidateQueries({ queryKey: SETTINGS }),
  })
}
