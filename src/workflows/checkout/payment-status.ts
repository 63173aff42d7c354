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

/** @throws MedusaError with code `stripe_checkout_unknown`. */
const describePaymentStatusStep = createStep(
  "describe-payment-status",
  async (
    { payment_session_id }: { payment_session_id: string },
    { container }
  ) => {
    const row = await findCurrentPayment(container, payment_session_id)
    const isStarted = await isOwnSession(
      container,
      row?.payment_session_id ?? payment_session_id
    )
    if (!row && !isStarted) {
      throw checkoutRefusal("unknown")
    }
    const state = readShopperStatus(row, isStarted)
    return new StepResponse<PaymentStatusForShopper>({
      state,
      row,
      order:
        state === "confirmed" && row?.order_id
          ? await readOrder(container, row.order_id)
          : null,
    })
  }
)

/** Synchronizes a payment that a shopper is waiting for, unless that was just done. */
const refreshPaymentStatusStep = createStep(
  "refresh-payment-status",
  async (input: { payment_session_id: string }, { container }) => {
    const row = await findCurrentPayment(container, input.payment_session_id)
    if (row && isWorthSynchronizing(row)) {
      // A failure is recorded and logged where it happens; the shopper polls again.
      await synchronizePaymentWorkflow(container)
        .run({ input: { payment_session_id: row.payment_session_id } })
        .catch(() => undefined)
    }
    return new StepResponse(null)
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
  (input: { payment_session_id: string }) => {
    refreshPaymentStatusStep(input)
    return new WorkflowResponse(describePaymentStatusStep(input))
  }
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

/** However often a storefront polls, Stripe is not called more often than this. */
const MINIMUM_MS_BETWEEN_SYNCS = 5_000

/** Something that affects the status may have happened at Stripe. */
function isWorthSynchronizing(row: PaymentRow): boolean {
  const isOpen =
    row.checkout_session_id !== null &&
    !row.release_requested &&
    ["awaiting_customer", "processing", "authorized", "captured"].includes(
      row.state
    )
  const isPlaced = row.payment_id !== null
  const since = row.synced_at
    ? Date.now() - Date.parse(row.synced_at)
    : Infinity
  return isOpen && !isPlaced && since > MINIMUM_MS_BETWEEN_SYNCS
}

/**
 * A payment by the session that a shopper started, even after another session has
 * replaced it: the shopper only knows the first one.
 */
async function findCurrentPayment(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentRow | null> {
  const { payments } = resolveModule(container)
  const replacement = await payments.findBy(
    "replaces_payment_session_id",
    paymentSessionId
  )
  return replacement ?? payments.findBy("payment_session_id", paymentSessionId)
}
