/**
 * Medusa's side of one payment, as it is now.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MoneySituation } from "../../modules/stripe-checkout/domain/order-status"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/payment-transition"
import { writtenStatuses } from "../../modules/stripe-checkout/options"
import type { Lease } from "../../modules/stripe-checkout/rows/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { isCartAsPaid } from "./is-cart-as-paid"
import { isCartLocked } from "./is-cart-locked"
import { findOrderId, readOrder, readTransactions } from "./read-order"
import { readPayment } from "./read-payment-records"
import { resolveModule } from "./resolve-module"

export interface MedusaReading {
  readonly row: PaymentRow
  readonly medusa: MedusaPayment
}

export const readMedusaPaymentStep = createStep(
  "read-medusa-payment",
  async ({ lease }: { lease: Lease }, { container }) => {
    await resolveModule(container).leases.renew(lease)
    return new StepResponse(
      await readMedusaPayment(container, lease.paymentSessionId)
    )
  }
)

async function readMedusaPayment(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<MedusaReading> {
  const module = resolveModule(container)
  const row = await module.payments.findBy(
    "payment_session_id",
    paymentSessionId
  )
  if (!row) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no payment for ${paymentSessionId}.`
    )
  }
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), row.currency_code)
  // The order of reads matters: a payment that is missing once the order stands and
  // nobody is completing any more will not appear later.
  const placed = await readPlacedOrder(container, row)
  const transactions = placed.orderId
    ? await readTransactions(container, placed.orderId)
    : []
  const { paymentSession, payment } = await readPayment(container, row, {
    minor,
    transactions,
  })
  const isPaidOtherwise = placed.isFromCart && payment === null
  const orderId = isPaidOtherwise ? null : placed.orderId
  const order = orderId
    ? await readOrder(container, orderId, {
        currencyCode: row.currency_code,
        statusKey: module.options.orderStatus.metadataKey,
      })
    : null
  const lastCapture = await module.operations.lastTriedCapture(paymentSessionId)
  return {
    row,
    medusa: {
      currencyCode: row.currency_code,
      amount: minor(row.amount),
      cart: row.cart_id ? { id: row.cart_id } : null,
      paymentSession,
      canBeBoundAnew:
        paymentSession === null && (await isCartAsPaid(container, row)),
      continues: row.continues,
      payment,
      order,
      isCompleting: placed.isCompleting,
      isPaidOtherwise,
      isReleasing: row.is_releasing,
      isHopeless: isHopeless(row, module.options.reconcile.windowHours),
      deadline: readDeadline(row, module.options.captureDeadline.warnHours),
      report: {
        told: row.told_situation as MoneySituation | null,
        names: writtenStatuses(module.options),
        lastCapture: lastCapture && {
          hasFailed: lastCapture.status === "failed",
          requestedByStatus: lastCapture.requested_by_status,
          reason: lastCapture.reason,
        },
      },
    },
  }
}

const HOUR_MS = 60 * 60 * 1000

function isHopeless(row: PaymentRow, windowHours: number): boolean {
  return (
    row.unplaceable_since !== null &&
    Date.now() - Date.parse(row.unplaceable_since) > windowHours * HOUR_MS
  )
}

function readDeadline(
  row: PaymentRow,
  warnHours: number
): MedusaPayment["deadline"] {
  if (row.is_deadline_told) {
    return "told"
  }
  const end = row.capture_before ? Date.parse(row.capture_before) : Infinity
  return end - Date.now() < warnHours * HOUR_MS ? "near" : "far"
}

interface PlacedOrder {
  readonly orderId: string | null
  /** Found through the cart, so another payment may have been used for it. */
  readonly isFromCart: boolean
  readonly isCompleting: boolean
}

/**
 * Core links order and cart before it authorizes the payment, and undoes both when
 * something fails afterwards. So an order counts only once nobody is completing the
 * cart any more.
 */
async function readPlacedOrder(
  container: MedusaContainer,
  row: PaymentRow
): Promise<PlacedOrder> {
  if (row.order_id || !row.cart_id) {
    return { orderId: row.order_id, isFromCart: false, isCompleting: false }
  }
  const linked = await findOrderId(container, row.cart_id)
  if (linked === null) {
    return { orderId: null, isFromCart: false, isCompleting: false }
  }
  if (await isCartLocked(container, row.cart_id)) {
    return { orderId: null, isFromCart: false, isCompleting: true }
  }
  // A completion that failed meanwhile has undone its order: only a link that is still
  // there once nobody completes the cart counts.
  const orderId = await findOrderId(container, row.cart_id)
  return { orderId, isFromCart: orderId !== null, isCompleting: false }
}
