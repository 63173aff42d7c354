import { adjustPaymentLink } from "../../medusa/payment-link-balance"
import type { Action } from "./context"

/** The balance is read again under the order's lock: somebody may be changing it. */
export const updatePaymentLink: Action<"update_payment_link"> = async ({
  container,
  row,
  medusa,
}) => {
  if (medusa.order) {
    await adjustPaymentLink(container, {
      orderId: medusa.order.id,
      sessionId: row.payment_session_id,
    })
  }
}
