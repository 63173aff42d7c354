/**
 * What the order of a cart means for a payment that Medusa has not authorized: it was paid
 * with another payment, or it has no payment yet.
 *
 * A missing payment proves nothing: core links order and cart before it authorizes, and
 * the lock that would show it can be lost with its store.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PlacedOrder } from "./placed-order"
import { queryOne } from "./query"

export interface OrderOfCart {
  /** The order that this payment is for, as far as that is certain. */
  readonly orderId: string | null
  /** The order has no payment, and may get one at any moment. */
  readonly isBeingPaid: boolean
  /** Another payment of the order is authorized: this one is not needed. */
  readonly paidByOtherPayment: boolean
}

/** Longer than any completion of a cart takes, with all its retries. */
const LONGEST_COMPLETION_MS = 10 * 60 * 1000

interface OrderRow {
  readonly created_at: Date | string
  readonly payment_collections?: readonly ({
    readonly payments?: readonly (PaymentOfOrder | null)[]
  } | null)[]
}

interface PaymentOfOrder {
  readonly payment_session_id: string
  readonly canceled_at: Date | string | null
}

export async function readOrderOfCart(
  container: MedusaContainer,
  { orderId, isFromCart }: Pick<PlacedOrder, "orderId" | "isFromCart">,
  {
    payment,
    paymentSessionId,
  }: { readonly payment: object | null; readonly paymentSessionId: string }
): Promise<OrderOfCart> {
  const ours = { orderId, isBeingPaid: false, paidByOtherPayment: false }
  if (!orderId || !isFromCart || payment) {
    return ours
  }
  const { createdAt, payments } = await readPayments(container, orderId)
  const isOwn = payments.some(
    (one) => one.payment_session_id === paymentSessionId
  )
  if (!isOwn && payments.some(({ canceled_at }) => !canceled_at)) {
    return { orderId: null, isBeingPaid: false, paidByOtherPayment: true }
  }
  // Whoever placed it has ended without a payment: this one was meant for it.
  const isLeftUnpaid = Date.now() - createdAt > LONGEST_COMPLETION_MS
  return isOwn || !isLeftUnpaid
    ? { orderId: null, isBeingPaid: true, paidByOtherPayment: false }
    : ours
}

async function readPayments(
  container: MedusaContainer,
  orderId: string
): Promise<{
  readonly createdAt: number
  readonly payments: readonly PaymentOfOrder[]
}> {
  const order = await queryOne<OrderRow>(container, {
    entity: "order",
    fields: [
      "created_at",
      "payment_collections.payments.payment_session_id",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: orderId },
  })
  return {
    createdAt: new Date(order?.created_at ?? Date.now()).getTime(),
    payments: (order?.payment_collections ?? []).flatMap((collection) =>
      (collection?.payments ?? []).flatMap((one) => one ?? [])
    ),
  }
}
