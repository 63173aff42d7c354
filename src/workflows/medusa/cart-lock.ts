import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Long enough to let go again, short enough to hinder nobody after a crash. */
const PROBE_SECONDS = 2

/** Whether somebody is completing or changing the cart right now. */
export async function isCartLocked(
  container: MedusaContainer,
  cartId: string
): Promise<boolean> {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  try {
    await locking.acquire(cartId, { ownerId, expire: PROBE_SECONDS })
  } catch {
    return true
  }
  await locking.release(cartId, { ownerId })
  return false
}

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
