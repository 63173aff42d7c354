import {
  storefrontUrl,
  type UrlValues,
} from "../../modules/stripe-checkout/domain/urls"
import type { ResolvedOptions } from "../../modules/stripe-checkout/options/schema"

/** Where a shopper sees the placed order; null where a placeholder stays empty. */
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

/** Where a shopper chooses how to pay; null where a placeholder stays empty. */
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
