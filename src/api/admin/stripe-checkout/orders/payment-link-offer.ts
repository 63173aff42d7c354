/**
 * Whether the admin offers to create a payment link, from our own rows and Medusa's order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  type PaymentLinkRefusal,
  refusePaymentLink,
} from "../../../../modules/stripe-checkout/domain/checkout/refuse-payment-link"
import { toMajorUnits } from "../../../../modules/stripe-checkout/domain/money"
import {
  missingOf,
  type OrderBalance,
  readOrderBalance,
} from "../../../../workflows/medusa/order-balance"
import { refuseEmail } from "../../../../workflows/checkout/email-payment-link"
import { findAccounts } from "../../../../workflows/medusa/region-accounts"
import type { PaymentLinkOffer } from "./responses"

export async function offerPaymentLink(
  container: MedusaContainer,
  orderId: string
): Promise<PaymentLinkOffer> {
  const balance = await readOrderBalance(container, orderId)
  if (!balance) {
    return {
      allowed: false,
      reason: "nothing_owed",
      amount: 0,
      currency_code: "",
      email: { allowed: false, reason: "no_email" },
    }
  }
  const missing = missingOf(balance)
  const reason =
    refusePaymentLink({ ...balance, missing }) ??
    (await refuseInRegion(container, balance))
  const emailRefusal = refuseEmail(container, balance.email)
  return {
    allowed: reason === null,
    reason,
    amount: Number(toMajorUnits(Math.max(missing, 0), balance.currencyCode)),
    currency_code: balance.currencyCode,
    email: { allowed: emailRefusal === null, reason: emailRefusal },
  }
}

async function refuseInRegion(
  container: MedusaContainer,
  balance: OrderBalance
): Promise<PaymentLinkRefusal | null> {
  const accounts = await findAccounts(container, balance)
  return accounts.length ? null : "provider_not_enabled"
}
