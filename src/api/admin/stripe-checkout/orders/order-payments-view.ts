/**
 * An order's payments for the admin. Reads our own rows and Medusa's order but not
 * Stripe, so that the admin never waits for Stripe.
 */

import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { OrderPolicy } from "../../../../modules/stripe-checkout/domain/order-status/order-policy"
import {
  findNearMiss,
  type OrderRules,
  requestOf,
} from "../../../../modules/stripe-checkout/domain/order-status/order-rules"
import type { OrderState } from "../../../../modules/stripe-checkout/domain/order-status/order-state"
import {
  offerStatuses,
  type StatusChoice,
} from "../../../../modules/stripe-checkout/domain/order-status/offered-statuses"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { readOrder } from "../../../../workflows/medusa/order"
import { readTransactions } from "../../../../workflows/medusa/order-transactions"
import { orderNotFound } from "../../../../workflows/medusa/require-order"
import { resolveModule } from "../../../../workflows/support/module"
import { loadOrderPolicy } from "../../../../workflows/support/order-policy"
import { readStatusHistory } from "../../../../workflows/synchronization/apply-capture-rules"
import { findOrderPayments } from "../../../../workflows/medusa/order-payment-rows"
import { readBeyond, readTurns, shareOutstanding } from "./capture-shares"
import { offerPaymentLink } from "./payment-link-offer"
import { isPending } from "./is-pending"
import { livingFirst } from "./living-first"
import { readPaymentEvents } from "./payment-events"
import { describePayment, type PaymentFacts } from "./payment-view"
import type {
  OrderPaymentsDescription,
  PaymentDescription,
  StatusEffect,
} from "./responses"

interface OrderPayments {
  readonly order: OrderState
  /** The payment sessions of the order's own payment collections. */
  readonly paymentSessionIds: ReadonlySet<string>
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such order. */
export async function describeOrderPayments(
  container: MedusaContainer,
  orderId: string
): Promise<OrderPaymentsDescription> {
  const policy = await loadOrderPolicy(container)
  const read = await readOrderPayments(container, orderId, policy)
  const payments = await describeEach(container, read)
  const { status } = read.order
  const { allowed, refusal } = await readStatusChoice(container, {
    order: read.order,
    payments,
    policy,
  })
  return {
    order_id: orderId,
    order_status: status,
    allowed_statuses: allowed,
    status_refusal: refusal,
    status_effects: Object.fromEntries(
      allowed.map((name): [string, StatusEffect] => [
        name,
        requestOf(name, policy) ?? "capture",
      ])
    ),
    is_canceled: read.order.isCanceled,
    is_pending: isPending(payments, status, policy),
    payment_link: await offerPaymentLink(container, orderId),
    payments,
  }
}

async function readStatusChoice(
  container: MedusaContainer,
  {
    order,
    payments,
    policy,
  }: {
    readonly order: OrderState
    readonly payments: readonly PaymentDescription[]
    readonly policy: OrderPolicy
  }
): Promise<StatusChoice> {
  const { status, isCanceled } = order
  const isHeld = payments.some(
    ({ state, paid_by_other_payment }) =>
      state === "authorized" && !paid_by_other_payment
  )
  if (!isHeld && isAwaited(payments)) {
    const { authorized, pending } = policy.statusNames
    const startsFrom = status === pending ? authorized : status
    return offerStatuses({ isCanceled, isHeld: true, startsFrom }, policy)
  }
  const startsFrom = isHeld ? await readStart(container, order, policy) : status
  return offerStatuses({ isCanceled, isHeld, startsFrom }, policy)
}

/** The order was placed before the bank decides, and may be moved on meanwhile. */
function isAwaited(payments: readonly PaymentDescription[]): boolean {
  return payments.some(
    ({ payment_id, paid_by_other_payment, state }) =>
      state === "processing" && payment_id !== null && !paid_by_other_payment
  )
}

/**
 * The status from which the next one starts: the present one, or the one before it where
 * the present one had no effect because nobody recorded it or it was misspelled.
 */
async function readStart(
  container: MedusaContainer,
  order: OrderState,
  policy: OrderPolicy
): Promise<string | null> {
  const { status } = order
  const isMisspelled = status !== null && findNearMiss(status, policy) !== null
  const isRequest = status !== null && requestOf(status, policy) !== null
  if (!isMisspelled && !isRequest) {
    return status
  }
  const history = await readStatusHistory(container, order, policy)
  const last = history.changes.at(-1)
  if (isMisspelled) {
    return last?.to === status ? last.from : status
  }
  return history.unrecorded ? history.unrecorded.lastRecorded.status : status
}

async function readOrderPayments(
  container: MedusaContainer,
  orderId: string,
  { metadataKey }: OrderRules
): Promise<OrderPayments> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "currency_code",
      "payment_collections.payments.payment_session_id",
    ],
    filters: { id: orderId },
  })
  const found = data[0] as OrderRow | undefined
  const order =
    found &&
    (await readOrder(container, orderId, {
      currencyCode: found.currency_code,
      transactions: await readTransactions(container, orderId),
      statusKey: metadataKey,
    }))
  if (!found || !order) {
    throw orderNotFound(orderId)
  }
  const sessions = (found.payment_collections ?? []).flatMap((collection) =>
    (collection?.payments ?? []).map((payment) => payment?.payment_session_id)
  )
  return {
    order,
    paymentSessionIds: new Set(sessions.filter((id) => id !== undefined)),
  }
}

interface OrderRow {
  readonly currency_code: string
  readonly payment_collections?: readonly ({
    readonly payments?: readonly ({
      readonly payment_session_id: string
    } | null)[]
  } | null)[]
}

async function describeEach(
  container: MedusaContainer,
  { order, paymentSessionIds }: OrderPayments
): Promise<PaymentDescription[]> {
  const { accounts, disputes, operationHistory } = resolveModule(container)
  const rows = await findOrderPayments(container, order.id)
  const objections = await disputes.of(
    rows.map(({ payment_session_id }) => payment_session_id)
  )
  const isOwn = (row: PaymentRow): boolean =>
    row.order_id === order.id || paymentSessionIds.has(row.payment_session_id)
  const beyond = readBeyond(order.outstanding, rows.filter(isOwn))
  const owed = shareOutstanding(order.outstanding, rows.filter(isOwn), beyond)
  const turns = readTurns(rows.filter(isOwn))
  const shown = rows.filter((one) => isOwn(one) || hasMovedMoney(one))
  const events = await readPaymentEvents(container, shown)
  const descriptions: PaymentDescription[] = []
  for (const row of shown) {
    const facts: PaymentFacts = {
      row,
      operations: await operationHistory.newest(row.payment_session_id),
      events: events.get(row.payment_session_id) ?? [],
      disputes: objections.filter(
        (one) => one.payment_session_id === row.payment_session_id
      ),
      isLiveMode:
        accounts.find(row.stripe_account)?.gateway.account.isLiveMode ?? null,
      paidByOtherPayment: !isOwn(row),
      isOrderCanceled: order.isCanceled,
      outstanding: owed.get(row.id) ?? 0,
      beyondHold: beyond.get(row.id) ?? 0,
      turn: turns.get(row.id) ?? null,
    }
    descriptions.push(describePayment(facts))
  }
  return descriptions.sort(livingFirst)
}

/** An abandoned Checkout Session of an order that was paid in another way is not shown. */
function hasMovedMoney({ state }: PaymentRow): boolean {
  return state === "authorized" || state === "captured" || state === "canceled"
}
