import { model } from "@medusajs/framework/utils"

/**
 * The binding: which Checkout Session and PaymentIntent pay which payment session.
 * Written before Stripe is called, and kept when Medusa deletes the payment session,
 * so that money which arrives late still finds its cart.
 *
 * Holds ids, amounts and reasons; nothing personal, nothing secret.
 */
export const StripeCheckoutPayment = model
  .define("stripe_checkout_payment", {
    id: model.id({ prefix: "scpay" }).primaryKey(),
    payment_session_id: model.text().unique(),
    account: model.text(),
    cart_id: model.text().nullable(),
    order_id: model.text().nullable(),
    payment_id: model.text().nullable(),
    checkout_session_id: model.text().unique().nullable(),
    payment_intent_id: model.text().unique().nullable(),
    currency_code: model.text(),
    /** Major units, as everywhere in Medusa. */
    amount: model.bigNumber(),
    /** Of the purchase that the Checkout Session was opened for. */
    fingerprint: model.text().nullable(),
    /** A hash of what is bought and delivered there, whatever the page shows of it. */
    contents: model.text().nullable(),
    /** Counts the Checkout Sessions opened; part of their idempotency keys. */
    open_attempt: model.number().default(0),
    /** When the newest Checkout Session runs out; sent to Stripe as it stands here. */
    page_expires_at: model.dateTime().nullable(),
    /** What Stripe said at the last look. */
    state: model.text().default("awaiting_customer"),
    /** Why things are as they are, for people. */
    reason: model.text().nullable(),
    /** Major units, as of the last look. */
    amount_capturable: model.bigNumber().default(0),
    amount_captured: model.bigNumber().default(0),
    amount_refunded: model.bigNumber().default(0),
    /** Until when the issuer holds the money. */
    capture_before: model.dateTime().nullable(),
    /** The money situation that the order's status was told last. */
    told_situation: model.text().nullable(),
    /** Final: the hold is being given back because no order will come. */
    is_releasing: model.boolean().default(false),
    looked_at: model.dateTime().nullable(),
    /** When to look again without being asked; null while nothing is open. */
    next_look_at: model.dateTime().nullable(),
    /** Since when the paid order could not be placed; null while it can. */
    unplaceable_since: model.dateTime().nullable(),
    /** Looks in a row that failed; the next waits the longer. */
    failed_looks: model.number().default(0),
    /** The deleted payment session in whose stead this one was made. */
    continues: model.text().nullable(),
    /** That the hold is about to lapse was told. */
    is_deadline_told: model.boolean().default(false),
    lease_owner: model.text().nullable(),
    /** Grows with each lease; a worker that lost its lease writes to no row. */
    lease_fence: model.number().default(0),
    lease_until: model.dateTime().nullable(),
    /** Somebody wanted to look while the lease was taken. */
    look_again: model.boolean().default(false),
  })
  .indexes([
    { on: ["cart_id"] },
    { on: ["order_id"] },
    { on: ["next_look_at"] },
    { on: ["lease_until"], where: "lease_until is not null" },
    { on: ["state", "capture_before"] },
  ])
