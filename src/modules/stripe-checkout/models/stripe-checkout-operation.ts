import { model } from "@medusajs/framework/utils"

/**
 * The payment history: what was requested of a payment, by whom or by which rule, what
 * the plugin did on its own, and the outcome. Written before it is done.
 */
export const StripeCheckoutOperation = model
  .define("stripe_checkout_operation", {
    id: model.id({ prefix: "scop" }).primaryKey(),
    payment_session_id: model.text(),
    order_id: model.text().nullable(),
    kind: model.enum([
      "capture",
      "release",
      "refund",
      "place_order",
      "record",
      "tag_payment_intent",
      "repair",
      "payment_link",
      "payment_link_email",
      "saved_card_charge",
      "hold_increment",
    ]),
    /** A person or program, a capture rule, or the plugin itself. */
    source: model.enum(["request", "rule", "system"]),
    /** Major units; null takes what is held and owed. */
    amount: model.bigNumber().nullable(),
    /** Major units that a request named for all payments of the order together. */
    requested_amount: model.bigNumber().nullable(),
    /** The caller's own id of a request; only on the first of the request's rows. */
    request_id: model.text().nullable(),
    /** The bulk request that this is a part of. */
    bulk_id: model.text().nullable(),
    /** Until when an instance is carrying it out as a part of a bulk request. */
    claimed_until: model.dateTime().nullable(),
    currency_code: model.text(),
    /** The cause. Unique per payment session, so the same cause never requests twice. */
    trigger: model.text(),
    rule: model.text().nullable(),
    actor: model.text().nullable(),
    /** The status in the order's metadata that requested it. */
    requested_by_status: model.text().nullable(),
    status: model
      .enum(["pending", "succeeded", "failed", "rejected"])
      .default("pending"),
    /** Why it was begun, and once it is settled why it ended as it did. */
    reason_code: model.text(),
    reason_params: model.json(),
    attempts: model.number().default(0),
    /** When Stripe was first called for it. */
    begun_at: model.dateTime().nullable(),
    /** Major units that Stripe had captured of the payment then. */
    captured_before: model.bigNumber().nullable(),
    settled_at: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["payment_session_id", "trigger"], unique: true },
    { on: ["request_id"], unique: true, where: "request_id is not null" },
    { on: ["order_id"] },
    { on: ["status"], where: "status = 'pending'" },
    { on: ["bulk_id"], where: "bulk_id is not null" },
    {
      name: "IDX_stripe_checkout_operation_bulk_pending",
      on: ["created_at"],
      where:
        "bulk_id is not null and status = 'pending' and deleted_at is null",
    },
    // For pruning.
    {
      on: ["settled_at"],
      where:
        "source = 'system' and kind in ('place_order', 'record', 'tag_payment_intent', 'repair')",
    },
  ])
