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
  const { paymentSession, payment } = await readPayment(container, row, minor)
  const placed = await readPlacedOrder(container, row, payment !== null)
  const order = placed.orderId
    ? await readOrder(container, placed.orderId, {
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
      isPaidOtherwise: placed.isPaidOtherwise,
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
  readonly isCompleting: boolean
  readonly isPaidOtherwise: boolean
}

const NOT_PLACED: PlacedOrder = {
  orderId: null,
  isCompleting: false,
  isPaidOtherwise: false,
}

/**
 * Core links order and cart before it authorizes the payment, and undoes both when
 * something fails afterwards. So an order counts only once nobody is completing the
 * cart any more; if it then stands without this payment, it was paid otherwise.
 */
async function readPlacedOrder(
  container: MedusaContainer,
  row: PaymentRow,
  hasPayment: boolean
): Promise<PlacedOrder> {
  if (row.order_id) {
    return { ...NOT_PLACED, orderId: row.order_id }
  }
  const orderId = row.cart_id ? await findOrderId(container, row.cart_id) : null
  if (!orderId || !row.cart_id) {
    return NOT_PLACED
  }
  if (await isCartLocked(container, row.cart_id)) {
    return { ...NOT_PLACED, isCompleting: true }
  }
  return hasPayment
    ? { ...NOT_PLACED, orderId }
    : { ...NOT_PLACED, isPaidOtherwise: true }
}
