/**
 * Orders that get dearer, whose holds are incremented.
 */
import type { HeldOrder } from "./held-order"
import { readCard, readCardPayment } from "./order-card"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

/** What the order's card says that can be requested. */
export async function missingReads(
  store: StripeStore,
  { orderId }: Pick<HeldOrder, "orderId">,
  amount: number
): Promise<void> {
  await waitUntil(`${orderId} to miss ${amount}`, async () => {
    const { payment_link: link } = await readCard(store, orderId)
    return (
      link.amount === amount || Promise.reject(new Error(JSON.stringify(link)))
    )
  })
}

/** The increments in the history of the order's own payment. */
export async function operationsOf(
  store: StripeStore,
  order: HeldOrder
): Promise<object[]> {
  const { operations } = await readCardPayment(store, order)
  return operations
    .filter(({ kind }) => kind === "hold_increment")
    .map(({ actor, amount, kind, reason_code, status }) => ({
      kind,
      status,
      amount,
      actor,
      reason_code,
    }))
}
