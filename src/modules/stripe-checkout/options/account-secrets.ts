/**
 * The secrets of one Stripe account, checked when the provider and the module
 * start. Messages name the option and the environment variable, never the value.
 */
import { InvalidOptionsError } from "./invalid-options-error"
import {
  type AccountSecrets,
  DEFAULT_ACCOUNT,
  type ResolvedOptions,
} from "./schema"
import { findSecretProblems, splitSecrets } from "./secret-rules"
import { findTransportProblems } from "./transport-rules"

export { isLiveKey } from "./secret-rules"

/** @throws InvalidOptionsError that lists what is wrong with any account, not just this one. */
export function readAccountSecrets(
  options: ResolvedOptions,
  account: string
): AccountSecrets {
  const given =
    account === DEFAULT_ACCOUNT ? options : options.accounts[account]
  const problems = [
    ...(given ? [] : [`accounts.${account} is missing.`]),
    ...findSecretProblems(options),
    ...findTransportProblems(options),
  ]
  if (problems.length) {
    throw new InvalidOptionsError(problems)
  }
  return {
    apiKey: given?.apiKey ?? "",
    webhookSecrets: splitSecrets(given?.webhookSecret),
  }
}
