/**
 * Writes down what a person or another program wants of an order's payments, before
 * anything is done about it.
 */
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  isChargeable,
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { splitAmount } from "../../modules/stripe-checkout/domain/split-amount"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { findOrderPayments } from "./find-order-payments"
import { newRowId } from "./new-row-id"
import { resolveModule } from "./resolve-module"

export interface OrderPaymentsRequest {
  readonly order_id: string
  readonly kind: "capture" | "release"
  /** Major units; absent takes what is held and owed. */
  readonly amount?: number | undefined
  /** Who wants it: a user's id, or the name of a program. */
  readonly actor?: string | undefined
  /** The same request id never asks twice. */
  readonly request_id?: string | undefined
}

export const askForOrderPaymentsStep = createStep(
  "ask-for-order-payments",
  async (request: OrderPaymentsRequest, { container }) => {
    const rows = (await findOrderPayments(container, request.order_id)).filter(
      ({ state }) => state === "authorized"
    )
    if (!rows.length) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "No money is held for this order."
      )
    }
    const amounts = splitAmount(
      readAmount(request, rows),
      rows.map((row) => toMinorUnits(row.amount_capturable, row.currency_code))
    )
    const trigger = `request:${request.request_id ?? newRowId("scop")}`
    const { operations } = resolveModule(container)
    const asked = rows.map((row, index) => ({ row, amount: amounts[index] }))
    for (const { row, amount } of asked.filter((part) => part.amount !== 0)) {
      await operations.ask({
        id: newRowId("scop"),
        paymentSessionId: row.payment_session_id,
        orderId: request.order_id,
        kind: request.kind,
        amount:
          amount === null || amount === undefined
            ? null
            : toMajorUnits(amount, row.currency_code),
        currencyCode: row.currency_code,
        trigger,
        rule: "asked for",
        actor: request.actor ?? null,
        requestedByStatus: null,
        isDeclined: false,
        reason: `Asked for${request.actor ? ` by ${request.actor}` : ""}.`,
      })
    }
    return new StepResponse({
      trigger,
      payment_session_ids: rows.map((row) => row.payment_session_id),
    })
  }
)

function readAmount(
  { amount }: OrderPaymentsRequest,
  rows: readonly PaymentRow[]
): number | null {
  const currency = rows[0]?.currency_code ?? ""
  if (amount === undefined) {
    return null
  }
  if (!(amount > 0) || !isChargeable(amount, currency)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${amount} ${currency.toUpperCase()} cannot be captured: give a positive amount in the currency's smallest chargeable step.`
    )
  }
  return toMinorUnits(amount, currency)
}
