/** The plugin's settings, as the admin's page changes them. */
import type {
  SettingsAnswer,
  SettingsChangesAnswer,
  SettingsDescription,
  TrialAnswer,
} from "../../src/api/admin/stripe-checkout/settings/responses"
import type { StripeStore } from "./stripe-store"

type Admin = Pick<StripeStore, "admin">

const PATH = "/admin/stripe-checkout/settings"

export function readSettings({ admin }: Admin): Promise<SettingsAnswer> {
  return admin.client.fetch(PATH)
}

/** Changes only what is named. */
export async function changeSettings(
  store: Admin,
  changes: Partial<SettingsDescription>,
  version?: number
): Promise<SettingsAnswer> {
  const present = await readSettings(store)
  return store.admin.client.fetch(PATH, {
    method: "POST",
    body: {
      version: version ?? present.version,
      settings: { ...present.settings, ...changes },
    },
  })
}

export async function trySettings(
  store: Admin,
  changes: Partial<SettingsDescription>
): Promise<TrialAnswer> {
  const { settings } = await readSettings(store)
  return store.admin.client.fetch(`${PATH}/try`, {
    method: "POST",
    body: { settings: { ...settings, ...changes } },
  })
}

export function readChanges(
  { admin }: Admin,
  query: { limit?: number; offset?: number } = {}
): Promise<SettingsChangesAnswer> {
  return admin.client.fetch(`${PATH}/changes`, { query })
}

export async function restoreSettings(
  store: Admin,
  restored: number
): Promise<SettingsAnswer> {
  const { version } = await readSettings(store)
  return store.admin.client.fetch(`${PATH}/changes/${restored}/restore`, {
    method: "POST",
    body: { version },
  })
}
