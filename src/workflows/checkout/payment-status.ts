import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
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
import { resolveModule } from "../support/module"
import { synchronizePaymentWorkflow } from "../synchronization/synchronize-payment"
import { checkoutError } from "./refusals"

/**
 * How a payment stands, in a storefront's words.
 *
 * Looks at Stripe where the answer may have changed, but not at every question: a
 * storefront asks every few seconds, and Stripe is to be asked gently.
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
  /** Null while the pay link was never followed. */
  readonly row: PaymentRow | null
}

/** @throws MedusaError with code `stripe_checkout_unknown`. */
const describePaymentStatusStep = createStep(
  "describe-payment-status",
  async (
    { payment_session_id }: { payment_session_id: string },
    { container }
  ) => {
    const row = await findCurrentPayment(container, payment_session_id)
    const isStarted = await isSessionOfOurs(
      container,
      row?.payment_session_id ?? payment_session_id
    )
    if (!row && !isStarted) {
      throw checkoutError("unknown")
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

/** Whether the payment session is still there; Medusa replaces it with each new start. */
async function isSessionOfOurs(
  container: MedusaContainer,
  id: string
): Promise<boolean> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "provider_id"],
    filters: { id },
  })
  const session = data[0] as { provider_id: string } | undefined
  return session?.provider_id.startsWith(providerIdOf("")) ?? false
}

async function readOrder(
  container: MedusaContainer,
  id: string
): Promise<PaymentStatusForShopper["order"]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "customer_id"],
    filters: { id },
  })
  const order = data[0] as { customer_id?: string | null } | undefined
  return order ? { id, customer_id: order.customer_id ?? null } : null
}

/** However often a storefront asks, Stripe is asked no more often than this. */
const MINIMUM_MS_BETWEEN_SYNCS = 5_000

/** Looks at a payment that a shopper is waiting for, unless somebody just has. */
const refreshPaymentStatusStep = createStep(
  "refresh-payment-status",
  async (input: { payment_session_id: string }, { container }) => {
    const row = await findCurrentPayment(container, input.payment_session_id)
    if (row && isWorthSynchronizing(row)) {
      // A failure is written down and logged where it happens; the shopper asks again.
      await synchronizePaymentWorkflow(container)
        .run({ input: { payment_session_id: row.payment_session_id } })
        .catch(() => undefined)
    }
    return new StepResponse(null)
  }
)

/** Something may have happened at Stripe that this answer depends on. */
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
 * A payment by the session that a shopper started, also after another session has
 * taken over its money: the shopper knows the first one only.
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
