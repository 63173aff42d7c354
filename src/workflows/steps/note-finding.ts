/**
 * Looks at one payment that the sweep suspects, and keeps a record of what had to be
 * mended and of what only a person can settle.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { synchronizePaymentWorkflow } from "../synchronize-payment"
import { emitRowEvent } from "./emit-payment-event"
import type { SynchronizationResult } from "./look-until-settled"
import { newRowId } from "./new-row-id"
import { resolveModule } from "./resolve-module"

export type Finding = "fine" | "repaired" | "open" | "failed"

/** A payment that cannot be looked at now has its own retries; the sweep goes on. */
export async function noteFinding(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<Finding> {
  const { payments, discrepancies } = resolveModule(container)
  const before = await payments.findBy("payment_session_id", paymentSessionId)
  const result = await synchronize(container, paymentSessionId)
  if (!result || !before) {
    return "failed"
  }
  if (result.needs_person) {
    const isNews = await note(container, { before, result, status: "open" })
    return isNews ? "open" : "fine"
  }
  await discrepancies.resolve(paymentSessionId)
  if (!result.deeds.length) {
    return "fine"
  }
  await note(container, { before, result, status: "repaired" })
  return "repaired"
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

interface Found {
  readonly before: PaymentRow
  readonly result: SynchronizationResult
  readonly status: "open" | "repaired"
}

async function note(
  container: MedusaContainer,
  { before, result, status }: Found
): Promise<boolean> {
  const { payments, discrepancies } = resolveModule(container)
  const after =
    (await payments.findBy("payment_session_id", before.payment_session_id)) ??
    before
  const reason =
    status === "open"
      ? result.reason
      : `Found and mended: ${result.deeds.map((deed) => deed.replaceAll("_", " ")).join(", ")}.`
  const isNews = await discrepancies.note({
    id: newRowId("scdis"),
    paymentSessionId: before.payment_session_id,
    orderId: result.order_id,
    kind: result.deeds[0] ?? "needs_person",
    status,
    reason,
    currencyCode: before.currency_code,
    medusaCaptured: before.amount_captured,
    medusaRefunded: before.amount_refunded,
    stripeCapturable: after.amount_capturable,
    stripeCaptured: after.amount_captured,
    stripeRefunded: after.amount_refunded,
  })
  if (isNews) {
    await emitRowEvent(container, after, {
      event: "discrepancy_found",
      reason,
    })
  }
  return isNews
}
