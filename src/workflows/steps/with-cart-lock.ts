import { randomUUID } from "node:crypto"

import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longer than a few statements take; after a crash the cart is free again soon. */
const SECONDS = 30

/**
 * While this runs, core neither completes nor changes the cart. Nothing that calls
 * Stripe belongs in here.
 */
export async function withCartLock<T>(
  container: MedusaContainer,
  cartId: string,
  work: () => Promise<T>
): Promise<T> {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  await locking.acquire(cartId, { ownerId, expire: SECONDS })
  try {
    return await work()
  } finally {
    await locking.release(cartId, { ownerId })
  }
}
