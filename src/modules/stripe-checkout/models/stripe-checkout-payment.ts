import { model } from "@medusajs/framework/utils"

/**
 * The payment row: which Checkout Session and PaymentIntent pay which payment session.
 * Written before Stripe is called, and kept when Medusa deletes the payment session,
 * so that money which arrives late still finds its cart.
 *
 * Holds ids, amounts and reasons; nothing personal, nothing secret.
 */
export const StripeCheckoutPayment = model
  .define("stripe_checkout_payment", {
    id: model.id({ prefix: "scpay" }).primaryKey(),
    payment_session_id: model.text().unique(),
    /** The account's name in the options, e.g. `default`. */
    stripe_account: model.text(),
    cart_id: model.text().nullable(),
    order_id: model.text().nullable(),
    /** The row of `stripe_checkout_purchase` that this payment belongs to. */
    purchase_id: model.text(),
    payment_id: model.text().nullable(),
    checkout_session_id: model.text().unique().nullable(),
    payment_intent_id: model.text().unique().nullable(),
    currency_code: model.text(),
    /** Major units, as everywhere in Medusa. */
    amount: model.bigNumber(),
    /** Hash of everything that Stripe's page shows, and for whom. */
    page_hash: model.text().nullable(),
    /** Hash of what is bought and delivered, whatever the page shows of it. */
    contents_hash: model.text().nullable(),
    /** Counts the Checkout Sessions opened; part of their idempotency keys. */
    checkout_session_attempt: model.number().default(0),
    /** When the newest Checkout Session expires; exactly what was sent to Stripe. */
    checkout_session_expires_at: model.dateTime().nullable(),
    /** What Stripe said at the last sync. */
    state: model.text().default("awaiting_customer"),
    /** Why things are as they are; null before there is anything to say. */
    reason_code: model.text().nullable(),
    reason_params: model.json().nullable(),
    /** Major units, as of the last sync. */
    amount_capturable: model.bigNumber().default(0),
    amount_captured: model.bigNumber().default(0),
    amount_refunded: model.bigNumber().default(0),
    /** The merchant's refunds with their status, also those that failed; see `RefundRecord`. */
    refunds: model.json().nullable(),
    /** Until when the issuer holds the money. */
    capture_before: model.dateTime().nullable(),
    /** The status of the money that was last reported to the order. */
    reported_status: model.text().nullable(),
    /** Final: the hold is being released because no order will come. */
    release_requested: model.boolean().default(false),
    synced_at: model.dateTime().nullable(),
    /** What Stripe said when the money was captured or released and nothing was left to do; else null. */
    kept_reading: model.json().nullable(),
    /** What the issuer grants beyond one capture of the hold, as of the last sync; see `StoredGrants`. */
    grants: model.json().nullable(),
    /** When to synchronize without being asked; null while nothing is open. */
    next_sync_at: model.dateTime().nullable(),
    /** Since when the paid order could not be placed; null while it can. */
    order_failing_since: model.dateTime().nullable(),
    /** Failed synchronizations in a row; each doubles the wait for the next. */
    sync_failures: model.number().default(0),
    /** Since when synchronizations have failed, and why the last one did. */
    sync_failed_since: model.dateTime().nullable(),
    sync_failure_code: model.text().nullable(),
    sync_failure_params: model.json().nullable(),
    /** The deleted payment session that this one replaces. */
    replaces_payment_session_id: model.text().nullable(),
    /** When the warning about the end of the hold was sent. */
    expiry_notified_at: model.dateTime().nullable(),
    /** Somebody requested a synchronization while the purchase's lease was taken. */
    resync_requested: model.boolean().default(false),
    /** Whoever requested it wants Stripe to be read as well. */
    resync_stripe: model.boolean().default(false),
  })
  .indexes([
    { on: ["cart_id"] },
    { on: ["order_id"] },
    { on: ["next_sync_at"], where: "next_sync_at is not null" },
    { on: ["purchase_id"] },
    { on: ["synced_at"] },
    // What is open: held, on Stripe's page, without an order, or a payment link. The rest is history, however long.
    {
      name: "IDX_stripe_checkout_payment_held",
      on: ["stripe_account", "capture_before"],
      where: "state = 'authorized' and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_payment_awaited",
      on: ["stripe_account", "checkout_session_expires_at"],
      where: "state = 'awaiting_customer' and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_payment_without_order",
      on: ["created_at"],
      where:
        "order_id is null and state in ('authorized', 'captured') and (amount_capturable > 0 or amount_captured > amount_refunded) and deleted_at is null",
    },
    // The list of payments, each order with its own.
    {
      name: "IDX_stripe_checkout_payment_with_money",
      on: ["created_at", "id"],
      where:
        "state in ('authorized', 'captured', 'canceled') and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_payment_by_amount",
      on: ["amount", "id"],
      where:
        "state in ('authorized', 'captured', 'canceled') and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_payment_lapsed",
      on: ["created_at"],
      where:
        "state = 'canceled' and reported_status = 'lapsed' and deleted_at is null",
    },
    {
      name: "IDX_stripe_checkout_payment_unpaid_link",
      on: ["order_id"],
      where: "cart_id is null and payment_id is null and deleted_at is null",
    },
    {
      on: ["replaces_payment_session_id"],
      where: "replaces_payment_session_id is not null",
    },
    { on: ["sync_failed_since"], where: "sync_failed_since is not null" },
    { on: ["order_failing_since"], where: "order_failing_since is not null" },
  ])
