/**
 * Keeps every worker of the store from synchronizing a payment, as another instance does
 * that is slow.
 */
import { randomUUID } from "node:crypto"
import { STRIPE_CHECKOUT_MODULE } from "../../src/modules/stripe-checkout/index"
import type { StripeStore } from "./stripe-store"

type Lease = object
type Leases = {
  take(paymentSessionId: string, owner: string): Promise<Lease | null>
  releaseDespiteMarks(lease: Lease): Promise<void>
}

/** The plugin does nothing of its own meanwhile. */
export async function whileNobodySynchronizes<Result>(
  { container }: Pick<StripeStore, "container">,
  paymentSessionId: string,
  act: () => Promise<Result>
): Promise<Result> {
  const { leases } = container.resolve<{ leases: Leases }>(
    STRIPE_CHECKOUT_MODULE
  )
  const lease = await leases.take(paymentSessionId, randomUUID())
  if (!lease) throw new Error("The payment is being synchronized.")
  try {
    return await act()
  } finally {
    await leases.releaseDespiteMarks(lease)
  }
}
