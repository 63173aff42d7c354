import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** Longer than a few statements take; after a crash the order is free again soon. */
const LOCK_SECONDS = 30

/** Core holds it for the length of one edit. */
const PATIENCE_MS = 10_000

const POLL_MS = 100

/**
 * While this runs, nobody edits the order, and nobody else changes what is requested for
 * it. The key is the order's id, which core's order edits lock as well. Never call Stripe
 * in here.
 *
 * @throws whatever the locking module throws while somebody else keeps the lock.
 */
export async function withOrderLock<T>(
  container: MedusaContainer,
  orderId: string,
  work: () => Promise<T>
): Promise<T> {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  await acquire(() =>
    locking.acquire(orderId, { ownerId, expire: LOCK_SECONDS })
  )
  try {
    return await work()
  } finally {
    await locking.release(orderId, { ownerId })
  }
}

/** The locking module itself does not wait. */
async function acquire(
  tryToTake: () => Promise<void>,
  end = Date.now() + PATIENCE_MS
): Promise<void> {
  try {
    await tryToTake()
  } catch (error) {
    if (Date.now() >= end) {
      throw error
    }
    await sleep(POLL_MS)
    await acquire(tryToTake, end)
  }
}
