/**
 * Medusa's side of one payment, as it is now.
 */
import type {
  BigNumberInput,
  IPaymentModuleService,
  MedusaContainer,
  PaymentDTO,
} from "@medusajs/framework/types"
import { MathBN, MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { MoneySituation } from "../../modules/stripe-checkout/domain/order-status"
import type {
  MedusaPayment,
  PaymentRecord,
} from "../../modules/stripe-checkout/domain/payment-transition"
import { writtenStatuses } from "../../modules/stripe-checkout/options"
import type { Lease } from "../../modules/stripe-checkout/rows/leases"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payments"
import { isCartLocked } from "./is-cart-locked"
import { findOrderId, readOrder } from "./read-order"
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
  const { paymentSession, payment } = await readPayment(container, row, minor)
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
      payment,
      order,
      isCompleting: placed.isCompleting,
      isPaidOtherwise,
      isReleasing: row.is_releasing,
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

async function readPayment(
  container: MedusaContainer,
  row: PaymentRow,
  minor: (amount: BigNumberInput) => number
): Promise<Pick<MedusaPayment, "paymentSession" | "payment">> {
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const [session] = await payments.listPaymentSessions(
    { id: row.payment_session_id },
    { take: 1 }
  )
  const [payment] = await payments.listPayments(
    { payment_session_id: row.payment_session_id },
    { relations: ["captures", "refunds"], take: 1 }
  )
  return {
    paymentSession: session
      ? { id: session.id, amount: minor(session.amount) }
      : null,
    payment: payment ? readPaymentRecord(payment, minor) : null,
  }
}

function readPaymentRecord(
  payment: PaymentDTO,
  minor: (amount: BigNumberInput) => number
): PaymentRecord {
  const sum = (rows: readonly { amount: BigNumberInput }[] = []): number =>
    minor(
      rows.reduce(
        (total, { amount }) => MathBN.add(total, amount),
        MathBN.convert(0)
      )
    )
  return {
    id: payment.id,
    amount: minor(payment.amount),
    captured: sum(payment.captures),
    refunded: sum(payment.refunds),
    isCanceled: Boolean(payment.canceled_at),
  }
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
  const orderId = await findOrderId(container, row.cart_id)
  const isCompleting =
    orderId !== null && (await isCartLocked(container, row.cart_id))
  return isCompleting
    ? { orderId: null, isFromCart: false, isCompleting }
    : { orderId, isFromCart: orderId !== null, isCompleting }
}
