import { model } from "@medusajs/framework/utils"

/**
 * A difference between Medusa and Stripe: both sides' amounts, the reason, and whether
 * it was resolved.
 */
export const StripeCheckoutDiscrepancy = model
  .define("stripe_checkout_discrepancy", {
    id: model.id({ prefix: "scdis" }).primaryKey(),
    payment_session_id: model.text(),
    order_id: model.text().nullable(),
    /** What was done or would be, e.g. `complete_cart`, or `manual_review`. */
    kind: model.text(),
    status: model.enum(["open", "repaired", "resolved"]),
    reason_code: model.text(),
    reason_params: model.json(),
    currency_code: model.text(),
    /** Major units. */
    medusa_captured: model.bigNumber(),
    medusa_refunded: model.bigNumber(),
    stripe_capturable: model.bigNumber(),
    stripe_captured: model.bigNumber(),
    stripe_refunded: model.bigNumber(),
    resolved_at: model.dateTime().nullable(),
    /** The user who resolved it; null where a synchronization found that it is over. */
    resolved_by: model.text().nullable(),
    /** What that user did about it, in their own words. */
    note: model.text().nullable(),
  })
  .indexes([
    {
      on: ["payment_session_id", "kind"],
      unique: true,
      where: "status = 'open' and deleted_at is null",
    },
    { on: ["status", "id"] },
    { on: ["status", "kind", "id"] },
    { on: ["payment_session_id", "id"] },
    // For pruning.
    { on: ["resolved_at"], where: "status in ('repaired', 'resolved')" },
  ])
