import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { resolveModule } from "../../../../../workflows/support/module"
import type { SettingsChangesAnswer } from "../responses"
import { describeChange } from "../settings-view"
import type { ListSettingsChanges } from "../validators"

/** Who changed what and when, newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListSettingsChanges>,
  res: MedusaResponse<SettingsChangesAnswer>
): Promise<void> {
  const { limit, offset } = req.validatedQuery
  const { currentSettings, settings } = resolveModule(req.scope)
  // Each is compared with the one before it.
  const rows = await settings.list({ limit: limit + 1, offset })
  const newest = offset === 0 ? rows[0] : await settings.newest()
  res.json({
    changes: rows
      .slice(0, limit)
      .map((row, index) =>
        describeChange(row, rows[index + 1], currentSettings.defaults)
      ),
    // Versions are counted from 1, and none is ever removed.
    count: newest?.version ?? 0,
    limit,
    offset,
  })
}
