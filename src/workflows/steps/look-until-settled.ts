/**
 * Looks and acts until nothing is left to do, and once more if somebody asked to
 * look meanwhile.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  type PaymentState,
  readPaymentState,
} from "../../modules/stripe-checkout/domain/payment-state"
import type { Lease } from "../../modules/stripe-checkout/rows/leases"
import { lookAtPaymentWorkflow } from "../look-at-payment"
import { readError } from "./read-error"
import { resolveModule } from "./resolve-module"

/**
 * A payment needs a handful of deeds at most. More means that a deed does not bring
 * about what it should, and another look would not either.
 */
const MAXIMUM_LOOKS = 15

export interface SynchronizationResult {
  readonly outcome: "settled" | "busy"
  readonly state: PaymentState | null
  readonly order_id: string | null
  readonly reason: string
}

const BUSY: SynchronizationResult = {
  outcome: "busy",
  state: null,
  order_id: null,
  reason: "Somebody else is looking at this payment and will look once more.",
}

export const lookUntilSettledStep = createStep(
  "look-until-settled",
  async ({ lease }: { lease: Lease | null }, { container }) =>
    new StepResponse(lease ? await lookUntilSettled(container, lease) : BUSY)
)

async function lookUntilSettled(
  container: MedusaContainer,
  lease: Lease
): Promise<SynchronizationResult> {
  const { inbox, leases } = resolveModule(container)
  for (let looks = 0; looks < MAXIMUM_LOOKS;) {
    const answered = await inbox.unsettled(lease.paymentSessionId)
    const { result, looksTaken } = await settle(container, lease, answered)
    looks += looksTaken
    await inbox.settle(answered, {
      status: "processed",
      reason: result.reason,
    })
    if (await leases.letGo(lease)) {
      return result
    }
  }
  await leases.drop(lease)
  throw new Error(
    `The payment of ${lease.paymentSessionId} did not come to rest after ${MAXIMUM_LOOKS} looks.`
  )
}

async function settle(
  container: MedusaContainer,
  lease: Lease,
  answered: readonly string[]
): Promise<{ result: SynchronizationResult; looksTaken: number }> {
  try {
    for (let looksTaken = 1; looksTaken <= MAXIMUM_LOOKS; looksTaken++) {
      const { result: look } = await lookAtPaymentWorkflow(container).run({
        input: { lease },
      })
      if (look.is_settled) {
        const result: SynchronizationResult = {
          outcome: "settled",
          state: readPaymentState(look.stripe),
          order_id: look.order_id,
          reason: look.decision.reason,
        }
        return { result, looksTaken }
      }
    }
    throw new Error("The payment did not come to rest.")
  } catch (error) {
    await noteFailure(container, lease, { answered, error })
    throw error
  }
}

async function noteFailure(
  container: MedusaContainer,
  lease: Lease,
  failure: { readonly answered: readonly string[]; readonly error: unknown }
): Promise<void> {
  const { inbox, leases } = resolveModule(container)
  const { message } = readError(failure.error)
  await inbox.settle(failure.answered, { status: "failed", reason: message })
  await leases.drop(lease)
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .warn(`stripe-checkout: ${lease.paymentSessionId}: ${message}`)
}
