import { model } from "@medusajs/framework/utils"

/**
 * The inbox: every genuine event that Stripe delivered or that a sweep read, once.
 * Holds ids and what became of it, never the payload.
 */
export const StripeCheckoutEvent = model
  .define("stripe_checkout_event", {
    id: model.id({ prefix: "scevt" }).primaryKey(),
    stripe_account: model.text(),
    event_id: model.text(),
    type: model.text(),
    api_version: model.text().nullable(),
    object_id: model.text().nullable(),
    payment_session_id: model.text().nullable(),
    /** When Stripe created it; order and age of events are never relied on. */
    occurred_at: model.dateTime(),
    /** When Stripe first sent it to us; null while only a sweep has read it. */
    delivered_at: model.dateTime().nullable(),
    status: model
      .enum(["received", "processed", "ignored", "failed", "dead"])
      .default("received"),
    reason: model.text().nullable(),
    attempts: model.number().default(0),
    processed_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["stripe_account", "event_id"], unique: true },
    { on: ["payment_session_id", "status"] },
  ])
