import { model } from "@medusajs/framework/utils"

/**
 * What was wanted of a payment, by whom or which rule, and what came of it.
 * Written before it is done.
 */
export const StripeCheckoutOperation = model
  .define("stripe_checkout_operation", {
    id: model.id({ prefix: "scop" }).primaryKey(),
    payment_session_id: model.text(),
    order_id: model.text().nullable(),
    kind: model.enum([
      "capture",
      "release",
      "complete",
      "describe",
      "record",
      "repair",
    ]),
    /** Major units; null takes what is held and owed. */
    amount: model.bigNumber().nullable(),
    currency_code: model.text(),
    /** The cause. Unique per payment session, so the same cause never asks twice. */
    trigger: model.text(),
    rule: model.text(),
    actor: model.text().nullable(),
    /** The status in the order's metadata that asked for it. */
    requested_by_status: model.text().nullable(),
    status: model
      .enum(["wanted", "done", "failed", "declined"])
      .default("wanted"),
    reason: model.text(),
    /** The key under which Stripe is asked; null where Stripe is only read. */
    idempotency_key: model.text().nullable(),
    attempts: model.number().default(0),
    settled_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["payment_session_id", "trigger"], unique: true },
    { on: ["order_id"] },
  ])
