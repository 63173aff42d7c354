import { model } from "@medusajs/framework/utils"

/**
 * The inbox: every genuine event that Stripe delivered or that a sweep read, once.
 * Holds ids, what it claims about the money, and what became of it, never the payload.
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
    /** What it claims about the payment's money; null where it is about something else. */
    claim: model.json().nullable(),
    status: model
      .enum(["received", "processed", "ignored", "failed", "dead"])
      .default("received"),
    /** What became of it; null while it waits for the first time. */
    reason_code: model.text().nullable(),
    reason_params: model.json().nullable(),
    attempts: model.number().default(0),
    processed_at: model.dateTime().nullable(),
    /** When it was last replayed in the admin, and the user who did. */
    replayed_at: model.dateTime().nullable(),
    replayed_by: model.text().nullable(),
  })
  .indexes([
    // The account comes second, so that an event is found by Stripe's id alone as well.
    { on: ["event_id", "stripe_account"], unique: true },
    // A payment has a handful of events.
    { on: ["payment_session_id"], where: "payment_session_id is not null" },
    // Of millions of events, only those that are not settled are asked for by anything else.
    {
      on: ["stripe_account", "status", "created_at"],
      where: "status in ('received', 'failed', 'dead')",
    },
    {
      on: ["stripe_account", "delivered_at"],
      where: "delivered_at is not null",
    },
    // For pruning.
    { on: ["updated_at"], where: "status in ('processed', 'ignored')" },
  ])
