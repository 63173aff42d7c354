/**
 * Looks at one payment that the sweep suspects. What had to be mended is kept on
 * record; that ordinary work was still to be done means that an event was lost, and is
 * kept as well.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { isMending } from "../../modules/stripe-checkout/domain/decision/decision-traits"
import { synchronizePaymentWorkflow } from "../synchronize-payment"
import type { SynchronizationResult } from "./look-until-settled"
import { noteDiscrepancy } from "./note-discrepancy"
import { resolveModule } from "./resolve-module"

export type Finding = "fine" | "repaired" | "open" | "failed"

/** A payment that cannot be looked at now has its own retries; the sweep goes on. */
export async function noteFinding(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<Finding> {
  if (await isBackingOff(container, paymentSessionId)) {
    return "failed"
  }
  const result = await synchronize(container, paymentSessionId)
  if (!result) {
    return "failed"
  }
  if (result.deeds.length) {
    await noteLostNews(container, paymentSessionId, result)
  }
  if (result.needs_person) {
    return "open"
  }
  return result.deeds.length ? "repaired" : "fine"
}

/** A look that failed has its own retries, which the sweep must not use up. */
async function isBackingOff(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<boolean> {
  const { payments } = resolveModule(container)
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  const isLater = Date.parse(row?.next_look_at ?? "") > Date.now()
  return isLater && (row?.failed_looks ?? 0) > 0
}

async function synchronize(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<SynchronizationResult | null> {
  try {
    const { result } = await synchronizePaymentWorkflow(container).run({
      input: { payment_session_id: paymentSessionId },
    })
    return result
  } catch {
    // Written down, logged and due again where it happened.
    return null
  }
}

/** What was mended is on record already; the rest nobody had told us of. */
async function noteLostNews(
  container: MedusaContainer,
  paymentSessionId: string,
  { deeds, sides, order_id }: SynchronizationResult
): Promise<void> {
  const { payments } = resolveModule(container)
  const late = deeds.filter((deed) => !isMending(deed))
  const [first] = late
  const row = await payments.findBy("payment_session_id", paymentSessionId)
  if (first && row && sides) {
    await noteDiscrepancy(container, row, {
      status: "repaired",
      sides,
      orderId: order_id,
      kind: first,
      reason: `No event had told of it; the sweep has done it: ${late.map((deed) => deed.replaceAll("_", " ")).join(", ")}.`,
    })
  }
}
