import type { FetchError } from "@medusajs/js-sdk"
import { useQuery, type UseQueryResult } from "@tanstack/react-query"

import type { PaymentMethodsAnswer } from "../../api/admin/stripe-checkout/orders/payment-method-responses"
import type { OrderPaymentsDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { hasReachedStripe } from "../lib/order-payments"
import { sdk } from "../lib/sdk"
import { orderPaymentsKeys } from "./use-order-payments"

/** A card does not change; the risk may, within hours. */
const FRESH_MS = 10 * 60 * 1000

/**
 * How the order was paid. Stripe is asked when the card is opened and when money has moved,
 * never by the card's regular refresh.
 */
export function usePaymentMethods({
  order_id,
  payments,
}: OrderPaymentsDescription): UseQueryResult<PaymentMethodsAnswer, FetchError> {
  const atStripe = payments.filter(hasReachedStripe)
  return useQuery<PaymentMethodsAnswer, FetchError>({
    queryKey: [
      ...orderPaymentsKeys.methods(order_id),
      ...atStripe.map(({ payment_intent_id, state }) => [
        payment_intent_id,
        state,
      ]),
    ],
    queryFn: ({ signal }) =>
      sdk.client.fetch(
        `/admin/stripe-checkout/orders/${order_id}/payment-methods`,
        { signal }
      ),
    enabled: atStripe.length > 0,
    staleTime: FRESH_MS,
    retry: false,
    refetchOnWindowFocus: false,
  })
}
