/**
 * The shapes of `checkoutFor` and of an account's `for`. Whether their entries fit each
 * other and the other options is checked in market-checks.
 */
import { z } from "@medusajs/framework/zod"

import { checkoutOption } from "./checkout-params"

const KNOWN_CURRENCIES = new Set(Intl.supportedValuesOf("currency"))

const AT_LEAST_ONE = "must name at least one; leave it out to match any"

const currency = z
  .string()
  .refine(
    (code) => KNOWN_CURRENCIES.has(code.toUpperCase()),
    "must be the three letters of a currency, such as eur"
  )
  .transform((code) => code.toLowerCase())

const names = z
  .array(z.string().min(1, "must not be empty"))
  .min(1, AT_LEAST_ONE)
  .optional()

const market = {
  currencies: z.array(currency).min(1, AT_LEAST_ONE).optional(),
  regions: names,
  salesChannels: names,
}

export const MARKET_CONDITIONS = [
  "currencies",
  "regions",
  "salesChannels",
] as const

export const CHECKOUT_CONDITIONS = [...MARKET_CONDITIONS, "accounts"] as const

export const accountForOption = z
  .strictObject(market)
  .refine(
    (given) => hasAny(given, MARKET_CONDITIONS),
    `needs at least one of ${MARKET_CONDITIONS.join(", ")}; leave it out to choose the account by its provider only`
  )
  .optional()

export const checkoutForOption = z.array(
  z
    .strictObject({
      ...market,
      accounts: names,
      checkout: checkoutOption.optional(),
      captureMethod: z
        .enum(["manual", "manual_where_possible", "automatic"])
        .optional(),
    })
    .refine(
      (given) => hasAny(given, CHECKOUT_CONDITIONS),
      `needs at least one of ${CHECKOUT_CONDITIONS.join(", ")}; what is for every payment belongs into checkout`
    )
    .refine(
      (given) => hasAny(given, ["checkout", "captureMethod"]),
      "changes nothing; give it checkout, captureMethod or both"
    )
)

function hasAny<Name extends string>(
  given: Readonly<Partial<Record<Name, unknown>>>,
  wanted: readonly Name[]
): boolean {
  return wanted.some((name) => given[name] !== undefined)
}
