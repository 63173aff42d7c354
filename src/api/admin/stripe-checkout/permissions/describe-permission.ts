import { hasPermission } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { FeatureFlag } from "@medusajs/framework/utils"

import {
  nameOfPolicy,
  type Policy,
} from "../../../../modules/stripe-checkout/domain/permissions"
import type { PermissionDescription } from "./responses"

/**
 * As Medusa itself decides about a route: by the roles in the user's token.
 *
 * @param policy by which the permission is named, unless only another one is missing
 * @param others which the route asks for as well
 */
export async function describePermission(
  req: AuthenticatedMedusaRequest,
  policy: Policy,
  ...others: Policy[]
): Promise<PermissionDescription> {
  for (const asked of [policy, ...others]) {
    if (!(await isAllowed(req, asked))) {
      return { allowed: false, policy: nameOfPolicy(asked) }
    }
  }
  return { allowed: true, policy: nameOfPolicy(policy) }
}

async function isAllowed(
  { auth_context, scope }: AuthenticatedMedusaRequest,
  policy: Policy
): Promise<boolean> {
  const roles = readRoles(auth_context.app_metadata)
  return (
    !FeatureFlag.isFeatureEnabled("rbac") ||
    (roles.length > 0 &&
      (await hasPermission({ roles, actions: policy, container: scope })))
  )
}

/** Medusa refuses whoever has none, such as API keys. */
function readRoles(metadata: Record<string, unknown> | undefined): string[] {
  const roles = metadata?.["roles"]
  return Array.isArray(roles)
    ? roles.filter((role) => typeof role === "string")
    : []
}
