import { model } from "@medusajs/framework/utils"

/**
 * A dispute, a review or an early fraud warning about a payment, as Stripe showed it last.
 * Never a part of the payment's state: it moves nothing in Medusa.
 *
 * Holds ids, amounts and codes; no evidence, no address, nothing personal.
 */
export const StripeCheckoutDispute = model
  .define("stripe_checkout_dispute", {
    id: model.id({ prefix: "scdp" }).primaryKey(),
    kind: model.enum(["dispute", "review", "fraud_warning"]),
    /** Stripe's own id: `du_`, `prv_` or `issfr_`. */
    stripe_id: model.text().unique(),
    stripe_account: model.text(),
    payment_session_id: model.text(),
    /** Stripe's; see `DisputeSnapshot`. */
    status: model.text(),
    /** What it led to; null while it is open, and of a fraud warning. */
    outcome: model.text().nullable(),
    is_open: model.boolean(),
    /** Stripe's code: why the bank disputes, a review was opened, or fraud is suspected. */
    reason: model.text(),
    /** Major units that are disputed; null where it is not about an amount. */
    amount: model.bigNumber().nullable(),
    currency_code: model.text().nullable(),
    /** Until when evidence may be submitted; null where the bank takes none. */
    evidence_due_by: model.dateTime().nullable(),
    evidence_state: model
      .enum([
        "missing",
        "staged",
        "submitted",
        "submitted_late",
        "not_possible",
      ])
      .nullable(),
    /** Whether Stripe still lets the payment be refunded; null where it is no dispute. */
    is_refundable: model.boolean().nullable(),
    /** Of the account's balance, which may be kept in another currency. */
    balance_currency_code: model.text().nullable(),
    /** Major units of the balance's currency, as are the next two. */
    withdrawn: model.bigNumber().default(0),
    reinstated: model.bigNumber().default(0),
    /** What Stripe charged for it, less what it has returned. */
    fees: model.bigNumber().default(0),
    opened_at: model.dateTime(),
    /** When it was first seen closed; Stripe keeps no such time. */
    closed_at: model.dateTime().nullable(),
    /** Who approved a review in Medusa's admin: a user's id. */
    closed_by: model.text().nullable(),
    /** How far it had come when subscribers were last notified; see `DisputeStage`. */
    reported_stage: model.text().nullable(),
    /** When Stripe was last read. */
    synced_at: model.dateTime(),
  })
  .indexes([
    { on: ["payment_session_id"] },
    // What is open is listed and read again; the rest is history.
    {
      name: "IDX_stripe_checkout_dispute_open",
      on: ["kind", "payment_session_id"],
      where: "is_open and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_dispute_outdated",
      on: ["stripe_account", "synced_at"],
      where: "is_open and deleted_at is null",
    },
  ])
