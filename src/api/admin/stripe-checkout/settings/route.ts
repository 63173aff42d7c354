import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { changeSettings } from "../../../../workflows/settings/change-settings"
import { resolveModule } from "../../../../workflows/support/module"
import { answerUnlessConflict, type Conflict } from "../orders/conflict"
import { describeInForce } from "./describe-in-force"
import type { SettingsAnswer } from "./responses"
import { readSettings } from "./settings-view"
import type { ChangeSettings } from "./validators"

/** When money is captured or released, and which statuses are written. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<SettingsAnswer>
): Promise<void> {
  const { currentSettings } = resolveModule(req.scope)
  const inForce = currentSettings.isLocked
    ? await currentSettings.read()
    : await currentSettings.readNow()
  res.json(describeInForce(req.scope, inForce))
}

/** Changes them in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<ChangeSettings>,
  res: MedusaResponse<SettingsAnswer | Conflict>
): Promise<void> {
  const { settings, version } = req.validatedBody
  await answerUnlessConflict(res, async () =>
    describeInForce(
      req.scope,
      await changeSettings(req.scope, {
        settings: readSettings(settings),
        version,
        actor: req.auth_context.actor_id,
      })
    )
  )
}
