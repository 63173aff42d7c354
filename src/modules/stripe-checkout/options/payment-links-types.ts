/** What a store writes about its payment links in `medusa-config.ts`. */
export interface PaymentLinksOptions {
  /**
   * Hours after a payment link was created or sent, after which
   * `stripe_checkout.payment_link_reminder` is emitted once if it is unpaid; 1 to 720. Of a
   * link that expires before that, a day before it expires. `null` reminds nobody.
   *
   * @default null
   */
  reminderAfterHours?: number | null | undefined
}
