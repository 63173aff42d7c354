/**
 * What a key and a signing secret must be. Messages never repeat the value.
 */
export const STRIPE_API_BASE = "https://api.stripe.com"

interface Secrets {
  readonly apiKey?: unknown
  readonly webhookSecret?: unknown
}

/** Reads what was given before its shape is known, so that all problems are reported at once. */
export function findSecretProblems(
  options: Secrets & { readonly apiBase?: unknown; readonly accounts?: unknown }
): string[] {
  const { apiBase, accounts } = options
  const base = typeof apiBase === "string" ? apiBase : STRIPE_API_BASE
  const further = isObject(accounts) ? Object.entries(accounts) : []
  return [
    ...findProblemsOf(options, "", base),
    ...further.flatMap(([name, account]) =>
      isObject(account)
        ? findProblemsOf(account, `accounts.${name}.`, base)
        : []
    ),
  ]
}

/**
 * What is not a text is refused by the schema, which says so. Only the first account's
 * secrets have variables whose names we know.
 */
function findProblemsOf(
  { apiKey = "", webhookSecret }: Secrets,
  prefix: "" | `accounts.${string}.`,
  apiBase: string
): string[] {
  const subject = (option: string, variable: string): string =>
    prefix === "" ? `${option} (${variable})` : `${prefix}${option}`
  const isList = Array.isArray(webhookSecret)
  const given: unknown[] = isList ? webhookSecret : [webhookSecret ?? []].flat()
  const texts = given.filter((secret) => typeof secret === "string")
  return [
    ...(typeof apiKey === "string" ? checkApiKey(apiKey, apiBase) : []).map(
      (problem) => `${subject("apiKey", "STRIPE_API_KEY")} ${problem}`
    ),
    ...(texts.length === given.length
      ? checkWebhookSecrets(splitSecrets(isList ? texts : texts[0]))
      : []
    ).map(
      (problem) =>
        `${subject("webhookSecret", "STRIPE_WEBHOOK_SECRET")} ${problem}`
    ),
  ]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** Live keys start with sk_live_ or rk_live_. */
export function isLiveKey(apiKey: string): boolean {
  return /^[sr]k_live_/.test(apiKey)
}

function checkApiKey(apiKey: string, apiBase: string): string[] {
  if (apiKey.trim() === "") {
    return [
      "is missing. Set it to a secret key (sk_…) or a restricted key (rk_…) from Stripe's Dashboard, Developers > API keys.",
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
  if (isLiveKey(apiKey) && originOf(apiBase) !== STRIPE_API_BASE) {
    return [
      `is a live key, but apiBase is not ${STRIPE_API_BASE}. A live key must be sent only to Stripe; use a test key here, or remove apiBase (STRIPE_API_BASE).`,
    ]
  }
  return []
}

function checkWebhookSecrets(secrets: readonly string[]): string[] {
  if (!secrets.length) {
    return [
      "is missing. Set it to the signing secret (whsec_…) of the endpoint in Stripe's Dashboard, Developers > Webhooks. Without it anyone could forge a payment.",
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

export function splitSecrets(given: string | string[] | undefined): string[] {
  const list = Array.isArray(given) ? given : (given?.split(",") ?? [])
  return list.map((secret) => secret.trim())
}

function originOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).origin : null
}
