import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { PaymentDecisionKind } from "../../modules/stripe-checkout/domain/decision/decide"
import { retryDelayMs } from "../../modules/stripe-checkout/domain/decision/next-sync"
import {
  type PaymentState,
  readPaymentState,
  type StripePayment,
} from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import {
  type Lease,
  LEASE_RENEWAL_MS,
} from "../../modules/stripe-checkout/repositories/leases"
import { measure } from "../support/metrics"
import { resolveModule } from "../support/module"
import { takePaymentLeaseStep } from "../support/payment-lease"
import { readError } from "../support/workflow-error"
import type { BothSides } from "./record-discrepancy"
import { markFailed, markProcessed } from "./settle-events"
import { lookAtPaymentWorkflow } from "./synchronize-once"

export interface SynchronizePaymentInput {
  payment_session_id: string
  /** How long to wait while somebody else is looking. Default: not at all. */
  wait_ms?: number
}

/**
 * Makes Medusa and Stripe agree about one payment, whatever has happened to either.
 *
 * Takes the payment's lease, then looks, decides and acts until nothing is left to
 * do. May run at any time, any number of times, on any instance. When somebody else
 * holds the lease, they look once more on our behalf and this returns at once.
 *
 * @returns `{ outcome, state, order_id, reason }`; `outcome` is `busy` when somebody
 * else is looking, and otherwise `settled`.
 * @example
 * const { result } = await synchronizePaymentWorkflow(container).run({
 *   input: { payment_session_id: "payses_123" },
 * })
 */
export const synchronizePaymentWorkflow = createWorkflow(
  "synchronize-payment",
  (input: SynchronizePaymentInput) => {
    const lease = takePaymentLeaseStep(
      transform(input, ({ payment_session_id, wait_ms }) => ({
        payment_session_id,
        wait_ms: wait_ms ?? 0,
      }))
    )
    return new WorkflowResponse(lookUntilSettledStep({ lease }))
  }
)

// ---- look-until-settled.ts
/*
 * Looks and acts until nothing is left to do, and once more if somebody asked to
 * look meanwhile.
 */

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
  /** What was done before it came to rest, e.g. `["complete_cart", "report"]`. */
  readonly deeds: readonly PaymentDecisionKind[]
  /** Both sides disagree in a way that only a person can settle. */
  readonly needs_person: boolean
  /** What each side told at the first look; null when there was none. */
  readonly sides: BothSides | null
}

const BUSY: SynchronizationResult = {
  outcome: "busy",
  state: null,
  order_id: null,
  reason: "Somebody else is looking at this payment and will look once more.",
  deeds: [],
  needs_person: false,
  sides: null,
}

export const lookUntilSettledStep = createStep(
  "look-until-settled",
  async ({ lease }: { lease: Lease | null }, { container }) =>
    new StepResponse(
      lease
        ? await whileRenewing(container, lease, () =>
            lookUntilSettled(container, lease)
          )
        : BUSY
    )
)

/** The lease is short; as long as this process lives and works, it is kept. */
async function whileRenewing<T>(
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

async function lookUntilSettled(
  container: MedusaContainer,
  lease: Lease
): Promise<SynchronizationResult> {
  const { inbox, leases } = resolveModule(container)
  const answered = await inbox.unsettled(lease.paymentSessionId)
  const result = await settle(container, lease, answered)
  await markProcessed(container, answered, result.reason)
  const isFree = await leases.letGo(lease)
  if (isFree) {
    return result
  }
  const again = await lookUntilSettled(container, lease)
  return {
    ...again,
    deeds: [...result.deeds, ...again.deeds],
    sides: result.sides,
  }
}

async function settle(
  container: MedusaContainer,
  lease: Lease,
  answered: readonly UnsettledEvent[]
): Promise<SynchronizationResult> {
  const start = Date.now()
  const stop = (outcome: "settled" | "failed"): void =>
    measure(
      "stripe_checkout.synchronization.duration",
      (Date.now() - start) / 1000,
      { outcome }
    )
  try {
    const result = await actUntilAtRest(container, lease, {
      deeds: [],
      known: null,
      sides: null,
    })
    stop("settled")
    return result
  } catch (error) {
    stop("failed")
    await noteFailure(container, lease, { answered, error })
    throw error
  }
}

interface Progress {
  readonly deeds: readonly PaymentDecisionKind[]
  readonly known: StripePayment | null
  readonly sides: BothSides | null
}

async function actUntilAtRest(
  container: MedusaContainer,
  lease: Lease,
  { deeds, known, sides }: Progress
): Promise<SynchronizationResult> {
  if (deeds.length >= MAXIMUM_LOOKS) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `The payment did not come to rest after ${MAXIMUM_LOOKS} looks: ${[...new Set(deeds)].join(", ")}.`
    )
  }
  const { result: look } = await lookAtPaymentWorkflow(container).run({
    input: { lease, known_stripe: known },
  })
  const { kind } = look.decision
  const isAtRest = kind === "rest" || kind === "wait"
  const done = isAtRest ? deeds : [...deeds, kind]
  return look.is_settled
    ? {
        outcome: "settled",
        state: readPaymentState(look.stripe),
        order_id: look.order_id,
        reason: look.decision.reason,
        deeds: done,
        needs_person:
          look.decision.kind === "rest" && look.decision.needsPerson === true,
        sides: sides ?? look.sides,
      }
    : actUntilAtRest(container, lease, {
        deeds: done,
        known: look.known_stripe,
        sides: sides ?? look.sides,
      })
}

async function noteFailure(
  container: MedusaContainer,
  lease: Lease,
  failure: {
    readonly answered: readonly UnsettledEvent[]
    readonly error: unknown
  }
): Promise<void> {
  const { leases, payments } = resolveModule(container)
  const { message } = readError(failure.error)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const row = await payments.findBy(
    "payment_session_id",
    lease.paymentSessionId
  )
  await payments.postpone(
    lease,
    retryDelayMs((row?.failed_looks ?? 0) + 1, Math.random())
  )
  await leases.drop(lease)
  logger.warn(
    `stripe-checkout: ${row?.order_id ?? row?.cart_id ?? "payment"}, ${lease.paymentSessionId}: ${message} It will be tried again.`
  )
  await markFailed(container, failure.answered, { row, message })
}
