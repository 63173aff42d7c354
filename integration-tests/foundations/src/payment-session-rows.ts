import type { IPaymentModuleService } from "@medusajs/framework/types"

/** The payment module has this method too, but its published type does not include it. */
export type PaymentSessionRows = IPaymentModuleService & {
  updatePaymentSessions(change: {
    id: string
    data: Record<string, unknown>
  }): Promise<unknown>
}
