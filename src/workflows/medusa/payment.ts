/**
 * The current state of one payment in Medusa.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/decide"
import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import type { OrderState } from "../../modules/stripe-checkout/domain/order-status/order-state"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncRow } from "../../modules/stripe-checkout/repositories/sync-row"
import { readOtherPayments, readOtherRows, readTurn } from "./other-payments"
import { readOrderOfCart } from "./order-of-cart"
import { describeCollections } from "./payment-collections"
import { readOrder } from "./order"
import { type OrderTransaction, readTransactions } from "./order-transactions"
import { describePayment } from "./payment-records"
import { type PaymentRows, readPaymentRows } from "./payment-rows"
import { readPaymentLink } from "./payment-link-balance"
import { readPlacedOrder } from "./placed-order"
import { addUnfinishedCredit } from "./refund-credit"
import { resolveModule } from "../support/module"

/** What needs neither Stripe nor our operations to be read. */
export type MedusaRecords = Omit<
  MedusaPayment,
  "statusContext" | "cartTotal" | "canRebind" | "isCheckoutSessionOutdated"
>

export interface MedusaState {
  readonly row: PaymentRow
  /** Of the order's other payments. */
  readonly otherRows: readonly PaymentRow[]
  readonly medusa: MedusaRecords
}

export async function loadMedusaPayment(
  container: MedusaContainer,
  own: Pick<SyncRow, "row" | "hasOthers">,
  policy: OrderPolicy
): Promise<MedusaState & { readonly mayHaveCart: boolean }> {
  const { options } = resolveModule(container)
  const { row } = own
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), row.currency_code)
  // The order of reads matters: a payment that is missing once the order exists and
  // nobody is completing the cart will not appear later.
  const placed = await readPlacedOrder(container, row)
  const transactions = placed.orderId
    ? await readTransactions(container, placed.orderId)
    : []
  const rows = await readPaymentRows(
    container,
    row.payment_session_id,
    placed.orderId
  )
  const { paymentSession, payment } = await describePayment(container, rows, {
    minor,
    orderId: placed.orderId,
    transactions,
  })
  const { orderId, isBeingPaid, paidByOtherPayment } = await readOrderOfCart(
    container,
    placed,
    { payment, paymentSessionId: row.payment_session_id }
  )
  const orderQuery: OrderQuery = {
    orderId,
    currencyCode: row.currency_code,
    transactions,
    paymentId: payment?.id ?? null,
  }
  const order = await readOrderOf(container, orderQuery, { policy, rows })
  const mayHaveCart = placed.orderId === null && row.cart_id !== null
  const otherRows = await readOtherRows(container, own, orderId)
  return {
    row,
    otherRows,
    mayHaveCart,
    medusa: {
      currencyCode: row.currency_code,
      amount: minor(row.amount),
      cart: row.cart_id ? { id: row.cart_id } : null,
      paymentSession,
      replacesPaymentSessionId: row.replaces_payment_session_id,
      payment,
      order,
      collections: order
        ? describeCollections(rows.collections, {
            minor,
            paymentId: orderQuery.paymentId,
          })
        : [],
      isOrderDeleted: orderId !== null && order === null,
      turn: readTurn(row),
      others: await readOtherPayments(container, otherRows, transactions),
      isCompleting: placed.isCompleting || isBeingPaid,
      paymentLink: await readPaymentLink(container, row, orderQuery),
      paidByOtherPayment,
      interruption: placed.interruption,
      lookalikeOrder: placed.lookalikeOrder,
      releaseRequested: row.release_requested,
      placementTimedOut: placementTimedOut(
        row,
        options.notPlaceable.releaseAfterHours
      ),
      deadline: readDeadline(row, policy.captureDeadline.warnHours),
      reportedRefunds: (row.refunds ?? []).map(({ id, reported_status }) => ({
        id,
        status: reported_status,
      })),
    },
  }
}

interface OrderQuery {
  readonly orderId: string | null
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
  readonly paymentId: string | null
}

async function readOrderOf(
  container: MedusaContainer,
  { orderId, currencyCode, transactions }: OrderQuery,
  { policy, rows }: { readonly policy: OrderPolicy; readonly rows: PaymentRows }
): Promise<OrderState | null> {
  const order =
    orderId === null
      ? null
      : await readOrder(container, orderId, {
          currencyCode,
          transactions,
          statusKey: policy.metadataKey,
        })
  return order && addUnfinishedCredit(order, rows.openCreditChanges)
}

const HOUR_MS = 60 * 60 * 1000

function placementTimedOut(row: PaymentRow, afterHours: number): boolean {
  return (
    row.order_failing_since !== null &&
    Date.now() - Date.parse(row.order_failing_since) > afterHours * HOUR_MS
  )
}

export function readDeadline(
  row: PaymentRow,
  warnHours: number
): MedusaPayment["deadline"] {
  if (row.expiry_notified_at) {
    return "notified"
  }
  const end = row.capture_before ? Date.parse(row.capture_before) : Infinity
  return end - Date.now() < warnHours * HOUR_MS ? "near" : "far"
}
