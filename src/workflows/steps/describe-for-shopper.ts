import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  readShopperState,
  type ShopperState,
} from "../../modules/stripe-checkout/domain/shopper-state"
import { providerIdOf } from "../../modules/stripe-checkout/options"
import type { PaymentRow } from "../../modules/stripe-checkout/rows/payment-row"
import { refusePayment } from "./refuse-payment"
import { resolveModule } from "./resolve-module"

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
    const row = await resolveModule(container).payments.findBy(
      "payment_session_id",
      payment_session_id
    )
    if (!row) {
      await requireSession(container, payment_session_id)
    }
    const state = readShopperState(row)
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

/** Started, but the shopper has not been on the way to Stripe yet. */
async function requireSession(
  container: MedusaContainer,
  id: string
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "provider_id"],
    filters: { id },
  })
  const session = data[0] as { provider_id: string } | undefined
  if (!session?.provider_id.startsWith(providerIdOf(""))) {
    throw refusePayment("unknown")
  }
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
