/**
 * What must not happen to an order twice at the same moment.
 */
import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

interface Lock {
  readonly key: string
  /** Longer than the work takes; after a crash the order is free again by then. */
  readonly expireSeconds: number
  /** How long to wait for whoever holds it. */
  readonly patienceMs: number
}

/** Core holds an order's lock for the length of one edit. */
const PATIENCE_MS = {
  /** Twenty clicks at once take turns. */
  request: 20_000,
  /** A synchronization is retried later, so it does not block the purchase. */
  synchronization: 5_000,
}

interface OrderToLock {
  readonly orderId: string
  readonly waitsAs: keyof typeof PATIENCE_MS
}

/**
 * While this runs, nobody edits the order, and nobody else changes what is requested for
 * it. The key is the order's id, which core's order edits lock as well. Never call Stripe
 * in here.
 *
 * @throws whatever the locking module throws while somebody else keeps the lock.
 */
export async function withOrderLock<T>(
  container: MedusaContainer,
  { orderId, waitsAs }: OrderToLock,
  work: () => Promise<T>
): Promise<T> {
  const patienceMs = PATIENCE_MS[waitsAs]
  const lock = { key: orderId, expireSeconds: 30, patienceMs }
  return withLock(container, lock, work)
}

/**
 * One refund of an order after the other: core's workflow, run twice at the same moment,
 * counts one amount for both, and can write the whole order twice.
 *
 * @throws whatever the locking module throws while another refund takes too long.
 */
export async function withRefundLock<T>(
  container: MedusaContainer,
  orderId: string,
  work: () => Promise<T>
): Promise<T> {
  const key = `stripe-checkout-refund:${orderId}`
  // A refund waits for Stripe for 20 s at most.
  const lock = { key, expireSeconds: 60, patienceMs: 25_000 }
  return withLock(container, lock, work)
}

async function withLock<T>(
  container: MedusaContainer,
  { key, expireSeconds, patienceMs }: Lock,
  work: () => Promise<T>
): Promise<T> {
  const locking = container.resolve(Modules.LOCKING)
  const ownerId = randomUUID()
  await acquire(
    () => locking.acquire(key, { ownerId, expire: expireSeconds }),
    Date.now() + patienceMs
  )
  try {
    return await work()
  } finally {
    await locking.release(key, { ownerId })
  }
}

const POLL_MS = 100

/** The locking module itself does not wait. */
async function acquire(
  tryToTake: () => Promise<void>,
  end: number
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
