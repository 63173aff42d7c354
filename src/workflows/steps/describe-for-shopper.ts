import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  readShopperState,
  type ShopperState,
} from "../../modules/stripe-checkout/domain/shopper-status"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { findCurrentPayment } from "./find-current-payment"
import { refusePayment } from "./refuse-payment"

export interface PaymentForShopper {
  readonly state: ShopperState
  readonly order: {
    readonly id: string
    readonly customer_id: string | null
  } | null
  /** Null while the pay link was never followed. */
  readonly row: PaymentRow | null
}

/** @throws MedusaError with code `stripe_checkout_unknown`. */
export const describeForShopperStep = createStep(
  "describe-for-shopper",
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
      throw refusePayment("unknown")
    }
    const state = readShopperState(row, isStarted)
    return new StepResponse<PaymentForShopper>({
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
): Promise<PaymentForShopper["order"]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id", "customer_id"],
    filters: { id },
  })
  const order = data[0] as { customer_id?: string | null } | undefined
  return order ? { id, customer_id: order.customer_id ?? null } : null
}
