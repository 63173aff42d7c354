/**
 * Money that Stripe has captured and the order's ledger does not count yet: the process
 * died in between, or core could not be reached. The order seems to owe it still.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { OrderTransaction } from "./order"
import { sumAmounts } from "./query"

interface PaymentWithCaptures {
  readonly payment_session_id: string
  readonly captures?: readonly ({ readonly id: string } | null)[]
}

/**
 * @param rows of the order's payments, as they were last synchronized
 * @returns minor units by payment session; nothing for what is recorded
 */
export async function readUnrecorded(
  container: MedusaContainer,
  rows: readonly PaymentRow[],
  transactions: readonly OrderTransaction[]
): Promise<ReadonlyMap<string, number>> {
  const captured = rows.filter(({ amount_captured }) =>
    MathBN.gt(amount_captured, 0)
  )
  if (!captured.length) {
    return new Map()
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["payment_session_id", "captures.id"],
    filters: {
      payment_session_id: captured.map((row) => row.payment_session_id),
    },
  })
  const payments = data as PaymentWithCaptures[]
  return new Map(
    captured.map((row) => {
      const captureIds = payments
        .filter((one) => one.payment_session_id === row.payment_session_id)
        .flatMap(({ captures = [] }) =>
          captures.flatMap((one) => one?.id ?? [])
        )
      const recorded = sumAmounts(
        transactions.filter(
          ({ reference_id }) =>
            reference_id !== null && captureIds.includes(reference_id)
        )
      )
      const minor = toMinorUnits(
        MathBN.sub(row.amount_captured, recorded).toString(),
        row.currency_code
      )
      return [row.payment_session_id, Math.max(0, minor)]
    })
  )
}
