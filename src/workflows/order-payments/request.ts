import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  transform,
} from "@medusajs/framework/workflows-sdk"

import { allocateAcrossAuthorizations } from "../../modules/stripe-checkout/domain/checkout/allocate"
import { shareBeyondHolds } from "../../modules/stripe-checkout/domain/decision/hold-grants"
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
import type {
  RecordedRequest,
  RequestPart,
} from "../../modules/stripe-checkout/repositories/order-requests"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { readTurn } from "../medusa/other-payments"
import { reachOfRow } from "../medusa/row-reach"
import { requireOrder } from "../medusa/require-order"
import { newRowId, resolveModule } from "../support/module"
import { findOrderPayments } from "../medusa/order-payment-rows"
import { synchronizeEachStep } from "../synchronization/synchronize-related"
import { findRecorded } from "./used-request-id"

/** How long to wait for another worker that is synchronizing the payment. */
export const LEASE_WAIT_MS = 10_000

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
  /** The same request id never requests twice, and never anything else. */
  readonly request_id?: string | undefined
}

export const requestOrderPaymentsStep = createStep(
  "request-order-payments",
  async (request: OrderPaymentsRequest, { container }) => {
    await requireOrder(container, request.order_id)
    const { requests } = resolveModule(container)
    const recorded =
      (await findSame(container, request)) ??
      (await recordRequest(container, request))
    return new StepResponse({
      trigger: recorded.trigger,
      payment_session_ids: await requests.paymentSessionsOf(recorded),
    })
  }
)

async function recordRequest(
  container: MedusaContainer,
  request: OrderPaymentsRequest
): Promise<Pick<RecordedRequest, "order_id" | "trigger">> {
  const { order_id, kind, amount } = request
  const rows = await findOrderPayments(container, order_id)
  const held = rows
    .filter(({ state }) => state === "authorized")
    .sort((one, other) => compareTurns(readTurn(one), readTurn(other)))
  const [first] = held
  if (!first) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "No money is held for this order."
    )
  }
  const trigger = `request:${request.request_id ?? newRowId("scop")}`
  await resolveModule(container).requests.record({
    requestId: request.request_id ?? null,
    trigger,
    orderId: order_id,
    kind,
    requestedAmount: amount === undefined ? null : String(amount),
    currencyCode: first.currency_code,
    actor: request.actor ?? null,
    reason: because("requested", { actor: request.actor ?? null }),
    parts: allocate(request, held),
  })
  // Another request with the same id may have been recorded at the same moment.
  return (await findSame(container, request)) ?? { order_id, trigger }
}

function findSame(
  container: MedusaContainer,
  { order_id, kind, amount, request_id }: OrderPaymentsRequest
): Promise<RecordedRequest | null> {
  return findRecorded(container, request_id, (recorded) => {
    const { requested_amount } = recorded
    const before = requested_amount === null ? null : Number(requested_amount)
    return (
      recorded.order_id === order_id &&
      recorded.kind === kind &&
      before === (amount ?? null)
    )
  })
}

/** Of which payment how much is requested. */
function allocate(
  request: OrderPaymentsRequest,
  held: readonly PaymentRow[]
): RequestPart[] {
  const amount = readAmount(request, held)
  const amounts = allocateAcrossAuthorizations(
    amount,
    readCapturable(amount, held)
  )
  return held
    .map((row, index) => ({ row, amount: amounts[index] ?? null }))
    .filter(({ amount }) => amount !== 0)
    .map(({ row, amount }) => ({
      id: newRowId("scop"),
      paymentSessionId: row.payment_session_id,
      amount: amount === null ? null : toMajorUnits(amount, row.currency_code),
    }))
}

/** What each hold can contribute, with what overcapture grants where all do not hold enough. */
function readCapturable(
  amount: number | null,
  rows: readonly PaymentRow[]
): number[] {
  const holds = rows.map((row) => ({
    held: toMinorUnits(row.amount_capturable, row.currency_code),
    reach: reachOfRow(row),
  }))
  const beyond = shareBeyondHolds(amount ?? 0, holds)
  return holds.map(({ held }, index) => held + (beyond[index] ?? 0))
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
   * `pending`, which is retried automatically.
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
