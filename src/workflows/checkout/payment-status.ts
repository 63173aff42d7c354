import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  readShopperStatus,
  type ShopperStatus,
} from "../../modules/stripe-checkout/domain/shopper-status"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { checkoutRefusal } from "./refusals"

/**
 * Synchronizes a payment that a shopper is waiting for, unless that was just done. What is
 * known afterwards is the answer.
 *
 * @throws MedusaError with code `stripe_checkout_unknown`.
 */
const readPaymentStatusStep = createStep(
  "read-payment-status",
  async (
    { payment_session_id: id }: { payment_session_id: string },
    { container }
  ) => {
    const known = await findCurrent(container, id)
    const isSynchronized =
      known !== null && isWorthSynchronizing(known)
        ? await synchronize(container, known)
        : false
    const row = isSynchronized ? await findCurrent(container, id) : known
    return new StepResponse(await describe(container, id, row))
  }
)

/**
 * The status of a payment, in a storefront's terms.
 *
 * Synchronizes with Stripe when the status may have changed, but not on every request: a
 * storefront polls every few seconds, and Stripe's rate limits apply.
 *
 * @throws an error with `code` `stripe_checkout_unknown` (not found).
 */
export const paymentStatusWorkflow = createWorkflow(
  "payment-status",
  (input: { payment_session_id: string }) =>
    new WorkflowResponse(readPaymentStatusStep(input))
)

export interface PaymentStatusForShopper {
  readonly state: ShopperStatus
  readonly order: {
    readonly id: string
    readonly customer_id: string | null
  } | null
  /** Null until the pay link is followed. */
  readonly row: PaymentRow | null
}

async function synchronize(
  container: MedusaContainer,
  { payment_session_id }: PaymentRow
): Promise<true> {
  // A failure is recorded and logged where it happens; the shopper polls again.
  await synchronizePaymentWorkflow(container)
    .run({ input: { payment_session_id } })
    .catch(() => undefined)
  return true
}

async function describe(
  container: MedusaContainer,
  paymentSessionId: string,
  row: PaymentRow | null
): Promise<PaymentStatusForShopper> {
  const isStarted =
    isUnpaid(row) &&
    (await isOwnSession(container, row?.payment_session_id ?? paymentSessionId))
  if (!row && !isStarted) {
    throw checkoutRefusal("unknown")
  }
  const state = readShopperStatus(row, isStarted)
  const order =
    state === "confirmed" && row?.order_id
      ? await readOrder(container, row.order_id)
      : null
  return { state, row, order }
}

/** Whether it can still be paid depends on Medusa's payment session. */
function isUnpaid(row: PaymentRow | null): boolean {
  return (
    row === null ||
    ["awaiting_customer", "expired", "failed"].includes(row.state)
  )
}

/** Whether the payment session still exists; Medusa replaces it with each new start. */
async function isOwnSession(
  container: MedusaContainer,
  id: string
): Promise<boolean> {
  const session = await queryOne<{ provider_id: string }>(container, {
    entity: "payment_session",
    fields: ["id", "provider_id"],
    filters: { id },
  })
  return session?.provider_id.startsWith(providerIdOf("")) ?? false
}

async function readOrder(
  container: MedusaContainer,
  id: string
): Promise<PaymentStatusForShopper["order"]> {
  const order = await queryOne<{ customer_id?: string | null }>(container, {
    entity: "order",
    fields: ["id", "customer_id"],
    filters: { id },
  })
  return order ? { id, customer_id: order.customer_id ?? null } : null
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

/** Whatever has replaced the session that a shopper started: the shopper only knows the first. */
async function findCurrent(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentRow | null> {
  const rows =
    await resolveModule(container).payments.withReplacements(paymentSessionId)
  return rows.at(-1) ?? null
}
