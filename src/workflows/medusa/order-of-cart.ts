/**
 * The order of a cart, for a payment of the cart that Medusa has not authorized.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  type OrderOfCartFacts,
  readOrderOfCartMeaning,
} from "../../modules/stripe-checkout/domain/decision/order-of-cart"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { type PlacedOrder, readPlacedOrder } from "./placed-order"
import { queryOne } from "./query"

export interface OrderOfCart {
  /** The order that this payment is for, as far as that is certain. */
  readonly orderId: string | null
  /** The order has no payment, and may get one at any moment. */
  readonly isBeingPaid: boolean
  /** Another payment of the order is authorized: this one is not needed. */
  readonly paidByOtherPayment: boolean
}

interface OrderRow {
  readonly created_at: Date | string
  readonly payment_collections?: readonly ({
    readonly payments?:
      | readonly ({
          readonly payment_session_id: string
          readonly canceled_at: Date | string | null
        } | null)[]
      | null
  } | null)[]
}

export async function readOrderOfCart(
  container: MedusaContainer,
  { orderId, isFromCart, interruption }: PlacedOrder,
  {
    payment,
    paymentSessionId,
  }: { readonly payment: object | null; readonly paymentSessionId: string }
): Promise<OrderOfCart> {
  const ours = { orderId, isBeingPaid: false, paidByOtherPayment: false }
  if (!orderId || !isFromCart || payment) {
    return ours
  }
  const meaning = readOrderOfCartMeaning({
    ...(await readPayments(container, orderId, paymentSessionId)),
    isEnding: interruption?.isRecent ?? false,
  })
  return meaning === "left_unpaid"
    ? ours
    : {
        orderId: null,
        isBeingPaid: meaning === "being_paid",
        paidByOtherPayment: meaning === "paid_by_other_payment",
      }
}

/** Once more, right before the hold is released for it: a release is final. */
export async function isStillPaidByOtherPayment(
  container: MedusaContainer,
  row: PaymentRow
): Promise<boolean> {
  const { paidByOtherPayment } = await readOrderOfCart(
    container,
    await readPlacedOrder(container, row),
    { payment: null, paymentSessionId: row.payment_session_id }
  )
  return paidByOtherPayment
}

async function readPayments(
  container: MedusaContainer,
  orderId: string,
  paymentSessionId: string
): Promise<Pick<OrderOfCartFacts, "payments" | "ageMs">> {
  const order = await queryOne<OrderRow>(container, {
    entity: "order",
    fields: [
      "created_at",
      "payment_collections.payments.payment_session_id",
      "payment_collections.payments.canceled_at",
    ],
    filters: { id: orderId },
  })
  const rows = (order?.payment_collections ?? []).flatMap((collection) =>
    (collection?.payments ?? []).flatMap((payment) => payment ?? [])
  )
  return {
    payments: rows.map(({ payment_session_id, canceled_at }) => ({
      isOwn: payment_session_id === paymentSessionId,
      isCanceled: Boolean(canceled_at),
    })),
    ageMs: order ? Date.now() - new Date(order.created_at).getTime() : 0,
  }
}
