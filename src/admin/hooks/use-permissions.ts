import type { FetchError } from "@medusajs/js-sdk"
import { useQuery } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type { PermissionsAnswer } from "../../api/admin/stripe-checkout/permissions/responses"
import { sdk } from "../lib/sdk"

/** Roles change seldom, and a user's token keeps its roles until the next login anyway. */
const FRESH_MS = 5 * 60 * 1000

export interface Permission {
  readonly isAllowed: boolean
  /** Why not, for the user; null where it is allowed. */
  readonly refusal: string | null
}

/**
 * What the user may do. Until the server has answered, everything is offered: it refuses by
 * itself what is not allowed.
 */
export function usePermission(name: keyof PermissionsAnswer): Permission {
  const { t } = useTranslation("stripeCheckout")
  const { data } = useQuery<PermissionsAnswer, FetchError>({
    queryKey: ["stripe-checkout", "permissions"],
    queryFn: ({ signal }) =>
      sdk.client.fetch("/admin/stripe-checkout/permissions", { signal }),
    staleTime: FRESH_MS,
    retry: false,
  })
  const permission = data?.[name]
  return permission?.allowed === false
    ? {
        isAllowed: false,
        refusal: t(`permission.${name}`, { policy: permission.policy }),
      }
    : { isAllowed: true, refusal: null }
}
