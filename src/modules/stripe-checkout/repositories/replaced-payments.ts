/**
 * Money that was paid for a payment session which Medusa has deleted since.
 */
import { because } from "../domain/reasons/reason"
import { HELD, type Lease, LeaseLostError } from "./leases"
import { rawAmount } from "./payment-row"
import { toReasonColumns } from "./reason-columns"
import type { SqlRunner } from "./sql"

const NO_AMOUNT = rawAmount("0")

export class ReplacedPayments {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  /**
   * Transfers the payment to the session that replaces this one: from here on, whatever
   * Stripe sends for the old one is found under the new one. So is what was requested, what is
   * disputed, and since when the order could not be placed.
   *
   * @throws LeaseLostError when another worker has taken over.
   */
  async transferTo(
    lease: Lease,
    replacement: {
      readonly id: string
      readonly paymentSessionId: string
      /** As read from Stripe now: no sync pass may have finished before. */
      readonly paymentIntentId: string | null
    }
  ): Promise<void> {
    const rows = await this.sql(
      `with old as (
         select * from stripe_checkout_payment
          where payment_session_id = ? and deleted_at is null
            and purchase_id in ${HELD} for update
       ), emptied as (
         update stripe_checkout_payment p
            set checkout_session_id = null, payment_intent_id = null,
                state = 'expired', next_sync_at = null, updated_at = now(),
                amount_capturable = 0, amount_captured = 0, amount_refunded = 0,
                raw_amount_capturable = '${NO_AMOUNT}', raw_amount_captured = '${NO_AMOUNT}',
                raw_amount_refunded = '${NO_AMOUNT}', capture_before = null,
                checkout_session_expires_at = null,
                order_failing_since = null,
                reason_code = ?, reason_params = ?::jsonb
           from old where p.id = old.id
         returning p.id
       ), requests as (
         update stripe_checkout_operation o set payment_session_id = ?, updated_at = now()
           from old
          where o.payment_session_id = old.payment_session_id and o.status = 'pending'
            and o.source <> 'system' and o.deleted_at is null
       ), disputes as (
         update stripe_checkout_dispute d set payment_session_id = ?, updated_at = now()
           from old
          where d.payment_session_id = old.payment_session_id and d.deleted_at is null
       )
       insert into stripe_checkout_payment
         (id, payment_session_id, stripe_account, cart_id, order_id, purchase_id, currency_code, amount,
          raw_amount, checkout_session_id, payment_intent_id, page_hash, contents_hash, checkout_session_attempt,
          checkout_session_expires_at, state, order_failing_since, replaces_payment_session_id)
       select ?, ?, old.stripe_account, old.cart_id, old.order_id, old.purchase_id, old.currency_code, old.amount,
              old.raw_amount, old.checkout_session_id, coalesce(?, old.payment_intent_id), old.page_hash, old.contents_hash,
              old.checkout_session_attempt, old.checkout_session_expires_at, old.state, old.order_failing_since,
              old.payment_session_id
         from old join emptied on emptied.id = old.id
       returning id`,
      [
        lease.paymentSessionId,
        lease.purchaseId,
        lease.fence,
        ...toReasonColumns(because("payment_session_replaced")),
        replacement.paymentSessionId,
        replacement.paymentSessionId,
        replacement.id,
        replacement.paymentSessionId,
        replacement.paymentIntentId,
      ]
    )
    if (!rows.length) {
      throw new LeaseLostError(lease)
    }
  }
}
