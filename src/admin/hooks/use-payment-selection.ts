import type { DataTableRowSelectionState } from "@medusajs/ui"
import { useMemo, useState } from "react"

import type { ListedPaymentDescription } from "../../api/admin/stripe-checkout/payments/responses"

export interface PaymentSelection {
  /** For the table. */
  readonly state: DataTableRowSelectionState
  readonly change: (state: DataTableRowSelectionState) => void
  readonly clear: () => void
  /** Only what is on the page: nobody acts on what they do not see. */
  readonly payments: readonly ListedPaymentDescription[]
  /** Each order once, though several of its payments are selected. */
  readonly orderIds: readonly string[]
  readonly paymentSessionIds: readonly string[]
}

/** The payments that are selected, for whatever is done with several at once. */
export function usePaymentSelection(
  shown: readonly ListedPaymentDescription[]
): PaymentSelection {
  const [state, change] = useState<DataTableRowSelectionState>({})
  return useMemo(() => {
    const payments = shown.filter(
      (payment) => state[payment.payment_session_id] && isSelectable(payment)
    )
    return {
      state,
      change,
      clear: () => change({}),
      payments,
      orderIds: [
        ...new Set(payments.flatMap(({ order_id }) => order_id ?? [])),
      ],
      paymentSessionIds: payments.map(
        ({ payment_session_id }) => payment_session_id
      ),
    }
  }, [shown, state])
}

/** Money that is held, and an order that says what for. */
export function isSelectable({
  capturable,
  order_id,
}: ListedPaymentDescription): boolean {
  return capturable > 0 && order_id !== null
}
