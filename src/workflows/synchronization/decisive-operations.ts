/**
 * What our own records say that a decision about a payment depends on: what is requested of
 * it, and what was reported of it and its order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  MedusaPayment,
  PaymentRequest,
} from "../../modules/stripe-checkout/domain/decision/decide"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentStatus } from "../../modules/stripe-checkout/domain/order-status/money-status"
import type { RequestRow } from "../../modules/stripe-checkout/repositories/operation-row"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncRow } from "../../modules/stripe-checkout/repositories/sync-row"
import { describeTriedCapture } from "../medusa/other-payments"
import { resolveModule } from "../support/module"

interface DecisiveOperations {
  /** The oldest request that is still pending, of a rule or of a person. */
  readonly request: PaymentRequest | null
  readonly statusContext: MedusaPayment["statusContext"]
}

export async function readDecisiveOperations(
  container: MedusaContainer,
  { row, orderStatus }: Pick<SyncRow, "row" | "orderStatus">,
  orderId: string | null
): Promise<DecisiveOperations> {
  const { answeredStatuses, lastTriedCapture, pending } = await resolveModule(
    container
  ).operationHistory.decisive(row.payment_session_id, orderId)
  return {
    request: pending && (await describeRequest(container, row, pending)),
    statusContext: {
      reported: {
        payment: row.reported_status as PaymentStatus | null,
        order: orderStatus,
      },
      lastCapture: describeTriedCapture(lastTriedCapture),
      answered: answeredStatuses,
    },
  }
}

async function describeRequest(
  container: MedusaContainer,
  row: PaymentRow,
  pending: RequestRow
): Promise<PaymentRequest> {
  const { operationHistory } = resolveModule(container)
  const minor = (amount: string | null): number | null =>
    amount === null ? null : toMinorUnits(amount, row.currency_code)
  const earlier = await operationHistory.capturesOf(row.payment_session_id)
  return {
    kind: pending.kind,
    operationId: pending.id,
    isBeforeOrder: pending.order_id === null,
    amount: minor(pending.amount),
    hasBegun: pending.begun_at !== null,
    receivedAtBegin: minor(pending.captured_before),
    capturedBefore: earlier.reduce(
      (sum, { amount }) => sum + (minor(amount) ?? 0),
      0
    ),
  }
}
