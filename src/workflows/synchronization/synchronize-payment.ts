/**
 * The one synchronization: takes the purchase's lease, runs sync passes over a payment
 * until Medusa and Stripe are in sync, and then over each payment of the purchase that
 * was marked meanwhile.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type {
  Mark,
  MarkedPayment,
} from "../../modules/stripe-checkout/repositories/lease-marks"
import type { UnsettledEvent } from "../../modules/stripe-checkout/repositories/events"
import { LeaseLostError } from "../../modules/stripe-checkout/repositories/leases"
import { measure } from "../support/metrics"
import { resolveModule } from "../support/module"
import { waitForLease, whileRenewing } from "../support/purchase-lease"
import { markAsLogged } from "../support/workflow-error"
import type { LeasedPayment } from "./actions/context"
import { recordFailure } from "./record-failure"
import { isAboutMoney, readDisputes, typesAbout } from "./disputes-of-payment"
import { markProcessed } from "./settle-events"
import {
  BUSY,
  mergeResults,
  type SynchronizePaymentResult,
} from "./synchronization-result"
import type { Known } from "./synchronize-once"
import { synchronizeUntilInSync } from "./synchronize-until-in-sync"

export interface SynchronizePaymentInput {
  payment_session_id: string
  /** Milliseconds to wait while another worker holds the lease. Default: 0. */
  wait_ms?: number
  /** Reads disputes, reviews and fraud warnings at Stripe as well. Default: false. */
  disputes?: boolean
}

/** The workflow as a function: without the cost of one, for work that nobody waits for. */
export async function synchronizePayment(
  container: MedusaContainer,
  { payment_session_id, wait_ms = 0 }: SynchronizePaymentInput,
  changed: Mark = "anything"
): Promise<SynchronizePaymentResult> {
  const lease = await waitForLease(container, {
    payment_session_id,
    wait_ms,
    mark: changed,
  })
  return lease
    ? whileRenewing(container, lease, async () =>
        synchronizeUntilReleased({ container, lease }, changed)
      )
    : BUSY
}

const synchronizeStep = createStep(
  "synchronize",
  async (input: SynchronizePaymentInput, { container }) =>
    new StepResponse(
      await synchronizePayment(
        container,
        input,
        input.disputes ? "disputes" : "anything"
      )
    )
)

/**
 * Synchronizes one payment between Medusa and Stripe, whatever has happened on either side.
 *
 * May run at any time, any number of times, on any instance. When another worker holds
 * the lease of the payment's purchase, that worker synchronizes this payment as well, and
 * this returns immediately.
 *
 * @throws MedusaError of any type: whatever kept the payment from coming in sync. It is
 * logged, and the reconciliation job tries again.
 * @example
 * import { synchronizePaymentWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await synchronizePaymentWorkflow(container).run({
 *   input: { payment_session_id: "payses_123" },
 * })
 */
export const synchronizePaymentWorkflow = createWorkflow(
  "synchronize-payment",
  (input: SynchronizePaymentInput) =>
    new WorkflowResponse(synchronizeStep(input))
)

/**
 * Whoever found the lease taken marked a payment, and so does a pass that has changed
 * what the order owes: marked payments are synchronized before the lease is released.
 */
async function synchronizeUntilReleased(
  leased: LeasedPayment,
  changed: Mark
): Promise<SynchronizePaymentResult> {
  const { container, lease } = leased
  const { leases } = resolveModule(container)
  try {
    const result = await synchronizeAndSettle(leased, changed)
    const marked = await leases.releaseUnlessMarked(lease)
    return marked.length
      ? await synchronizeMarked(leased, result, marked)
      : result
  } catch (error) {
    await synchronizeOthersDespite(leased, error)
    await leases.releaseDespiteMarks(lease)
    throw error
  }
}

/**
 * One payment that fails keeps no other of its order waiting for the job: whoever found the
 * lease taken has left the other to this worker.
 */
async function synchronizeOthersDespite(
  leased: LeasedPayment,
  error: unknown
): Promise<void> {
  if (error instanceof LeaseLostError) {
    return
  }
  const marked = await resolveModule(
    leased.container
  ).leases.releaseUnlessMarked(leased.lease)
  const others = marked.filter((payment) => !isOwn(leased, payment))
  for (const other of others) {
    await synchronizeOther(leased, other)
  }
  if (others.length) {
    await synchronizeOthersDespite(leased, error)
  }
}

async function synchronizeMarked(
  leased: LeasedPayment,
  before: SynchronizePaymentResult,
  marked: readonly MarkedPayment[]
): Promise<SynchronizePaymentResult> {
  const { container, lease } = leased
  let result = before
  // The others first: should this one fail, their marks are carried out.
  for (const payment of marked.filter((each) => !isOwn(leased, each))) {
    await synchronizeOther(leased, payment)
  }
  for (const { change } of marked.filter((each) => isOwn(leased, each))) {
    const again = await synchronizeAndSettle(leased, change)
    result = mergeResults(result, again)
  }
  const markedMeanwhile =
    await resolveModule(container).leases.releaseUnlessMarked(lease)
  return markedMeanwhile.length
    ? synchronizeMarked(leased, result, markedMeanwhile)
    : result
}

function isOwn(
  { lease }: LeasedPayment,
  { paymentSessionId }: MarkedPayment
): boolean {
  return paymentSessionId === lease.paymentSessionId
}

/** Its failure is recorded, logged and retried; the requested payment goes on. */
async function synchronizeOther(
  { container, lease }: LeasedPayment,
  { change, paymentSessionId }: MarkedPayment
): Promise<void> {
  const other = { container, lease: { ...lease, paymentSessionId } }
  try {
    await synchronizeAndSettle(other, change)
  } catch (error) {
    if (error instanceof LeaseLostError) {
      throw error
    }
  }
}

async function synchronizeAndSettle(
  leased: LeasedPayment,
  changed: Mark
): Promise<SynchronizePaymentResult> {
  const { container, lease } = leased
  const { events } = resolveModule(container)
  const unsettled = await events.unsettled(lease.paymentSessionId)
  await readDisputes(leased, unsettled, changed === "disputes")
  const aboutMoney = unsettled.filter(isAboutMoney)
  const isOnlyMedusa = changed === "medusa" && !unsettled.length
  const known = isOnlyMedusa ? ({ kind: "unchanged_stripe" } as const) : null
  const result = await measured(leased, { unsettled: aboutMoney, known })
  await markProcessed(leased, aboutMoney, {
    reason: { code: result.reason_code, params: result.reason_params },
    types: typesAbout(null),
  })
  return result
}

async function measured(
  leased: LeasedPayment,
  {
    unsettled,
    known,
  }: {
    readonly unsettled: readonly UnsettledEvent[]
    readonly known: Known | null
  }
): Promise<SynchronizePaymentResult> {
  const start = Date.now()
  const stop = (outcome: "in_sync" | "failed"): void =>
    measure(
      "stripe_checkout.synchronization.duration",
      (Date.now() - start) / 1000,
      { outcome }
    )
  try {
    const result = await synchronizeUntilInSync(leased, known)
    stop("in_sync")
    return result
  } catch (error) {
    stop("failed")
    await recordFailure(leased, unsettled, error)
    throw markAsLogged(error)
  }
}
