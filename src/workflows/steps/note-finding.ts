/**
 * Looks at one payment that the sweep suspects, and keeps a record of what had to be
 * mended and of what only a person can settle.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { PaymentRow } from "../../modules/stripe-checkout/rows/payments"
import { synchronizePaymentWorkflow } from "../synchronize-payment"
import type { PaymentEventPayload } from "./emit-payment-event"
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
    await announce(container, after, reason)
  }
  return isNews
}

async function announce(
  container: MedusaContainer,
  row: PaymentRow,
  reason: string
): Promise<void> {
  const payload: PaymentEventPayload = {
    payment_id: row.payment_id,
    payment_session_id: row.payment_session_id,
    order_id: row.order_id,
    cart_id: row.cart_id,
    account: row.account,
    amount: Number(row.amount),
    currency_code: row.currency_code,
    reason,
  }
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: "stripe_checkout.discrepancy_found", data: payload })
}
