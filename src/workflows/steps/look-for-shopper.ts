import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { synchronizePaymentWorkflow } from "../synchronize-payment"
import { findCurrentPayment } from "./find-current-payment"

/** However often a storefront asks, Stripe is asked no more often than this. */
const MINIMUM_MS_BETWEEN_LOOKS = 5_000

/** Looks at a payment that a shopper is waiting for, unless somebody just has. */
export const lookForShopperStep = createStep(
  "look-for-shopper",
  async (input: { payment_session_id: string }, { container }) => {
    const row = await findCurrentPayment(container, input.payment_session_id)
    if (row && isWorthALook(row)) {
      // A failure is written down and logged where it happens; the shopper asks again.
      await synchronizePaymentWorkflow(container)
        .run({ input: { payment_session_id: row.payment_session_id } })
        .catch(() => undefined)
    }
    return new StepResponse(null)
  }
)

/** Something may have happened at Stripe that this answer depends on. */
function isWorthALook(row: PaymentRow): boolean {
  const isOpen =
    row.checkout_session_id !== null &&
    !row.is_releasing &&
    ["awaiting_customer", "processing", "authorized", "captured"].includes(
      row.state
    )
  const isPlaced = row.payment_id !== null
  const since = row.looked_at
    ? Date.now() - Date.parse(row.looked_at)
    : Infinity
  return isOpen && !isPlaced && since > MINIMUM_MS_BETWEEN_LOOKS
}
