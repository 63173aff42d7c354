/** The shop's accounts at the emulator: the first one's key and secret, and those of further ones among the options. */
import type { EmulatorControls } from "../stripe-emulator/controls"

export const API_KEY = "sk_test_emulated"
export const WEBHOOK_SECRET = "whsec_for_tests_only"

export type Accounts = Record<string, { apiKey: string; webhookSecret: string }>

export function apiKeysOf(accounts: Accounts = {}): string[] {
  return [API_KEY, ...Object.values(accounts).map(({ apiKey }) => apiKey)]
}

/** Each account has a webhook of its own. */
export async function registerAccounts(
  stripe: EmulatorControls,
  baseUrl: string,
  accounts: Accounts = {}
): Promise<void> {
  const url = `${baseUrl}/hooks/stripe-checkout`
  await stripe.registerWebhookEndpoint({
    url,
    secret: WEBHOOK_SECRET,
    apiKey: API_KEY,
  })
  for (const [name, { apiKey, webhookSecret: secret }] of Object.entries(
    accounts
  )) {
    await stripe.registerWebhookEndpoint({
      url: `${url}/${name}`,
      secret,
      apiKey,
    })
  }
}
