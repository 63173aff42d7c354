import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  transform,
} from "@medusajs/framework/workflows-sdk"

import { allocateAcrossAuthorizations } from "../../modules/stripe-checkout/domain/checkout/allocate"
import { compareTurns } from "../../modules/stripe-checkout/domain/decision/order-money"
import {
  isChargeable,
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import {
  because,
  describeReason,
  type ReasonDescription,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { OperationRow } from "../../modules/stripe-checkout/repositories/operation-row"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { readTurn } from "../medusa/other-payments"
import { newRowId, resolveModule } from "../support/module"
import { findOrderPayments } from "../medusa/order-payment-rows"
import { synchronizeEachStep } from "../synchronization/synchronize-related"

/** How long to wait for another worker that is synchronizing the payment. */
const LEASE_WAIT_MS = 10_000

/**
 * The steps of every request by a person or a program, to be used inside a workflow:
 * recorded first, carried out by synchronizing each payment, then reported.
 */
export function runRequest(
  request: Parameters<typeof requestOrderPaymentsStep>[0]
): ReturnType<typeof getResultsStep> {
  const requested = requestOrderPaymentsStep(request)
  synchronizeEachStep(
    transform(requested, ({ payment_session_ids }) => ({
      payment_session_ids,
      wait_ms: LEASE_WAIT_MS,
      tolerate_failures: true,
    }))
  )
  return getResultsStep(requested)
}

export interface OrderPaymentsRequest {
  readonly order_id: string
  readonly kind: "capture" | "release"
  /** Major units; absent takes what is held and owed. */
  readonly amount?: number | undefined
  /** Who requests it: a user's id, or the name of a program. */
  readonly actor?: string | undefined
  /** The same request id never requests twice. */
  readonly request_id?: string | undefined
}

export const requestOrderPaymentsStep = createStep(
  "request-order-payments",
  async (request: OrderPaymentsRequest, { container }) => {
    const trigger = `request:${request.request_id ?? newRowId("scop")}`
    const rows = await findOrderPayments(container, request.order_id)
    const known = await findRequested(container, rows, trigger)
    const chosen = known.length
      ? known
      : await recordRequest(container, { request, rows, trigger })
    return new StepResponse({
      trigger,
      payment_session_ids: chosen.map((row) => row.payment_session_id),
    })
  }
)

/** The payments that the same request was made for before: its result is repeated. */
async function findRequested(
  container: MedusaContainer,
  rows: readonly PaymentRow[],
  trigger: string
): Promise<PaymentRow[]> {
  const { operations } = resolveModule(container)
  const requested: PaymentRow[] = []
  for (const row of rows) {
    if (await operations.findByTrigger(row.payment_session_id, trigger)) {
      requested.push(row)
    }
  }
  return requested
}

interface IncomingRequest {
  readonly request: OrderPaymentsRequest
  readonly rows: readonly PaymentRow[]
  readonly trigger: string
}

async function recordRequest(
  container: MedusaContainer,
  { request, rows, trigger }: IncomingRequest
): Promise<PaymentRow[]> {
  const held = rows
    .filter(({ state }) => state === "authorized")
    .sort((one, other) => compareTurns(readTurn(one), readTurn(other)))
  if (!held.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "No money is held for this order."
    )
  }
  const amounts = allocateAcrossAuthorizations(
    readAmount(request, held),
    held.map((row) => toMinorUnits(row.amount_capturable, row.currency_code))
  )
  const parts = held.map((row, index) => ({
    row,
    amount: amounts[index] ?? null,
  }))
  for (const { row, amount } of parts.filter((part) => part.amount !== 0)) {
    await resolveModule(container).operations.request({
      id: newRowId("scop"),
      paymentSessionId: row.payment_session_id,
      orderId: request.order_id,
      kind: request.kind,
      amount: amount === null ? null : toMajorUnits(amount, row.currency_code),
      currencyCode: row.currency_code,
      trigger,
      source: "request",
      rule: null,
      actor: request.actor ?? null,
      requestedByStatus: null,
      isRejected: false,
      reason: because("requested", { actor: request.actor ?? null }),
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

interface RequestedPayments {
  readonly trigger: string
  readonly payment_session_ids: readonly string[]
}

/** The result of a request for one of the order's payments. */
export interface OrderPaymentsResult extends ReasonDescription {
  readonly payment_session_id: string
  /**
   * `succeeded`; `failed`, e.g. by the issuer; `rejected` when it is not possible; or
   * `pending`, which is tried again by itself.
   */
  readonly status: OperationRow["status"]
}

export const getResultsStep = createStep(
  "get-results",
  async (
    { trigger, payment_session_ids }: RequestedPayments,
    { container }
  ) => {
    const { operations } = resolveModule(container)
    const results: OrderPaymentsResult[] = []
    for (const id of payment_session_ids) {
      const operation = await operations.findByTrigger(id, trigger)
      if (operation) {
        results.push({
          payment_session_id: id,
          status: operation.status,
          ...describeReason(operation.reason),
        })
      }
    }
    return new StepResponse(results)
  }
)
