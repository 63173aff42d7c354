/**
 * The secrets of one Stripe account, checked when the provider and the module
 * start. Messages name the option and the environment variable, never the value.
 */
import {
  type AccountSecrets,
  DEFAULT_ACCOUNT,
  InvalidOptionsError,
  type ResolvedOptions,
  STRIPE_API_BASE,
} from "./schema"

/** @throws InvalidOptionsError that lists everything that is missing or wrong. */
export function readAccountSecrets(
  options: ResolvedOptions,
  account: string
): AccountSecrets {
  const isDefault = account === DEFAULT_ACCOUNT
  const given = isDefault ? options : options.accounts[account]
  const prefix = isDefault ? "" : `accounts.${account}.`
  const apiKey = given?.apiKey ?? ""
  const webhookSecrets = splitSecrets(given?.webhookSecret)

  const problems = [
    ...checkApiKey(apiKey, options.apiBase).map(
      (problem) => `${prefix}apiKey ${problem}`
    ),
    ...checkWebhookSecrets(webhookSecrets).map(
      (problem) => `${prefix}webhookSecret ${problem}`
    ),
    ...(isDefault ? checkTransport(options) : []),
  ]
  if (problems.length) {
    throw new InvalidOptionsError(problems)
  }
  return { apiKey, webhookSecrets }
}

/** Live keys start with sk_live_ or rk_live_. */
export function isLiveKey(apiKey: string): boolean {
  return /^[sr]k_live_/.test(apiKey)
}

function checkApiKey(apiKey: string, apiBase: string): string[] {
  if (apiKey.trim() === "") {
    return [
      "is missing. Set STRIPE_API_KEY to a secret key (sk_…) or a restricted key (rk_…) from Stripe's Dashboard, Developers > API keys.",
    ]
  }
  if (apiKey.startsWith("pk_")) {
    return [
      "is a publishable key (pk_…), which cannot take payments. Use the secret key (sk_…) or a restricted key (rk_…).",
    ]
  }
  if (!/^[sr]k_(live|test)_\S+$/.test(apiKey)) {
    return [
      "is not a Stripe key. A key starts with sk_test_, sk_live_, rk_test_ or rk_live_ and contains no spaces.",
    ]
  }
  if (isLiveKey(apiKey) && new URL(apiBase).origin !== STRIPE_API_BASE) {
    return [
      `is a live key, but apiBase is not ${STRIPE_API_BASE}. A live key must be sent only to Stripe; use a test key here, or remove apiBase (STRIPE_API_BASE).`,
    ]
  }
  return []
}

function checkWebhookSecrets(secrets: readonly string[]): string[] {
  if (!secrets.length) {
    return [
      "is missing. Set STRIPE_WEBHOOK_SECRET to the signing secret (whsec_…) of the endpoint in Stripe's Dashboard, Developers > Webhooks. Without it anyone could forge a payment.",
    ]
  }
  return secrets.flatMap((secret, index) => {
    const which = secrets.length > 1 ? `(number ${index + 1}) ` : ""
    if (secret === "") {
      return [
        `${which}is blank. A blank secret verifies anything that anyone sends; use the endpoint's whsec_… secret.`,
      ]
    }
    return /^whsec_\S{8,}$/.test(secret)
      ? []
      : [
          `${which}is not a signing secret. A signing secret starts with whsec_; an API key (sk_…) does not belong here.`,
        ]
  })
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

function splitSecrets(given: string | string[] | undefined): string[] {
  const list = Array.isArray(given) ? given : (given?.split(",") ?? [])
  return list.map((secret) => secret.trim())
}
