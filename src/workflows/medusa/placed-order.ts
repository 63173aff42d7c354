/**
 * The order that was placed with a payment or from its cart, and whether it counts.
 */

import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  InterruptedCompletion,
  MedusaPayment,
} from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import type { Placement } from "../../modules/stripe-checkout/core-tables/interrupted-completions"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../support/module"
import { isCartLocked } from "./cart-lock"
import { findOrderId } from "./order"

export interface PlacedOrder {
  readonly orderId: string | null
  /** Found through the cart, so another payment may have been used for it. */
  readonly isFromCart: boolean
  readonly isCompleting: boolean
  readonly interruption: InterruptedCompletion | null
  readonly lookalikeOrder: MedusaPayment["lookalikeOrder"]
}

const NO_ORDER: PlacedOrder = {
  orderId: null,
  isFromCart: false,
  isCompleting: false,
  interruption: null,
  lookalikeOrder: null,
}

export async function readPlacedOrder(
  container: MedusaContainer,
  { cart_id: cartId, order_id: orderId }: PaymentRow
): Promise<PlacedOrder> {
  if (!cartId) {
    return { ...NO_ORDER, orderId }
  }
  const { interruptedCompletions } = resolveModule(container).coreTables
  const placement = await readPlacement(container, cartId)
  if (!placement.hasUnfinished) {
    return orderId
      ? { ...NO_ORDER, orderId }
      : readOrderOfCart(container, cartId, placement)
  }
  const lookalike = await interruptedCompletions.findLookalike(cartId)
  if (!orderId && lookalike?.isRecent) {
    return { ...NO_ORDER, isCompleting: true }
  }
  const placed = orderId
    ? {
        ...NO_ORDER,
        orderId,
        interruption: keepOrder(
          await readInterruption(container, cartId, orderId)
        ),
      }
    : await readOrderOfCart(container, cartId, placement)
  const lookalikeOrder = lookalike && { displayId: lookalike.displayId }
  return { ...placed, lookalikeOrder }
}

/** A payment that has its order never goes back before it. */
function keepOrder(
  interruption: InterruptedCompletion | null
): InterruptedCompletion | null {
  return interruption?.kind === "payment_missing"
    ? { ...interruption, canBeDeleted: false }
    : interruption
}

/**
 * Core links order and cart before it authorizes the payment, and undoes both when
 * something fails afterwards. So an order counts only once nobody is completing the
 * cart any more.
 */
async function readOrderOfCart(
  container: MedusaContainer,
  cartId: string,
  { hasUnfinished: mayBeInterrupted, orderId: linked }: Placement
): Promise<PlacedOrder> {
  if (linked === null && !mayBeInterrupted) {
    return NO_ORDER
  }
  if (await isCartLocked(container, cartId)) {
    return { ...NO_ORDER, isCompleting: true }
  }
  // A completion that has failed in the meantime has undone its order: a link counts only
  // if it still exists once nobody is completing the cart.
  const { orderId } = await readPlacement(container, cartId)
  const interruption = mayBeInterrupted
    ? await readInterruption(container, cartId, orderId)
    : null
  return toPlacedOrder(orderId, interruption)
}

/** Interruptions cannot be recognized in tables that are others than known. */
async function readPlacement(
  container: MedusaContainer,
  cartId: string
): Promise<Placement> {
  const { interruptedCompletions } = resolveModule(container).coreTables
  return (
    (await interruptedCompletions.findPlacement(cartId)) ?? {
      hasUnfinished: false,
      orderId: await findOrderId(container, cartId),
    }
  )
}

function toPlacedOrder(
  orderId: string | null,
  interruption: InterruptedCompletion | null
): PlacedOrder {
  if (interruption?.kind !== "payment_missing") {
    const isFromCart = orderId !== null
    return { ...NO_ORDER, orderId, isFromCart, interruption }
  }
  if (interruption.isRecent) {
    return { ...NO_ORDER, isCompleting: true }
  }
  // An order without any payment was to be placed with this payment, not another.
  return interruption.canBeDeleted
    ? { ...NO_ORDER, interruption }
    : { ...NO_ORDER, orderId, interruption }
}

/**
 * What a completion of the cart left behind when its process died.
 *
 * @param linkedOrderId the order that is linked to the cart, if any
 * @returns null when every completion has ended
 */
export async function readInterruption(
  container: MedusaContainer,
  cartId: string,
  linkedOrderId: string | null
): Promise<InterruptedCompletion | null> {
  const { interruptedCompletions } = resolveModule(container).coreTables
  const orderId =
    linkedOrderId ??
    (await interruptedCompletions.findOrderOfCollection(cartId))
  const found =
    orderId && (await interruptedCompletions.findInterrupted(cartId, orderId))
  if (!found) {
    return null
  }
  return found.hasPayment
    ? {
        kind: "not_announced",
        orderId: found.orderId,
        isRecent: found.isRecent,
      }
    : {
        kind: "payment_missing",
        orderId: found.orderId,
        canBeDeleted: found.isUntouched,
        isRecent: found.isRecent,
      }
}
