import { model } from "@medusajs/framework/utils"

/**
 * A cart and the order that comes of it, or an order without a cart: what its payments
 * have in common. The right to decide about their money is one lease.
 */
export const StripeCheckoutPurchase = model
  .define("stripe_checkout_purchase", {
    /** The cart's id; the order's where no cart led to it. */
    id: model.text().primaryKey(),
    /** The status of the order's money that was last written, or decided not to be. */
    reported_status: model.text().nullable(),
    /** Medusa's own status of the order when it was last read, such as `completed`. */
    medusa_status: model.text().nullable(),
    /** Since when the order has that status; Medusa keeps no time of it. */
    medusa_status_since: model.dateTime().nullable(),
    lease_owner: model.text().nullable(),
    /** Grows with each lease; a worker that lost its lease writes to no row. */
    lease_fence: model.number().default(0),
    lease_until: model.dateTime().nullable(),
    /** A payment was marked while the lease was taken. */
    resync_requested: model.boolean().default(false),
  })
  .indexes([{ on: ["lease_until"], where: "lease_until is not null" }])
