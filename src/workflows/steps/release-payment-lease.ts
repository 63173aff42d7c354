/**
 * Lets the lease go. If somebody asked to look meanwhile, they are answered by a
 * look of their own, woken over the event bus.
 */
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { Lease } from "../../modules/stripe-checkout/repositories/leases"
import { resolveModule } from "./resolve-module"
import { LOOK_AT_PAYMENT } from "./wake-up"

export const releasePaymentLeaseStep = createStep(
  "release-payment-lease",
  async ({ lease }: { lease: Lease | null }, { container }) => {
    if (!lease) {
      return new StepResponse({ is_marked: false })
    }
    const { leases } = resolveModule(container)
    const isFree = await leases.letGo(lease)
    if (!isFree) {
      await leases.drop(lease)
      await container.resolve(Modules.EVENT_BUS).emit({
        name: LOOK_AT_PAYMENT,
        data: { payment_session_id: lease.paymentSessionId },
      })
    }
    return new StepResponse({ is_marked: !isFree })
  }
)
