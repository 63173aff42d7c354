import type { MedusaContainer } from "@medusajs/framework/types"

import type { SettingsInForce } from "../../../../modules/stripe-checkout/settings-in-force"
import { resolveModule } from "../../../../workflows/support/module"
import type { SettingsAnswer } from "./responses"
import { describeProblem, describeSettings } from "./settings-view"

export function describeInForce(
  container: MedusaContainer,
  { version, settings, problems }: SettingsInForce
): SettingsAnswer {
  const { currentSettings, options } = resolveModule(container)
  return {
    version,
    is_locked: currentSettings.isLocked,
    metadata_key: options.orderStatus.metadataKey,
    settings: describeSettings(settings),
    defaults: describeSettings(currentSettings.defaults),
    problems: problems.map(describeProblem),
  }
}
