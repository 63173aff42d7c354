import type { MedusaContainer } from "@medusajs/framework/types"

import {
  readShopperStatus,
  type ShopperStatus,
} from "../../modules/stripe-checkout/domain/shopper-status"
import type {
  AwaitedOrder,
  AwaitedPayment,
} from "../../modules/stripe-checkout/core-tables/awaited-payment"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { findAwaited } from "../medusa/awaited-payment"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { checkoutRefusal } from "./refusals"

/**
 * The status of a payment, in a storefront's terms.
 *
 * Synchronizes with Stripe when the status may have changed, but not on every request: a
 * storefront polls every few seconds, and Stripe's rate limits apply. No workflow, because
 * Medusa would look each execution up in its database.
 *
 * @throws MedusaError with code `stripe_checkout_unknown` (not found).
 */
export async function readPaymentStatus(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentStatusForShopper> {
  const known = await findAwaited(container, paymentSessionId)
  if (known.row === null || !isWorthSynchronizing(known.row)) {
    return describe(known)
  }
  await synchronize(container, known.row)
  return describe(await findAwaited(container, paymentSessionId))
}

export interface PaymentStatusForShopper {
  readonly state: ShopperStatus
  readonly order: AwaitedOrder | null
  /** Null until the pay link is followed. */
  readonly row: PaymentRow | null
}

async function synchronize(
  container: MedusaContainer,
  { payment_session_id }: PaymentRow
): Promise<void> {
  // A failure is recorded and logged where it happens; the shopper polls again.
  await synchronizePaymentWorkflow(container)
    .run({ input: { payment_session_id } })
    .catch(() => undefined)
}

function describe({
  order,
  providerId,
  row,
}: AwaitedPayment): PaymentStatusForShopper {
  const isStarted = isUnpaid(row) && isOurs(providerId)
  if (!row && !isStarted) {
    throw checkoutRefusal("unknown")
  }
  const state = readShopperStatus(row, isStarted)
  return { state, row, order: state === "confirmed" ? order : null }
}

/** Whether it can still be paid depends on Medusa's payment session. */
function isUnpaid(row: PaymentRow | null): boolean {
  return (
    row === null ||
    ["awaiting_customer", "expired", "failed"].includes(row.state)
  )
}

/** Medusa replaces the payment session with each new start; a deleted one has no provider. */
function isOurs(providerId: string | null): boolean {
  return providerId?.startsWith(providerIdOf("")) ?? false
}

/**
 * However often a storefront polls, Stripe is not called more often than this. Before the
 * shopper has paid, a poll only makes up for a lost webhook, and the return from Stripe's page
 * synchronizes in any case.
 */
const MS_BETWEEN_SYNCS = { unpaid: 20_000, paid: 5_000 }

/** Something that affects the status may have happened at Stripe. */
function isWorthSynchronizing(row: PaymentRow): boolean {
  const isOpen =
    row.checkout_session_id !== null &&
    !row.release_requested &&
    ["awaiting_customer", "processing", "authorized", "captured"].includes(
      row.state
    )
  const isPlaced = row.payment_id !== null
  // Nobody has paid in the moment at which the page was opened.
  const since = Date.now() - Date.parse(row.synced_at ?? row.created_at)
  return (
    isOpen &&
    !isPlaced &&
    since > MS_BETWEEN_SYNCS[isUnpaid(row) ? "unpaid" : "paid"]
  )
}
