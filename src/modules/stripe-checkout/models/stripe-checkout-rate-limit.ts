import { model } from "@medusajs/framework/utils"

/** Until when calls to a Stripe account are reserved by work that nobody waits for. */
export const StripeCheckoutRateLimit = model.define(
  "stripe_checkout_rate_limit",
  {
    /** The account's name in the options. */
    id: model.text().primaryKey(),
    reserved_until: model.dateTime(),
  }
)
