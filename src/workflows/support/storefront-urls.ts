import {
  storefrontUrl,
  type UrlValues,
} from "../../modules/stripe-checkout/domain/urls"
import type { ResolvedOptions } from "../../modules/stripe-checkout/options/schema"

/** The page for the placed order; null if a placeholder has no value. */
export function storefrontConfirmedUrl(
  options: ResolvedOptions,
  values: UrlValues
): string | null {
  return storefrontUrl(
    options.storefrontUrl,
    options.storefrontPaths.confirmed,
    values
  )
}

/** The page for choosing how to pay; null if a placeholder has no value. */
export function storefrontPaymentUrl(
  options: ResolvedOptions,
  values: UrlValues
): string | null {
  return storefrontUrl(
    options.storefrontUrl,
    options.storefrontPaths.payment,
    values
  )
}
