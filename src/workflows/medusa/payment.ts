/**
 * The current state of one payment in Medusa.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentStatus } from "../../modules/stripe-checkout/domain/order-status/status"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/decide"
import type { OrderPolicy } from "../../modules/stripe-checkout/domain/order-status/order-policy"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  readOtherPayments,
  readOtherRows,
  readTriedCapture,
  readTurn,
} from "./other-payments"
import { NO_CART, readCartState } from "./paid-cart"
import { readOrderOfCart } from "./order-of-cart"
import { readCollections } from "./payment-collections"
import { readOrder } from "./order"
import { type OrderTransaction, readTransactions } from "./order-transactions"
import { readPayment } from "./payment-records"
import { readPaymentLink } from "./payment-link-balance"
import { readPlacedOrder } from "./placed-order"
import { resolveModule } from "../support/module"

export interface MedusaState {
  readonly row: PaymentRow
  /** Of the order's other payments. */
  readonly otherRows: readonly PaymentRow[]
  readonly medusa: MedusaPayment
}

export async function loadMedusaPayment(
  container: MedusaContainer,
  paymentSessionId: string,
  policy: OrderPolicy
): Promise<MedusaState> {
  const { options } = resolveModule(container)
  const row = await requireRow(container, paymentSessionId)
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), row.currency_code)
  // The order of reads matters: a payment that is missing once the order exists and
  // nobody is completing the cart will not appear later.
  const placed = await readPlacedOrder(container, row)
  const transactions = placed.orderId
    ? await readTransactions(container, placed.orderId)
    : []
  const { paymentSession, payment } = await readPayment(container, row, {
    minor,
    orderId: placed.orderId,
    transactions,
  })
  const { orderId, isBeingPaid, paidByOtherPayment } = await readOrderOfCart(
    container,
    placed,
    { payment, paymentSessionId }
  )
  const orderQuery: OrderQuery = {
    orderId,
    currencyCode: row.currency_code,
    transactions,
    paymentId: payment?.id ?? null,
    statusKey: policy.metadataKey,
    minor,
  }
  const ordered = await readOrderAndCollections(container, orderQuery)
  const { isLocked, cartTotal, canRebind, isCheckoutSessionOutdated } =
    placed.orderId ? NO_CART : await readCartState(container, row, minor)
  const otherRows = await readOtherRows(container, row, orderId)
  return {
    row,
    otherRows,
    medusa: {
      currencyCode: row.currency_code,
      amount: minor(row.amount),
      cart: row.cart_id ? { id: row.cart_id } : null,
      paymentSession,
      cartTotal,
      canRebind: paymentSession === null && canRebind,
      isCheckoutSessionOutdated,
      replacesPaymentSessionId: row.replaces_payment_session_id,
      payment,
      ...ordered,
      isOrderDeleted: orderQuery.orderId !== null && ordered.order === null,
      turn: readTurn(row),
      others: await readOtherPayments(container, otherRows, transactions),
      isCompleting: [placed.isCompleting, isLocked, isBeingPaid].some(Boolean),
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
      statusContext: await loadStatusContext(
        container,
        row,
        orderQuery.orderId
      ),
    },
  }
}

async function requireRow(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentRow> {
  const { payments } = resolveModule(container)
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no payment for ${paymentSessionId}.`
    )
  }
  return row
}

interface OrderQuery {
  readonly orderId: string | null
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
  readonly paymentId: string | null
  readonly statusKey: string
  readonly minor: (amount: BigNumberInput) => number
}

async function readOrderAndCollections(
  container: MedusaContainer,
  {
    orderId,
    currencyCode,
    transactions,
    paymentId,
    statusKey,
    minor,
  }: OrderQuery
): Promise<Pick<MedusaPayment, "order" | "collections">> {
  if (!orderId) {
    return { order: null, collections: [] }
  }
  return {
    order: await readOrder(container, orderId, {
      currencyCode,
      transactions,
      statusKey,
    }),
    collections: await readCollections(container, orderId, {
      minor,
      paymentId,
    }),
  }
}

async function loadStatusContext(
  container: MedusaContainer,
  row: PaymentRow,
  orderId: string | null
): Promise<MedusaPayment["statusContext"]> {
  const { operations, purchases } = resolveModule(container)
  return {
    reported: {
      payment: row.reported_status as PaymentStatus | null,
      order: await purchases.reportedStatus(row.purchase_id),
    },
    lastCapture: await readTriedCapture(container, row),
    answered: orderId ? await operations.answeredStatuses(orderId) : [],
  }
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
