/**
 * How far a shop is set up, and what to do next. Pure.
 */

export interface SetupFacts {
  /** Why Stripe does not accept the key or does not answer; null where it does. */
  readonly stripeError: string | null
  readonly missingPermissions: readonly string[]
  readonly webhookUrl: string
  readonly webhook:
    "unknown" | "missing" | "different" | "secret_missing" | "ok"
  /** An ISO date; null where no genuine webhook ever arrived. */
  readonly webhookReceivedAt: string | null
  readonly providerId: string
  /** Names of the regions where shoppers can choose it. */
  readonly regions: readonly string[]
  readonly storefrontUrl: string
  /** Nobody but this machine or network reaches it. */
  readonly isStorefrontLocal: boolean
  readonly isLiveMode: boolean
  readonly hasOrder: boolean
}

export interface ChecklistEntry {
  readonly name:
    | "key"
    | "webhook_endpoint"
    | "webhook_received"
    | "region"
    | "storefront_url"
    | "first_payment"
  readonly isDone: boolean
  readonly code: ChecklistCode
  readonly params: Readonly<Record<string, string>>
}

type Params = Readonly<Record<string, string>>

const SENTENCES = {
  key_accepted: () => "Stripe accepts the API key.",
  key_failed: ({ reason = "" }: Params) => reason,
  key_lacks_permissions: ({ permissions = "" }: Params) =>
    `The API key lacks permissions: ${permissions}. Add them in Stripe's Dashboard, Developers > API keys.`,
  endpoint_ok: ({ url = "" }: Params) => `Stripe sends webhooks to ${url}.`,
  endpoint_unknown: () =>
    "The API key may not read webhook endpoints. Check in Stripe's Dashboard whether there is one.",
  endpoint_missing: ({ url = "" }: Params) =>
    `No webhook endpoint points to ${url}. Create it with the button below.`,
  endpoint_secret_missing: () =>
    "This store does not have the endpoint's signing secret, so it refuses every webhook. Put it into STRIPE_WEBHOOK_SECRET and restart Medusa. If it is lost, rotate it below.",
  endpoint_different: () =>
    "The webhook endpoint is not as the plugin needs it. Repair it with the button below.",
  webhook_received: ({ date = "" }: Params) =>
    `The newest webhook with a correct signature arrived on ${date}.`,
  webhook_never_received: () =>
    "No webhook with a correct signature has arrived yet. Make a test payment. If Stripe shows 400 for its delivery, STRIPE_WEBHOOK_SECRET is not this endpoint's signing secret.",
  region_enabled: ({ regions = "" }: Params) =>
    `Shoppers can choose it in ${regions}.`,
  region_missing: ({ provider = "" }: Params) =>
    `No region offers ${provider}. Enable it in Settings > Regions.`,
  storefront_ok: ({ url = "" }: Params) => `Shoppers return to ${url}.`,
  storefront_local: ({ url = "" }: Params) =>
    `Shoppers return to ${url}, which only this machine or network reaches. Set STOREFRONT_URL to the storefront's public address.`,
  storefront_local_in_test: ({ url = "" }: Params) =>
    `Shoppers return to ${url}, which is fine during development. Set STOREFRONT_URL to the public address before you go live.`,
  storefront_not_https: ({ url = "" }: Params) =>
    `Shoppers return to ${url} without https. Set STOREFRONT_URL to the https address.`,
  first_payment_made: () => "A payment has become an order.",
  first_payment_missing: () =>
    "No payment has become an order yet. Buy something with Stripe's test card 4242 4242 4242 4242.",
  first_payment_missing_live: () =>
    "No payment has become an order yet. Buy something once, and refund it.",
} as const satisfies Record<string, (params: Params) => string>

export type ChecklistCode = keyof typeof SENTENCES

/** In English. */
export function sentenceOfEntry({ code, params }: ChecklistEntry): string {
  return SENTENCES[code](params)
}

export function describeSetup(facts: SetupFacts): ChecklistEntry[] {
  return [
    checkKey(facts),
    checkEndpoint(facts),
    facts.webhookReceivedAt === null
      ? entry("webhook_received", "webhook_never_received")
      : done("webhook_received", "webhook_received", {
          date: facts.webhookReceivedAt,
        }),
    facts.regions.length
      ? done("region", "region_enabled", { regions: facts.regions.join(", ") })
      : entry("region", "region_missing", { provider: facts.providerId }),
    checkStorefront(facts),
    checkFirstPayment(facts),
  ]
}

function checkKey({
  stripeError,
  missingPermissions,
}: SetupFacts): ChecklistEntry {
  if (stripeError !== null) {
    return entry("key", "key_failed", { reason: stripeError })
  }
  return missingPermissions.length
    ? entry("key", "key_lacks_permissions", {
        permissions: missingPermissions.join(", "),
      })
    : done("key", "key_accepted")
}

function checkEndpoint({ webhook, webhookUrl }: SetupFacts): ChecklistEntry {
  return webhook === "ok"
    ? done("webhook_endpoint", "endpoint_ok", { url: webhookUrl })
    : entry("webhook_endpoint", `endpoint_${webhook}`, { url: webhookUrl })
}

function checkStorefront({
  storefrontUrl: url,
  isStorefrontLocal,
  isLiveMode,
}: SetupFacts): ChecklistEntry {
  if (isStorefrontLocal) {
    return isLiveMode
      ? entry("storefront_url", "storefront_local", { url })
      : done("storefront_url", "storefront_local_in_test", { url })
  }
  return isLiveMode && !url.startsWith("https:")
    ? entry("storefront_url", "storefront_not_https", { url })
    : done("storefront_url", "storefront_ok", { url })
}

function checkFirstPayment({
  hasOrder,
  isLiveMode,
}: SetupFacts): ChecklistEntry {
  if (hasOrder) {
    return done("first_payment", "first_payment_made")
  }
  return entry(
    "first_payment",
    isLiveMode ? "first_payment_missing_live" : "first_payment_missing"
  )
}

function done(
  name: ChecklistEntry["name"],
  code: ChecklistCode,
  params: Params = {}
): ChecklistEntry {
  return { name, isDone: true, code, params }
}

function entry(
  name: ChecklistEntry["name"],
  code: ChecklistCode,
  params: Params = {}
): ChecklistEntry {
  return { name, isDone: false, code, params }
}
