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
