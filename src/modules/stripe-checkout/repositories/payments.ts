/**
 * The payment rows: which of Stripe's objects pay which of Medusa's payment sessions.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type { MoneyStatus } from "../domain/order-status/money-status"
import { HELD, type Lease, LeaseLostError } from "./leases"
import { isOffSessionRow } from "./off-session-rows"
import {
  type PaymentPatch,
  type PaymentRow,
  rawAmount,
  readRow,
  type StoredRow,
  toAssignments,
} from "./payment-row"
import type { SqlRunner } from "./sql"
import {
  readSyncRow,
  SELECT_SYNC_ROW,
  type StoredSyncRow,
  type SyncRow,
} from "./sync-row"

export interface NewPayment {
  readonly id: string
  readonly paymentSessionId: string
  readonly account: string
  readonly cartId: string | null
  readonly orderId: string | null
  /** The cart's id, or the order's where no cart led to it. */
  readonly purchaseId: string
  readonly currencyCode: string
  /** Major units. */
  readonly amount: string
}

type LookupColumn =
  "id" | "payment_session_id" | "checkout_session_id" | "payment_intent_id"

export class Payments {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async findBy(column: LookupColumn, id: string): Promise<PaymentRow | null> {
    const [row] = await this.sql<StoredRow>(
      `select * from stripe_checkout_payment
        where ${column} = ? and deleted_at is null`,
      [id]
    )
    return row ? readRow(row) : null
  }

  async findForSync(paymentSessionId: string): Promise<SyncRow | null> {
    const [found] = await this.sql<StoredSyncRow>(SELECT_SYNC_ROW, [
      paymentSessionId,
    ])
    return found ? readSyncRow(found) : null
  }

  /** The payment of a payment session, and those that replaced it since; the newest last. */
  async withReplacements(paymentSessionId: string): Promise<PaymentRow[]> {
    const rows = await this.sql<StoredRow>(
      `with recursive followed as (
         select id, payment_session_id, 0 as step from stripe_checkout_payment
          where payment_session_id = ? and deleted_at is null
         union all
         select p.id, p.payment_session_id, f.step + 1 from stripe_checkout_payment p
           join followed f on p.replaces_payment_session_id = f.payment_session_id
          where p.deleted_at is null
       )
       select p.* from followed f join stripe_checkout_payment p on p.id = f.id
        order by f.step`,
      [paymentSessionId]
    )
    return rows.map(readRow)
  }

  /** The payments relevant to an order: its own, and unassigned ones of its cart. */
  async findForOrder(
    orderId: string,
    cartId: string | null
  ): Promise<PaymentRow[]> {
    const rows = await this.sql<StoredRow>(
      `select * from stripe_checkout_payment
        where (order_id = ? or (order_id is null and cart_id = ?))
          and state <> 'expired' and deleted_at is null
        order by created_at, id`,
      [orderId, cartId]
    )
    return rows.map(readRow)
  }

  /** The other payments of the purchase at which anything was paid or may be. */
  async ofPurchase(purchaseId: string): Promise<PaymentRow[]> {
    const rows = await this.sql<StoredRow>(
      `select * from stripe_checkout_payment
        where purchase_id = ? and state <> 'expired' and deleted_at is null
        order by created_at, id`,
      [purchaseId]
    )
    return rows.map(readRow)
  }

  /** How many Checkout Sessions were opened for it in all. */
  async countCheckoutSessions(purchaseId: string): Promise<number> {
    const [row] = await this.sql<{ count: number }>(
      `select coalesce(sum(checkout_session_attempt), 0)::integer as count
         from stripe_checkout_payment
        where purchase_id = ? and deleted_at is null`,
      [purchaseId]
    )
    return row?.count ?? 0
  }

  /** The payment sessions of a cart whose Checkout Session is open or being opened. */
  async withOpenCheckoutSession(cartId: string): Promise<string[]> {
    const rows = await this.sql<{ payment_session_id: string }>(
      `select p.payment_session_id from stripe_checkout_payment p
         join stripe_checkout_purchase pu on pu.id = p.purchase_id
        where p.cart_id = ? and p.state = 'awaiting_customer'
          and (p.checkout_session_id is not null or pu.lease_until is not null)
          and p.deleted_at is null`,
      [cartId]
    )
    return rows.map((row) => row.payment_session_id)
  }

  /**
   * Payments of an order's balance whose Checkout Session may be open, or whose card may be
   * being charged.
   *
   * @param exceptFor a payment session that does not count
   */
  async withOpenLinkOf(orderId: string, exceptFor = ""): Promise<PaymentRow[]> {
    const rows = await this.sql<StoredRow>(
      `select * from stripe_checkout_payment p
        where order_id = ? and cart_id is null and payment_session_id <> ?
          and state = 'awaiting_customer'
          and (checkout_session_id is not null or ${isOffSessionRow("p")})
          and deleted_at is null
        order by created_at, id`,
      [orderId, exceptFor]
    )
    return rows.map(readRow)
  }

  /** Written before any call to Stripe; a second writer gets the first one's row. */
  async storeOnce(payment: NewPayment): Promise<PaymentRow> {
    await this.sql(
      `with purchase as (
         insert into stripe_checkout_purchase (id) values (?) on conflict (id) do nothing
       )
       insert into stripe_checkout_payment
         (id, payment_session_id, stripe_account, cart_id, order_id, purchase_id,
          currency_code, amount, raw_amount)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (payment_session_id) where deleted_at is null do nothing
       returning id`,
      [
        payment.purchaseId,
        payment.id,
        payment.paymentSessionId,
        payment.account,
        payment.cartId,
        payment.orderId,
        payment.purchaseId,
        payment.currencyCode,
        payment.amount,
        rawAmount(payment.amount),
      ]
    )
    const row = await this.findBy(
      "payment_session_id",
      payment.paymentSessionId
    )
    if (!row) {
      throw new MedusaError(
        MedusaError.Types.DB_ERROR,
        `The payment of ${payment.paymentSessionId} was not stored.`
      )
    }
    return row
  }

  /**
   * Adopts a Checkout Session that was opened for this payment just before a crash and
   * that only Stripe knows of. One that a payment without the customer has replaced is not.
   */
  async adoptCheckoutSession(
    paymentSessionId: string,
    checkoutSessionId: string
  ): Promise<boolean> {
    const rows = await this.sql(
      `update stripe_checkout_payment p
          set checkout_session_id = ?, updated_at = now()
        where payment_session_id = ? and checkout_session_id is null
          and checkout_session_attempt > 0 and state <> 'expired' and deleted_at is null
          and not ${isOffSessionRow("p")}
          and not exists (select 1 from stripe_checkout_payment other
                           where other.checkout_session_id = ? and other.deleted_at is null)
        returning id`,
      [checkoutSessionId, paymentSessionId, checkoutSessionId]
    )
    return rows.length > 0
  }

  /** @throws LeaseLostError when another worker has taken over. */
  async write(lease: Lease, patch: PaymentPatch): Promise<void> {
    const { assignments, values } = toAssignments(patch)
    const rows = await this.sql(
      `update stripe_checkout_payment set ${assignments}
        where payment_session_id = ? and deleted_at is null and purchase_id in ${HELD}
        returning id`,
      [...values, lease.paymentSessionId, lease.purchaseId, lease.fence]
    )
    if (!rows.length) {
      throw new LeaseLostError(lease)
    }
  }

  /**
   * Together with the status of the order's money that was reported.
   *
   * @throws LeaseLostError when another worker has taken over.
   */
  async writeReported(
    lease: Lease,
    patch: PaymentPatch,
    orderStatus: MoneyStatus
  ): Promise<void> {
    const { assignments, values } = toAssignments(patch)
    const rows = await this.sql(
      `with held as (
         update stripe_checkout_purchase set reported_status = ?, updated_at = now()
          where id = ? and lease_fence = ?
         returning id
       )
       update stripe_checkout_payment set ${assignments}
        where payment_session_id = ? and deleted_at is null
          and purchase_id in (select id from held)
        returning id`,
      [
        orderStatus,
        lease.purchaseId,
        lease.fence,
        ...values,
        lease.paymentSessionId,
      ]
    )
    if (!rows.length) {
      throw new LeaseLostError(lease)
    }
  }
}
