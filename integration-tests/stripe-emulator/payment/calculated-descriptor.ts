import type Stripe from "stripe"

/** What the account calls itself on statements. */
const prefix = "EMULATOR"

/** Card networks accept no more characters. */
const longest = 22

/**
 * What stands on the shopper's statement: the account's prefix, an asterisk, a space and the payment's suffix.
 *
 * @see https://docs.stripe.com/get-started/account/statement-descriptors
 */
export function calculatedDescriptor(
  suffix: Stripe.Charge["statement_descriptor_suffix"]
): string {
  return suffix === null ? prefix : `${prefix}* ${suffix}`.slice(0, longest)
}
