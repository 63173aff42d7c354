/**
 * Our name in Medusa's records: in an order's change history, where edits of ours
 * never trigger rules, and on captures and refunds that only record what Stripe did.
 */
export const PLUGIN_ACTOR = "stripe-checkout"
