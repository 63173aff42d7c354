/**
 * Nobody opens, looks at or moves the money of a payment without its lease.
 */

import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import { PAYMENT_SYNC_REQUESTED } from "./events"
import { resolveModule } from "./module"

const POLL_MS = 100

export interface LeaseRequest {
  readonly payment_session_id: string
  /** How long to wait for whoever holds it. */
  readonly wait_ms: number
}

/** @returns null when it stayed taken; the holder then looks once more for us. */
export const takePaymentLeaseStep = createStep(
  "take-payment-lease",
  async (request: LeaseRequest, { container }) => {
    const lease = await waitForLease(container, request)
    return new StepResponse(lease, lease)
  },
  async (lease, { container }) => {
    if (lease) {
      await resolveModule(container).leases.drop(lease)
    }
  }
)

async function waitForLease(
  container: MedusaContainer,
  request: LeaseRequest
): Promise<Lease | null> {
  const { leases } = resolveModule(container)
  const owner = randomUUID()
  const end = Date.now() + request.wait_ms
  while (Date.now() < end) {
    const lease = await leases.tryToTake(request.payment_session_id, owner)
    if (lease) {
      return lease
    }
    await sleep(POLL_MS)
  }
  return leases.take(request.payment_session_id, owner)
}

// ---- release-payment-lease.ts
/*
 * Lets the lease go. If somebody asked to look meanwhile, they are answered by a
 * look of their own, woken over the event bus.
 */

export const releasePaymentLeaseStep = createStep(
  "release-payment-lease",
  async ({ lease }: { lease: Lease | null }, { container }) => {
    if (!lease) {
      return new StepResponse({ is_marked: false })
    }
    const { leases } = resolveModule(container)
    const isFree = await leases.letGo(lease)
    if (!isFree) {
      await leases.drop(lease)
      await container.resolve(Modules.EVENT_BUS).emit({
        name: PAYMENT_SYNC_REQUESTED,
        data: { payment_session_id: lease.paymentSessionId },
      })
    }
    return new StepResponse({ is_marked: !isFree })
  }
)
