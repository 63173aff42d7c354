/** One shopper's checkout, and the state that it must reach in the end. */
import type { ShopFront } from "../../support/shopper"
import type { FaultWorld } from "../fault-world"
import { HELD, PAID, type SaleState } from "../sale-state"
import { queryRows, type PlacedSale, type Sale } from "../sale"
import type { AccountName } from "./shop"

/** What people did, as far as it determines the outcome. */
export type CheckoutModel = {
  progress: "nothing" | "checkout_open" | "paid"
  /**
   * Somebody has moved the money or changed the cart, or tried to: then both sides must agree, but the result depends on
   * who was first.
   */
  isContested: boolean
  isReadyForCapture: boolean
}

export type Checkout = {
  readonly world: FaultWorld
  /** Resolves once the shop runs; while it is down, people wait. */
  readonly waitForShop: () => Promise<void>
  /** What was done, to find out what went wrong. */
  readonly trace: string[]
  /** A guest, unless they sign in. */
  shopper: ShopFront
  sale: Sale | null
  redirectUrl: string | null
  /** In which the cart is paid. */
  account: AccountName
  /** The Checkout Session of the payment link that was opened last. */
  linkSessionId: string | null
  /** A merchant has waited for the order, and it did not come. */
  isOrderMissing: boolean
}

export function startCheckout(
  world: FaultWorld,
  waitForShop: Checkout["waitForShop"]
): Checkout {
  return {
    world,
    waitForShop,
    trace: [],
    shopper: world,
    sale: null,
    redirectUrl: null,
    account: "default",
    linkSessionId: null,
    isOrderMissing: false,
  }
}

export function freshModel(): CheckoutModel {
  return { progress: "nothing", isContested: false, isReadyForCapture: false }
}

/** Null if only the auditor can judge it. */
export function expectedState(model: CheckoutModel): SaleState | null {
  if (model.isContested || model.progress !== "paid") return null
  return model.isReadyForCapture ? PAID : HELD
}

/** The order with its newest payment, if it has been placed by now. */
export async function findPlaced({
  world,
  sale,
}: Checkout): Promise<PlacedSale | null> {
  if (!sale) return null
  const [row] = await queryRows<{
    order_id: string
    payment_id: string
    payment_intent_id: string
  }>(
    world,
    `select l.order_id, p.id as payment_id, p.data ->> 'payment_intent_id' as payment_intent_id
       from order_cart l
       join order_payment_collection c on c.order_id = l.order_id and c.deleted_at is null
       join payment p on p.payment_collection_id = c.payment_collection_id and p.deleted_at is null
      where l.cart_id = $1 and l.deleted_at is null
      order by p.created_at desc`,
    [sale.cart.id]
  )
  return row
    ? {
        ...sale,
        orderId: row.order_id,
        paymentId: row.payment_id,
        paymentIntentId: row.payment_intent_id,
      }
    : null
}
