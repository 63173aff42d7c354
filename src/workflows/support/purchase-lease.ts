/**
 * Nobody opens or synchronizes a payment, or moves its money, without the lease of its
 * purchase.
 */

import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type {
  Mark,
  MarkedPayment,
} from "../../modules/stripe-checkout/repositories/lease-marks"
import {
  type Lease,
  LEASE_RENEWAL_MS,
} from "../../modules/stripe-checkout/repositories/leases"
import { requestSync } from "./events"
import { resolveModule } from "./module"

/** How long to wait before asking for a taken lease again; it grows, because many may wait. */
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 300

interface LeaseRequest {
  readonly payment_session_id: string
  /** How long to wait while another worker holds it. */
  readonly wait_ms: number
  /** What its holder is to do on our behalf. Default: `anything`. */
  readonly mark?: Mark
}

/** @returns null if it stays taken; the holder then runs once more on our behalf. */
export const takeLeaseStep = createStep(
  "take-lease",
  async (request: LeaseRequest, { container }) => {
    const lease = await waitForLease(container, request)
    return new StepResponse(lease, lease)
  },
  async (lease, { container }) => {
    if (lease) {
      await releaseAndRequest(container, lease)
    }
  }
)

/** @returns null if it stays taken; the holder then runs once more on our behalf. */
export async function waitForLease(
  container: MedusaContainer,
  request: LeaseRequest
): Promise<Lease | null> {
  const { leases } = resolveModule(container)
  const owner = randomUUID()
  const end = Date.now() + request.wait_ms
  let waitMs = FIRST_WAIT_MS
  while (Date.now() < end) {
    const lease = await leases.tryToTake(request.payment_session_id, owner)
    if (lease) {
      return lease
    }
    await sleep(waitMs)
    waitMs = Math.min(waitMs * 1.5, LONGEST_WAIT_MS)
  }
  return leases.take(request.payment_session_id, owner, request.mark)
}

/** The lease is short; it is renewed as long as this process lives and works. */
export async function whileRenewing<T>(
  container: MedusaContainer,
  lease: Lease,
  work: () => Promise<T>
): Promise<T> {
  const { leases } = resolveModule(container)
  const timer = setInterval(() => {
    // A lost lease is noticed by the next write, which hits no row.
    leases.renew(lease).catch(() => undefined)
  }, LEASE_RENEWAL_MS)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/**
 * Releases the lease. If somebody requested a sync meanwhile, one is triggered over the
 * event bus.
 */
export const releaseLeaseStep = createStep(
  "release-lease",
  async ({ lease }: { lease: Lease | null }, { container }) => {
    if (!lease) {
      return new StepResponse({ is_marked: false })
    }
    const marked = await releaseAndRequest(container, lease)
    return new StepResponse({ is_marked: marked.length > 0 })
  }
)

/** @returns what was marked: its synchronization is requested of the event bus */
async function releaseAndRequest(
  container: MedusaContainer,
  lease: Lease
): Promise<readonly MarkedPayment[]> {
  const { leases } = resolveModule(container)
  const marked = await leases.releaseUnlessMarked(lease)
  if (marked.length) {
    await leases.releaseDespiteMarks(lease)
  }
  for (const { paymentSessionId } of marked) {
    await requestSync(container, paymentSessionId)
  }
  return marked
}
