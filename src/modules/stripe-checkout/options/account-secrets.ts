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
    ...checkTransport(options),
  ]
  if (problems.length) {
    throw new InvalidOptionsError(problems)
  }
  return {
    apiKey: given?.apiKey ?? "",
    webhookSecrets: splitSecrets(given?.webhookSecret),
  }
}

function checkTransport(options: ResolvedOptions): string[] {
  if (process.env["NODE_ENV"] !== "production") {
    return []
  }
  return (["backendUrl", "storefrontUrl"] as const)
    .filter((name) => isPlainHttpBeyondThisMachine(options[name]))
    .map(
      (name) =>
        `${name} is plain http, so anyone on the network path could read and change it. Use https in production.`
    )
}

/** Plain http is fine on the developer's own machine, whatever NODE_ENV says. */
function isPlainHttpBeyondThisMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === "http:" && !isLoopback(hostname)
}

export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname.startsWith("127.") ||
    hostname === "[::1]"
  )
}
