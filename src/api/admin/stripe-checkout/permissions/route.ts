import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { POLICIES } from "../../../../modules/stripe-checkout/domain/permissions"
import { describePermission } from "./describe-permission"
import type { PermissionsAnswer } from "./responses"

/** What the user may do here, so that the admin offers nothing that would be refused. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<PermissionsAnswer>
): Promise<void> {
  const [read, update, settings, refund] = await Promise.all([
    describePermission(req, POLICIES.read),
    describePermission(req, POLICIES.update),
    describePermission(req, POLICIES.settings),
    describePermission(req, POLICIES.refund, POLICIES.readPayment),
  ])
  res.json({ read, update, settings, refund })
}
