/**
 * Medusa's side of one payment, as it is now.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MoneySituation } from "../../modules/stripe-checkout/domain/order-status/status-report"
import type { MedusaPayment } from "../../modules/stripe-checkout/domain/decision/decide"
import { writtenStatuses } from "../../modules/stripe-checkout/options/schema"
import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { NO_CART, readCartSide } from "./paid-cart"
import { readCollections } from "./payment-collections"
import { type OrderTransaction, readOrder, readTransactions } from "./order"
import { readPayment } from "./payment-records"
import { readPlacedOrder } from "./placed-order"
import { resolveModule } from "../support/module"

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
  const { options } = resolveModule(container)
  const row = await requireRow(container, paymentSessionId)
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
  const side: OrderSide = {
    orderId: isPaidOtherwise ? null : placed.orderId,
    currencyCode: row.currency_code,
    transactions,
    paymentId: payment?.id ?? null,
    minor,
  }
  const { isMoving, cartTotal, canBeBoundAnew, isPageOutdated } = placed.orderId
    ? NO_CART
    : await readCartSide(container, row, minor)
  return {
    row,
    medusa: {
      currencyCode: row.currency_code,
      amount: minor(row.amount),
      cart: row.cart_id ? { id: row.cart_id } : null,
      paymentSession,
      cartTotal,
      canBeBoundAnew: paymentSession === null && canBeBoundAnew,
      isPageOutdated,
      continues: row.continues,
      payment,
      ...(await readOrderSide(container, side)),
      isCompleting: placed.isCompleting || isMoving,
      isPaidOtherwise,
      interruption: placed.interruption,
      isReleasing: row.is_releasing,
      isHopeless: isHopeless(row, options.reconcile.windowHours),
      deadline: readDeadline(row, options.captureDeadline.warnHours),
      report: await readReport(container, row),
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

interface OrderSide {
  readonly orderId: string | null
  readonly currencyCode: string
  readonly transactions: readonly OrderTransaction[]
  readonly paymentId: string | null
  readonly minor: (amount: BigNumberInput) => number
}

async function readOrderSide(
  container: MedusaContainer,
  { orderId, currencyCode, transactions, paymentId, minor }: OrderSide
): Promise<Pick<MedusaPayment, "order" | "collections">> {
  if (!orderId) {
    return { order: null, collections: [] }
  }
  const { metadataKey } = resolveModule(container).options.orderStatus
  return {
    order: await readOrder(container, orderId, {
      currencyCode,
      transactions,
      statusKey: metadataKey,
    }),
    collections: await readCollections(container, orderId, {
      minor,
      paymentId,
    }),
  }
}

async function readReport(
  container: MedusaContainer,
  row: PaymentRow
): Promise<MedusaPayment["report"]> {
  const { operations, options } = resolveModule(container)
  const lastCapture = await operations.lastTriedCapture(row.payment_session_id)
  return {
    told: row.told_situation as MoneySituation | null,
    names: writtenStatuses(options),
    lastCapture: lastCapture && {
      hasFailed: lastCapture.status === "failed",
      requestedByStatus: lastCapture.requested_by_status,
      reason: lastCapture.reason,
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
