/**
 * What a person or a program requests of a payment that has no order yet: recorded first,
 * carried out by synchronizing the payment, then reported.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  type PaymentWithoutOrder,
  refuseRelease,
  refuseRetry,
  type WithoutOrderRefusal,
} from "../../modules/stripe-checkout/domain/payment-without-order"
import { shorten } from "../../modules/stripe-checkout/domain/quote"
import {
  because,
  describeReason,
  type ReasonDescription,
  sentenceOf,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { OperationRow } from "../../modules/stripe-checkout/repositories/operation-row"
import type { RecordedRequest } from "../../modules/stripe-checkout/repositories/order-requests"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { newRowId, resolveModule } from "../support/module"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { LEASE_WAIT_MS } from "./request"
import { findRecorded } from "./used-request-id"

/** A request for a payment that has no order. */
export interface RequestBeforeOrderInput {
  /** Of the payment session that was paid. */
  payment_session_id: string
  /** Who requests it: a user's id, or the name of a program. */
  actor?: string
  /**
   * Two requests with the same id act once; the second returns the first one's result.
   * Another request under a used id is refused.
   */
  request_id?: string
}

type RequestBeforeOrder = RequestBeforeOrderInput & {
  readonly kind: "place_order" | "release"
}

/** What came of the request, and why. */
export interface RequestBeforeOrderResult extends ReasonDescription {
  /** Another one than requested where Medusa had deleted that and it was created again. */
  readonly payment_session_id: string
  /**
   * `succeeded`; `rejected` when it is not possible; or `pending`, which is tried again by
   * itself.
   */
  readonly status: Exclude<OperationRow["status"], "failed">
  /** The order, once it is placed. */
  readonly order_id: string | null
}

export const requestBeforeOrderStep = createStep(
  "request-before-order",
  async (request: RequestBeforeOrder, { container }) => {
    const rows = await findPayment(container, request.payment_session_id)
    const recorded =
      (await findSame(container, request, rows)) ??
      (await recordRequest(container, request, rows))
    return new StepResponse({ operation_id: recorded.id })
  }
)

/** At most so many payment sessions take over from one another during a request. */
const MAX_REPLACEMENTS = 3

/**
 * Synchronizes the payment that the request is about, and its replacement where Medusa had
 * deleted the payment session. A failure is recorded, logged and retried by itself.
 */
export const carryOutRequestStep = createStep(
  "carry-out-request",
  async ({ operation_id }: { operation_id: string }, { container }) => {
    let done: string | null = null
    for (let count = 0; count < MAX_REPLACEMENTS; count += 1) {
      const { payment_session_id, status } = await requireOperation(
        container,
        operation_id
      )
      if (status !== "pending" || payment_session_id === done) {
        break
      }
      await synchronizePaymentWorkflow(container).run({
        input: { payment_session_id, wait_ms: LEASE_WAIT_MS },
        throwOnError: false,
      })
      done = payment_session_id
    }
    return new StepResponse(await readResult(container, operation_id))
  }
)

/**
 * The payment that was requested, and those that replaced it meanwhile; the newest last.
 *
 * @throws MedusaError of type `not_found` when there is no such payment.
 */
async function findPayment(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<readonly [PaymentRow, ...PaymentRow[]]> {
  const { payments } = resolveModule(container)
  const [first, ...replacements] =
    await payments.withReplacements(paymentSessionId)
  if (!first) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no payment ${shorten(paymentSessionId)}.`
    )
  }
  return [first, ...replacements]
}

function newestOf(rows: readonly [PaymentRow, ...PaymentRow[]]): PaymentRow {
  return rows.at(-1) ?? rows[0]
}

function findSame(
  container: MedusaContainer,
  { kind, request_id }: RequestBeforeOrder,
  rows: readonly PaymentRow[]
): Promise<RecordedRequest | null> {
  return findRecorded(
    container,
    request_id,
    (recorded) =>
      recorded.order_id === null &&
      recorded.kind === kind &&
      rows.some((row) => row.payment_session_id === recorded.payment_session_id)
  )
}

async function recordRequest(
  container: MedusaContainer,
  request: RequestBeforeOrder,
  rows: readonly [PaymentRow, ...PaymentRow[]]
): Promise<Pick<RecordedRequest, "id">> {
  const row = newestOf(rows)
  requireAllowed(container, request, row)
  const { paymentsWithoutOrder, requests } = resolveModule(container)
  const { kind, request_id, actor = null } = request
  const id = newRowId("scop")
  await requests.record({
    requestId: request_id ?? null,
    trigger: `request:${request_id ?? id}`,
    orderId: null,
    kind,
    requestedAmount: null,
    currencyCode: row.currency_code,
    actor,
    reason: because("requested", { actor }),
    parts: [{ id, paymentSessionId: row.payment_session_id, amount: null }],
  })
  // Should this process die now, the job carries it out.
  await paymentsWithoutOrder.clearBackOff(row.payment_session_id)
  // Another request with the same id may have been recorded at the same moment.
  return (await findSame(container, request, rows)) ?? { id }
}

const REFUSALS: Readonly<Record<WithoutOrderRefusal, string>> = {
  order_placed:
    "The order has been placed: capture or release its money there.",
  nothing_held: "No money is held or captured for this payment.",
  money_captured: sentenceOf(because("captured_not_releasable")),
  being_released:
    "The hold is being released, so no order can be placed with it any more.",
  already_requested: "A request for this payment is pending.",
  account_missing: "The payment's Stripe account is no longer configured.",
}

function requireAllowed(
  container: MedusaContainer,
  { kind }: RequestBeforeOrder,
  row: PaymentRow
): void {
  const { accounts } = resolveModule(container)
  const payment: PaymentWithoutOrder = {
    seen: row,
    // A later request is answered after an earlier one.
    hasPendingRequest: false,
    isAccountKnown: accounts.find(row.stripe_account) !== undefined,
  }
  const refusal =
    kind === "release" ? refuseRelease(payment) : refuseRetry(payment)
  if (refusal) {
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, REFUSALS[refusal])
  }
}

async function requireOperation(
  container: MedusaContainer,
  id: string
): Promise<OperationRow> {
  const operation = await resolveModule(container).operations.find(id)
  if (!operation) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The request ${id} was not recorded.`
    )
  }
  return operation
}

async function readResult(
  container: MedusaContainer,
  operationId: string
): Promise<RequestBeforeOrderResult> {
  const operation = await requireOperation(container, operationId)
  const { payment_session_id, status, reason } = operation
  const { payments } = resolveModule(container)
  const row = await payments.findBy("payment_session_id", payment_session_id)
  return {
    payment_session_id,
    // Only a capture can fail for good.
    status: status as RequestBeforeOrderResult["status"],
    order_id: row?.order_id ?? null,
    ...describeReason(reason),
  }
}
