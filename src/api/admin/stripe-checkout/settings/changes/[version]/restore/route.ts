import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { restoreSettings } from "../../../../../../../workflows/settings/change-settings"
import {
  answerUnlessConflict,
  type Conflict,
} from "../../../../orders/conflict"
import { describeInForce } from "../../../describe-in-force"
import type { SettingsAnswer } from "../../../responses"
import type { RestoreSettings } from "../../../validators"

/** Applies an earlier version again, as a new change; 0 is the options. */
export async function POST(
  req: AuthenticatedMedusaRequest<RestoreSettings>,
  res: MedusaResponse<SettingsAnswer | Conflict>
): Promise<void> {
  await answerUnlessConflict(res, async () =>
    describeInForce(
      req.scope,
      await restoreSettings(req.scope, {
        restore: readVersion(req.params["version"] ?? ""),
        version: req.validatedBody.version,
        actor: req.auth_context.actor_id,
      })
    )
  )
}

/** Anything that is not a number is a version that was never stored. */
function readVersion(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : -1
}
