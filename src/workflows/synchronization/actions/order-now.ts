import type { OrderState } from "../../../modules/stripe-checkout/domain/order-status/order-state"
import { readOrder } from "../../medusa/order"
import { readTransactions } from "../../medusa/order-transactions"
import type { SyncContext } from "./context"

/**
 * What the order owes now: it may have been canceled or edited while Stripe was read.
 * Null where it is gone, or never was.
 */
export async function readOrderNow({
  container,
  medusa,
  policy,
}: SyncContext): Promise<OrderState | null> {
  return medusa.order
    ? readOrder(container, medusa.order.id, {
        currencyCode: medusa.currencyCode,
        transactions: await readTransactions(container, medusa.order.id),
        statusKey: policy.metadataKey,
      })
    : null
}
