/**
 * Whether the admin offers to create a payment link, from our own rows and Medusa's order.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import {
  type PaymentLinkRefusal,
  refusePaymentLink,
} from "../../../../modules/stripe-checkout/domain/checkout/refuse-payment-link"
import { hasExpired } from "../../../../modules/stripe-checkout/domain/payment-links/link-terms"
import { payLink } from "../../../../modules/stripe-checkout/domain/urls"
import { toMajorUnits } from "../../../../modules/stripe-checkout/domain/money"
import {
  missingOf,
  type OrderBalance,
  readOrderBalance,
} from "../../../../workflows/medusa/order-balance"
import type { OpenCollection } from "../../../../workflows/medusa/open-collections"
import { findLinkCollection } from "../../../../workflows/medusa/payment-link"
import { orderNotFound } from "../../../../workflows/medusa/require-order"
import { resolveModule } from "../../../../workflows/support/module"
import { refuseEmail } from "../../../../workflows/checkout/email-payment-link"
import { findAccounts } from "../../../../workflows/medusa/region-accounts"
import type { OpenLinkDescription, PaymentLinkOffer } from "./responses"

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
      open: null,
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
    open: describeOpen(balance),
    email: { allowed: emailRefusal === null, reason: emailRefusal },
  }
}

export interface OpenLink {
  /** The order's number. */
  readonly displayId: string
  readonly url: string
}

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` where the order has no link that can be paid. */
export async function requireOpenLink(
  container: MedusaContainer,
  orderId: string
): Promise<OpenLink> {
  const balance = await readOrderBalance(container, orderId)
  if (!balance) {
    throw orderNotFound(orderId)
  }
  const collection = findOpen(balance)
  const session = collection?.sessions.find(
    ({ id, status }) =>
      status === "pending" &&
      balance.rows.some(({ payment_session_id }) => payment_session_id === id)
  )
  if (!collection || !session || hasExpired(collection.terms, Date.now())) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "The order has no open payment link. Create one first."
    )
  }
  const { options } = resolveModule(container)
  return {
    displayId: balance.displayId,
    url: payLink(options.backendUrl, session.id),
  }
}

function findOpen(balance: OrderBalance): OpenCollection | undefined {
  const collection = findLinkCollection(balance)
  return collection?.isPaymentLink ? collection : undefined
}

function describeOpen(balance: OrderBalance): OpenLinkDescription | null {
  const collection = findOpen(balance)
  return collection
    ? {
        amount: Number(toMajorUnits(collection.amount, balance.currencyCode)),
        expires_at: collection.terms.expiresAt,
        has_expired: hasExpired(collection.terms, Date.now()),
      }
    : null
}

async function refuseInRegion(
  container: MedusaContainer,
  balance: OrderBalance
): Promise<PaymentLinkRefusal | null> {
  const accounts = await findAccounts(container, balance)
  return accounts.length ? null : "provider_not_enabled"
}
