import {
  DEFAULT_ACCOUNT,
  type ResolvedOptions,
  resolveOptions,
} from "../../modules/stripe-checkout/options/schema"

/** The plugin's options, and which of its accounts this provider pays into. */
export type ProviderOptions = Record<string, unknown> & { account?: string }

/** @throws Error that names every option that is wrong. */
export function readProviderOptions(options: ProviderOptions): {
  resolved: ResolvedOptions
  account: string
} {
  const { account = DEFAULT_ACCOUNT, ...rest } = options
  return { resolved: resolveOptions(rest), account }
}
