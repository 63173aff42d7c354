/**
 * The order that was placed with a payment, or from its cart, and whether it counts.
 */

import type { MedusaContainer } from "@medusajs/framework/types"

import type { Interruption } from "../../modules/stripe-checkout/domain/decision/decision"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../support/module"
import { isCartLocked } from "./cart-lock"
import { findOrderId } from "./order"

export interface PlacedOrder {
  readonly orderId: string | null
  /** Found through the cart, so another payment may have been used for it. */
  readonly isFromCart: boolean
  readonly isCompleting: boolean
  readonly interruption: Interruption | null
}

const NO_ORDER: PlacedOrder = {
  orderId: null,
  isFromCart: false,
  isCompleting: false,
  interruption: null,
}

export async function readPlacedOrder(
  container: MedusaContainer,
  { cart_id: cartId, order_id: orderId }: PaymentRow
): Promise<PlacedOrder> {
  if (!cartId) {
    return { ...NO_ORDER, orderId }
  }
  const mayBeInterrupted =
    await resolveModule(container).completions.hasUnfinished(cartId)
  if (!orderId) {
    return readOrderOfCart(container, cartId, mayBeInterrupted)
  }
  const interruption = mayBeInterrupted
    ? await readInterruption(container, cartId, orderId)
    : null
  return { ...NO_ORDER, orderId, interruption }
}

/**
 * Core links order and cart before it authorizes the payment, and undoes both when
 * something fails afterwards. So an order counts only once nobody is completing the
 * cart any more.
 */
async function readOrderOfCart(
  container: MedusaContainer,
  cartId: string,
  mayBeInterrupted: boolean
): Promise<PlacedOrder> {
  const linked = await findOrderId(container, cartId)
  if (linked === null && !mayBeInterrupted) {
    return NO_ORDER
  }
  if (await isCartLocked(container, cartId)) {
    return { ...NO_ORDER, isCompleting: true }
  }
  // A completion that failed meanwhile has undone its order: only a link that is still
  // there once nobody completes the cart counts.
  const orderId = await findOrderId(container, cartId)
  const interruption = mayBeInterrupted
    ? await readInterruption(container, cartId, orderId)
    : null
  return judge(orderId, interruption)
}

function judge(
  orderId: string | null,
  interruption: Interruption | null
): PlacedOrder {
  if (interruption?.kind !== "half_placed") {
    const isFromCart = orderId !== null
    return { orderId, isFromCart, isCompleting: false, interruption }
  }
  if (interruption.isRecent) {
    return { ...NO_ORDER, isCompleting: true }
  }
  // What has no payment at all was to be placed with this one, not with another.
  return interruption.canBeUndone
    ? { ...NO_ORDER, interruption }
    : { ...NO_ORDER, orderId, interruption }
}

// ---- read-interruption.ts
/*
 * What a completion of the cart has left that died with its process.
 */

/**
 * @param linkedOrderId the order that is linked to the cart, if there is one
 * @returns null where every completion came to its end
 */
export async function readInterruption(
  container: MedusaContainer,
  cartId: string,
  linkedOrderId: string | null
): Promise<Interruption | null> {
  const { completions } = resolveModule(container)
  const orderId = linkedOrderId ?? (await completions.findUnlinkedOrder(cartId))
  const found = orderId && (await completions.findInterrupted(cartId, orderId))
  if (!found) {
    return null
  }
  return found.hasPayment
    ? { kind: "untold", orderId: found.orderId, isRecent: found.isRecent }
    : {
        kind: "half_placed",
        orderId: found.orderId,
        canBeUndone: found.isUntouched,
        isRecent: found.isRecent,
      }
}
