import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  transform,
} from "@medusajs/framework/workflows-sdk"

import { splitAmount } from "../../modules/stripe-checkout/domain/checkout/allocate"
import {
  isChargeable,
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type { OperationRow } from "../../modules/stripe-checkout/repositories/operations"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { newRowId, resolveModule } from "../support/module"
import {
  findOrderPayments,
  synchronizeEachStep,
} from "../synchronization/synchronize-related"

/** Another worker that is looking at the payment right now is waited for this long. */
const LEASE_WAIT_MS = 10_000

/**
 * The steps of every direct request, to be used inside a workflow: written down, done
 * by looking at each payment, and answered.
 */
export function answerRequest(
  request: Parameters<typeof askForOrderPaymentsStep>[0]
): ReturnType<typeof readAnswersStep> {
  const asked = askForOrderPaymentsStep(request)
  synchronizeEachStep(
    transform(asked, ({ payment_session_ids }) => ({
      payment_session_ids,
      wait_ms: LEASE_WAIT_MS,
      may_be_later: true,
    }))
  )
  return readAnswersStep(asked)
}

// ---- ask-for-order-payments.ts
/*
 * Writes down what a person or another program wants of an order's payments, before
 * anything is done about it.
 */

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
    const trigger = `request:${request.request_id ?? newRowId("scop")}`
    const rows = await findOrderPayments(container, request.order_id)
    const asked = await findAsked(container, rows, trigger)
    const chosen = asked.length
      ? asked
      : await ask(container, { request, rows, trigger })
    return new StepResponse({
      trigger,
      payment_session_ids: chosen.map((row) => row.payment_session_id),
    })
  }
)

/** The payments of which the same request has asked before: their answer is repeated. */
async function findAsked(
  container: MedusaContainer,
  rows: readonly PaymentRow[],
  trigger: string
): Promise<PaymentRow[]> {
  const { operations } = resolveModule(container)
  const asked: PaymentRow[] = []
  for (const row of rows) {
    if (await operations.findByTrigger(row.payment_session_id, trigger)) {
      asked.push(row)
    }
  }
  return asked
}

interface Question {
  readonly request: OrderPaymentsRequest
  readonly rows: readonly PaymentRow[]
  readonly trigger: string
}

async function ask(
  container: MedusaContainer,
  { request, rows, trigger }: Question
): Promise<PaymentRow[]> {
  const held = rows.filter(({ state }) => state === "authorized")
  if (!held.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "No money is held for this order."
    )
  }
  const amounts = splitAmount(
    readAmount(request, held),
    held.map((row) => toMinorUnits(row.amount_capturable, row.currency_code))
  )
  const parts = held.map((row, index) => ({
    row,
    amount: amounts[index] ?? null,
  }))
  for (const { row, amount } of parts.filter((part) => part.amount !== 0)) {
    await resolveModule(container).operations.ask({
      id: newRowId("scop"),
      paymentSessionId: row.payment_session_id,
      orderId: request.order_id,
      kind: request.kind,
      amount: amount === null ? null : toMajorUnits(amount, row.currency_code),
      currencyCode: row.currency_code,
      trigger,
      rule: "asked for",
      actor: request.actor ?? null,
      requestedByStatus: null,
      isDeclined: false,
      reason: `Asked for${request.actor ? ` by ${request.actor}` : ""}.`,
    })
  }
  return held
}

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

interface AskedFor {
  readonly trigger: string
  readonly payment_session_ids: readonly string[]
}

/** What became of a request, payment by payment. */
export interface OrderPaymentsAnswer {
  readonly payment_session_id: string
  readonly status: OperationRow["status"]
  readonly reason: string
}

export const readAnswersStep = createStep(
  "read-answers",
  async ({ trigger, payment_session_ids }: AskedFor, { container }) => {
    const { operations } = resolveModule(container)
    const answers: OrderPaymentsAnswer[] = []
    for (const id of payment_session_ids) {
      const operation = await operations.findByTrigger(id, trigger)
      if (operation) {
        answers.push({
          payment_session_id: id,
          status: operation.status,
          reason: operation.reason,
        })
      }
    }
    return new StepResponse(answers)
  }
)
