import type { IPaymentModuleService } from "@medusajs/framework/types"

/** The payment module writes rows by this method too, but its published type does not mention it. */
export type PaymentSessionRows = IPaymentModuleService & {
  updatePaymentSessions(change: {
    id: string
    data: Record<string, unknown>
  }): Promise<unknown>
}
