/**
 * The binding's row comes before everything that happens at Stripe, so that nothing
 * which happens there can be without one.
 */
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { newRowId } from "./new-row-id"
import type { PurchaseReading } from "./read-purchase"
import { resolveModule } from "./resolve-module"

export const rememberPaymentStep = createStep(
  "remember-payment",
  async ({ purchase, orderId }: PurchaseReading, { container }) => {
    const row = await resolveModule(container).payments.remember({
      id: newRowId("scpay"),
      paymentSessionId: purchase.paymentSessionId,
      account: purchase.account,
      cartId: purchase.cartId,
      orderId,
      currencyCode: purchase.currencyCode,
      amount: toMajorUnits(purchase.amount, purchase.currencyCode),
    })
    return new StepResponse({ id: row.id })
  }
)
