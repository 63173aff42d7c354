/**
 * Looks and acts until nothing is left to do, and once more if somebody asked to
 * look meanwhile.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  type PaymentState,
  readPaymentState,
  type StripePayment,
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
  const answered = await inbox.unsettled(lease.paymentSessionId)
  const result = await settle(container, lease, answered)
  await inbox.settle(answered, { status: "processed", reason: result.reason })
  const isFree = await leases.letGo(lease)
  return isFree ? result : lookUntilSettled(container, lease)
}

async function settle(
  container: MedusaContainer,
  lease: Lease,
  answered: readonly string[]
): Promise<SynchronizationResult> {
  try {
    return await actUntilAtRest(container, lease, {
      looksLeft: MAXIMUM_LOOKS,
      known: null,
    })
  } catch (error) {
    await noteFailure(container, lease, { answered, error })
    throw error
  }
}

interface Progress {
  readonly looksLeft: number
  readonly known: StripePayment | null
}

async function actUntilAtRest(
  container: MedusaContainer,
  lease: Lease,
  { looksLeft, known }: Progress
): Promise<SynchronizationResult> {
  if (looksLeft === 0) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The payment did not come to rest after ${MAXIMUM_LOOKS} looks.`
    )
  }
  const { result: look } = await lookAtPaymentWorkflow(container).run({
    input: { lease, known_stripe: known },
  })
  return look.is_settled
    ? {
        outcome: "settled",
        state: readPaymentState(look.stripe),
        order_id: look.order_id,
        reason: look.decision.reason,
      }
    : actUntilAtRest(container, lease, {
        looksLeft: looksLeft - 1,
        known: look.known_stripe,
      })
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
