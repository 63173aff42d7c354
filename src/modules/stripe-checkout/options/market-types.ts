/**
 * What a store writes where something applies to some of its payments only.
 */
import type { AllowedCheckoutParams } from "./checkout-params"

/** Each condition that is given has to match; a condition matches one of its values. */
export interface MarketOptions {
  /** Currencies of the cart or order, three letters each (ISO 4217), such as `eur`. */
  currencies?: string[] | undefined

  /** Regions of the cart or order: Medusa's ids, `reg_...`. */
  regions?: string[] | undefined

  /** Sales channels of the cart or order: Medusa's ids, `sc_...`. */
  salesChannels?: string[] | undefined
}

/** At least one condition, and at least one of `checkout` and `captureMethod`. */
export interface CheckoutForOptions extends MarketOptions {
  /** Stripe accounts by their names in the options; the top level's is `default`. */
  accounts?: string[] | undefined

  /**
   * Stripe's own parameters, like the option `checkout`. Each replaces the parameter of the
   * same name in `checkout` and in earlier entries as a whole.
   */
  checkout?: AllowedCheckoutParams | undefined

  /** Instead of the option `captureMethod`. */
  captureMethod?: "manual" | "manual_where_possible" | "automatic" | undefined
}
