/**
 * Captures of an order's payments that the order's ledger does not count yet, so that the
 * order seems to owe their money still.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import { unrecordedCapture } from "../../modules/stripe-checkout/domain/decision/order-money"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { OrderTransaction } from "./order-transactions"
import { sumAmounts } from "./query"

interface UnrecordedCapture {
  /** Captured at Stripe, in minor units: the process died, or core could not be reached. */
  readonly amount: number
  /** Core has begun to capture what Stripe still holds. */
  readonly isUnderWay: boolean
}

export const ALL_RECORDED: UnrecordedCapture = { amount: 0, isUnderWay: false }

/**
 * Captured money that the order did not owe when it came: Medusa has no payment for it, and
 * it is reported until somebody refunds it. It has paid nothing of the order. Should the
 * order owe it later, its own synchronization binds it.
 */
export function isBesideOrder({
  payment_id,
  state,
  kept_reading,
}: PaymentRow): boolean {
  // Kept once a sync pass has found nothing left to do.
  return payment_id === null && state === "captured" && kept_reading !== null
}

/**
 * @param rows of the order's payments, as they were last synchronized
 * @returns by payment session
 */
export async function readUnrecorded(
  container: MedusaContainer,
  rows: readonly PaymentRow[],
  transactions: readonly OrderTransaction[]
): Promise<ReadonlyMap<string, UnrecordedCapture>> {
  const withMoney = rows.filter(
    (row) =>
      !isBesideOrder(row) &&
      (MathBN.gt(row.amount_captured, 0) || MathBN.gt(row.amount_capturable, 0))
  )
  if (!withMoney.length) {
    return new Map()
  }
  const captureIds = await readCaptureIds(container, withMoney)
  return new Map(
    withMoney.map((row) => [
      row.payment_session_id,
      compare(row, captureIds.get(row.payment_session_id) ?? [], transactions),
    ])
  )
}

function compare(
  row: PaymentRow,
  captureIds: readonly string[],
  transactions: readonly OrderTransaction[]
): UnrecordedCapture {
  const counted = transactions.filter(
    ({ reference_id }) =>
      reference_id !== null && captureIds.includes(reference_id)
  )
  // Each is rounded by itself, as Stripe and the ledger have it.
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), row.currency_code)
  return {
    amount: unrecordedCapture({
      captured: minor(row.amount_captured),
      refunded: minor(row.amount_refunded),
      recorded: minor(sumAmounts(counted)),
    }),
    isUnderWay:
      MathBN.gt(row.amount_capturable, 0) && captureIds.length > counted.length,
  }
}

interface PaymentWithCaptures {
  readonly payment_session_id: string
  readonly captures?: readonly ({ readonly id: string } | null)[]
}

async function readCaptureIds(
  container: MedusaContainer,
  rows: readonly PaymentRow[]
): Promise<ReadonlyMap<string, readonly string[]>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["payment_session_id", "captures.id"],
    filters: { payment_session_id: rows.map((row) => row.payment_session_id) },
  })
  const payments = data as PaymentWithCaptures[]
  return new Map(
    payments.map(({ payment_session_id, captures = [] }) => [
      payment_session_id,
      captures.flatMap((capture) => capture?.id ?? []),
    ])
  )
}
