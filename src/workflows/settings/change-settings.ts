/**
 * Changes the settings of the admin: checked as the options are, one row per change, with
 * its author.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import {
  differenceOf,
  type OrderSettings,
  rulesSinceOf,
  type SettingsDifference,
} from "../../modules/stripe-checkout/domain/order-status/order-settings"
import {
  checkDifference,
  checkSettings,
  type CheckedSettings,
} from "../../modules/stripe-checkout/options/order-settings-option"
import type { SettingsInForce } from "../../modules/stripe-checkout/settings-in-force"
import { newRowId, resolveModule } from "../support/module"

export interface SettingsEdit {
  /** The version that was edited: somebody else's newer one is not overwritten. */
  readonly version: number
  /** The user's id. */
  readonly actor: string | null
}

/**
 * @throws MedusaError `MedusaError.Types.INVALID_DATA` with every problem,
 * `MedusaError.Types.CONFLICT` when the settings were changed meanwhile, and
 * `MedusaError.Types.NOT_ALLOWED` when the options keep them in code.
 */
export async function changeSettings(
  container: MedusaContainer,
  edit: SettingsEdit & { readonly settings: OrderSettings }
): Promise<SettingsInForce> {
  return store(container, edit, {
    checked: checkSettings(edit.settings),
    restoredVersion: null,
  })
}

/**
 * @throws MedusaError as above, and `MedusaError.Types.NOT_FOUND` where there is no such
 * version. 0 is the options.
 */
export async function restoreSettings(
  container: MedusaContainer,
  edit: SettingsEdit & { readonly restore: number }
): Promise<SettingsInForce> {
  const { currentSettings } = resolveModule(container)
  const difference = await findDifference(container, edit.restore)
  return store(container, edit, {
    checked: checkDifference(currentSettings.defaults, difference),
    restoredVersion: edit.restore,
  })
}

async function findDifference(
  container: MedusaContainer,
  version: number
): Promise<SettingsDifference> {
  if (version === 0) {
    return {}
  }
  const row = await resolveModule(container).settings.find(version)
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no version ${version} of the settings.`
    )
  }
  return row.difference
}

async function store(
  container: MedusaContainer,
  { version, actor }: SettingsEdit,
  {
    checked,
    restoredVersion,
  }: {
    readonly checked: CheckedSettings
    readonly restoredVersion: number | null
  }
): Promise<SettingsInForce> {
  const { currentSettings, settings: rows } = resolveModule(container)
  if (currentSettings.isLocked) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      'The option settings is "locked", so the settings are kept in medusa-config. Change them there.'
    )
  }
  if (!checked.isValid) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      checked.problems.map(({ message }) => message).join("\n")
    )
  }
  const before = await currentSettings.readNow()
  if (before.version !== version) {
    throw changedMeanwhile()
  }
  const row = await rows.store({
    id: newRowId("scset"),
    version: version + 1,
    difference: differenceOf(checked.settings, currentSettings.defaults),
    rulesSince: rulesSinceOf(
      checked.settings,
      before,
      new Date().toISOString()
    ),
    actor,
    restoredVersion,
  })
  currentSettings.forget()
  if (!row) {
    throw changedMeanwhile()
  }
  return currentSettings.fromRow(row)
}

function changedMeanwhile(): MedusaError {
  return new MedusaError(
    MedusaError.Types.CONFLICT,
    "The settings were changed meanwhile. Reload them, and make your change again."
  )
}
