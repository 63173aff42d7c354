import { hasPermission } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { FeatureFlag } from "@medusajs/framework/utils"

import {
  nameOfPolicy,
  type Policy,
} from "../../../../modules/stripe-checkout/domain/permissions"
import type { PermissionDescription } from "./responses"

/** As Medusa itself decides about a route: by the roles in the user's token. */
export async function describePermission(
  { auth_context, scope }: AuthenticatedMedusaRequest,
  policy: Policy
): Promise<PermissionDescription> {
  const roles = readRoles(auth_context.app_metadata)
  const isAllowed =
    !FeatureFlag.isFeatureEnabled("rbac") ||
    (roles.length > 0 &&
      (await hasPermission({ roles, actions: policy, container: scope })))
  return { allowed: isAllowed, policy: nameOfPolicy(policy) }
}

/** Medusa refuses whoever has none, such as API keys. */
function readRoles(metadata: Record<string, unknown> | undefined): string[] {
  const roles = metadata?.["roles"]
  return Array.isArray(roles)
    ? roles.filter((role) => typeof role === "string")
    : []
}
