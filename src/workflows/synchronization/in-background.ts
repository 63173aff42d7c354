/**
 * Synchronizations that nobody waits for: of webhooks, which Stripe wants acknowledged at
 * once, and of Medusa's events, whose bus passes on one at a time.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { Mark } from "../../modules/stripe-checkout/repositories/lease-marks"
import { requestSync } from "../support/events"
import { isServerOnly } from "../support/instance-role"
import { resolveModule } from "../support/module"
import { logUnlessLogged } from "../support/workflow-error"
import { settleKnown } from "./settle-events"
import type { SynchronizePaymentResult } from "./synchronization-result"
import { synchronizePayment } from "./synchronize-payment"

/**
 * For a payment with an event in the inbox: there the job finds it, should this process
 * die before.
 *
 * @param wanted `events`: nothing is done where they turn out to say nothing new.
 */
export async function startSynchronization(
  container: MedusaContainer,
  paymentSessionId: string,
  wanted: "anything" | "events" = "anything"
): Promise<void> {
  if (isServerOnly(container)) {
    // The workers listen to the bus.
    await requestSync(container, paymentSessionId, wanted)
    return
  }
  const { readings } = resolveModule(container)
  if (wanted === "events") {
    readings.wantEvents(paymentSessionId)
  } else {
    readings.wantAnyway(paymentSessionId)
  }
  start(container, paymentSessionId)
}

/**
 * For a subscriber: what it finds is synchronized while the bus goes on. Where a payment
 * has to wait, it is marked as due, so that the job finds it should this process die.
 *
 * @param subject for the log, when they cannot be found
 */
export async function startSynchronizations(
  container: MedusaContainer,
  subject: string,
  find: () => Promise<readonly string[]>
): Promise<void> {
  const heardAt = performance.now()
  try {
    const ids = await find()
    const { background, duePayments, readings } = resolveModule(container)
    if (ids.length && background.isFull) {
      await duePayments.markDue(ids)
    }
    for (const id of ids) {
      readings.wantSince(id, heardAt)
      start(container, id)
    }
  } catch (error) {
    logUnlessLogged(container, subject, error)
  }
}

/** Unless a synchronization that was running then has seen all of it. */
function start(container: MedusaContainer, paymentSessionId: string): void {
  resolveModule(container).background.start(paymentSessionId, async () => {
    const changed = await findChange(container, paymentSessionId)
    if (changed !== "nothing") {
      await synchronizeOrLog(container, paymentSessionId, changed)
    }
  })
}

async function findChange(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<Mark | "nothing"> {
  const { readings } = resolveModule(container)
  const { hasEvents, unread } = readings.takeWanted(paymentSessionId)
  if (unread === "anything" || !hasEvents) {
    return unread
  }
  const areKnown = await settleKnown(container, paymentSessionId).catch(
    // The synchronization meets the same trouble, and logs it.
    () => false
  )
  if (areKnown) {
    return unread
  }
  return unread === "nothing" ? "events" : "anything"
}

/** @returns null when it failed: it is logged, and retried later. */
export async function synchronizeOrLog(
  container: MedusaContainer,
  paymentSessionId: string,
  changed: Mark = "anything"
): Promise<SynchronizePaymentResult | null> {
  try {
    return await synchronizePayment(
      container,
      { payment_session_id: paymentSessionId },
      changed
    )
  } catch (error) {
    logUnlessLogged(container, paymentSessionId, error)
    return null
  }
}
