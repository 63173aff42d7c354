/**
 * The shapes and defaults of the plugin's options. Their meaning is documented in
 * option-types.
 *
 * They are checked in two stages, because `medusa build` loads the configuration without
 * secrets: shapes by `defineStripeCheckout`, secrets when the provider starts.
 */

import { z } from "@medusajs/framework/zod"

import { checkoutOption } from "./checkout-params"
import { addressOption, API_BASE, BACKEND, STOREFRONT } from "./address-option"
import { InvalidOptionsError } from "./invalid-options-error"
import {
  checkWrittenAtOnce,
  delayedPaymentsOption,
} from "./delayed-payments-option"
import {
  accountForOption,
  CHECKOUT_CONDITIONS,
  checkoutForOption,
  MARKET_CONDITIONS,
} from "./market-option"
import { findMarketProblems } from "./market-checks"
import { didYouMean } from "./near-miss"
import { orderStatusOption } from "./order-status-option"
import { savedCardsOption, validateSavedCards } from "./saved-cards-option"
import { findSecretProblems, STRIPE_API_BASE } from "./secret-rules"
import { shopperPagesOption } from "./shopper-pages-option"
import { storefrontPathsOption } from "./storefront-paths-option"
import { findTransportProblems } from "./transport-rules"

/** The account that `apiKey` and `webhookSecret` at the top level belong to. */
export const DEFAULT_ACCOUNT = "default"

const hours = z
  .number()
  .min(1, "must be at least 1 hour")
  .max(30 * 24, "must be at most 30 days; Stripe keeps its events no longer")

/** May be missing here, because builds have no secrets. Checked at start. */
const secret = z.string().optional()
const webhookSecret = z.union([z.string(), z.array(z.string())]).optional()

export const captureDeadlineOption = z.strictObject({
  warnHours: hours.default(24),
  action: z.enum(["alert", "capture", "release"]).default("alert"),
})

export const surplusHoldsOption = z.enum(["release", "keep"]).default("release")

export const canceledButCapturedOption = z
  .enum(["report", "refund"])
  .default("report")

export const captureInReviewOption = z.enum(["wait", "capture"]).default("wait")

export const fraudWarningsOption = z
  .enum(["notify", "release", "refund"])
  .default("notify")

export const noticesOption = z.strictObject({
  adminFeed: z.boolean().default(true),
})

const shape = z.strictObject({
  apiKey: secret,
  webhookSecret,
  apiBase: addressOption(API_BASE).default(STRIPE_API_BASE),
  backendUrl: addressOption(BACKEND),
  storefrontUrl: addressOption(STOREFRONT),
  storefrontPaths: storefrontPathsOption.prefault({}),
  captureMethod: z
    .enum(["manual", "manual_where_possible", "automatic"])
    .default("manual"),
  lineItems: z.enum(["items", "total"]).default("items"),
  checkout: checkoutOption.default({}),
  checkoutFor: checkoutForOption.default([]),
  shopperPages: shopperPagesOption.default({}),
  orderStatus: orderStatusOption.prefault({}),
  captureDeadline: captureDeadlineOption.prefault({}),
  surplusHolds: surplusHoldsOption,
  settings: z.enum(["editable", "locked"]).default("editable"),
  canceledButCaptured: canceledButCapturedOption,
  captureInReview: captureInReviewOption,
  fraudWarnings: fraudWarningsOption,
  delayedPayments: delayedPaymentsOption,
  notPlaceable: z
    .strictObject({ releaseAfterHours: hours.default(72) })
    .prefault({}),
  paymentLinks: z
    .strictObject({ reminderAfterHours: hours.nullable().default(null) })
    .prefault({}),
  incrementHolds: z.enum(["off", "before_link"]).default("off"),
  coreRepairs: z.enum(["on", "report"]).default("on"),
  notices: noticesOption.prefault({}),
  reconcile: z
    .strictObject({
      everyMinutes: z
        .number()
        .int("must be a whole number of minutes")
        .min(1, "must be at least 1; the job ticks every minute")
        .max(24 * 60, "must be at most a day")
        .default(5),
      windowHours: hours.default(72),
    })
    .prefault({}),
  accounts: z
    .record(
      z
        .string()
        .regex(
          /^[a-z][a-z0-9-]*$/,
          "an account's name is lower case letters, digits and -"
        ),
      z.strictObject({
        apiKey: secret,
        webhookSecret,
        for: accountForOption,
      })
    )
    .default({}),
  savedCards: savedCardsOption,
})

const schema = shape
  .superRefine(checkWrittenAtOnce)
  .superRefine(validateSavedCards)
  .superRefine((options, context) => {
    for (const problem of findMarketProblems(options, DEFAULT_ACCOUNT)) {
      context.addIssue({ code: "custom", ...problem })
    }
  })

/** What the schema accepts; `StripeCheckoutOptions` documents it. */
export type SchemaInput = z.input<typeof schema>

/** The options with defaults filled in. */
export type ResolvedOptions = z.output<typeof schema>

export { InvalidOptionsError }

export interface AccountSecrets {
  readonly apiKey: string
  readonly webhookSecrets: readonly string[]
}

/**
 * Checks shapes and fills in defaults.
 *
 * @throws InvalidOptionsError that names every invalid option and says what is expected.
 */
export function resolveOptions(options: unknown): ResolvedOptions {
  const result = schema.safeParse(options)
  if (result.success) {
    return result.data
  }
  throw new InvalidOptionsError([
    ...result.error.issues.flatMap((issue) => describeIssue(issue)),
    ...(typeof options === "object" && options !== null
      ? [...findSecretProblems(options), ...findTransportProblems(options)]
      : []),
  ])
}

export function accountNames(options: ResolvedOptions): string[] {
  return [DEFAULT_ACCOUNT, ...Object.keys(options.accounts)]
}

/** For example `pp_stripe-checkout_eu` for the account `eu`. */
export function providerIdOf(account: string): string {
  return `pp_stripe-checkout_${account}`
}

type Issue = z.core.$ZodIssue

/** None of them has a default that could be read. */
const SHOPPER_PAGES_NAMES = [
  ["name", "colors"],
  ["light", "dark"],
  ["accent", "background", "surface", "text"],
]

/** The names that are known at a path, read from options that are complete. */
function optionNames(path: readonly string[]): string[] {
  if (path[0] === "accounts") {
    return path[2] === "for"
      ? [...MARKET_CONDITIONS]
      : ["apiKey", "webhookSecret", "for"]
  }
  if (path[0] === "checkoutFor") {
    return [...CHECKOUT_CONDITIONS, "checkout", "captureMethod"]
  }
  if (path[0] === "shopperPages") {
    return SHOPPER_PAGES_NAMES[path.length - 1] ?? []
  }
  if (path[1] === "captureOn") {
    return ["from", "to", "orderStatus", "fulfillmentStatus"]
  }
  const complete: unknown = schema.parse({
    apiKey: "",
    webhookSecret: "",
    backendUrl: BACKEND.example,
    storefrontUrl: STOREFRONT.example,
  })
  const at = path.reduce<unknown>(
    (value, name) => (value as Record<string, unknown> | undefined)?.[name],
    complete
  )
  return typeof at === "object" && at !== null ? Object.keys(at) : []
}

function describeIssue(issue: Issue): string[] {
  const path = issue.path.map(String).join(".")
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map(
      (key) =>
        `${path ? `${path}.` : ""}${key}: there is no such option.${didYouMean(key, optionNames(issue.path.map(String))) || " Check the spelling against the options table in the README."}`
    )
  }
  if (issue.code === "invalid_union" && issue.errors.length) {
    const closest = issue.errors.reduce((best, next) =>
      next.length < best.length ? next : best
    )
    return closest.flatMap((inner) =>
      describeIssue({ ...inner, path: [...issue.path, ...inner.path] })
    )
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => `${path}: ${message}`)
  }
  return [`${path}: ${issue.message}`]
}

/**
 * Medusa adds the database's connection to the options that it passes to a plugin's
 * modules. It is not one of our options, and must never be kept or shown.
 */
export function readModuleOptions(options: unknown): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    return resolveOptions(options ?? {})
  }
  const { database: _database, ...ours } = options as Record<string, unknown>
  return resolveOptions(ours)
}
