/**
 * Makes the order's one payment link request what is missing, or the part of it that was
 * chosen. To be called under the order's lock; no call to Stripe.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  isChargeable,
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import {
  type ChosenTerms,
  chooseTerms,
  dueAmount,
  hasExpired,
  isAllowedExpiry,
  NO_TERMS,
} from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import {
  missingOf,
  type OrderBalance,
  readOrderBalance,
} from "../medusa/order-balance"
import { findPurchaseOfOrder } from "../medusa/order-payment-rows"
import {
  bindPaymentLink,
  findLinkCollection,
  type LinkBinding,
  removeOtherRequests,
} from "../medusa/payment-link"
import { findAccounts } from "../medusa/region-accounts"
import { newRowId, resolveModule } from "../support/module"
import { assertRequestable, paymentLinkError } from "./payment-link-refusals"

/** What is asked of the order's payment link. */
export interface LinkRequestInput {
  readonly order_id: string
  readonly account?: string
  /** Major units; null takes all that is missing, absent leaves an open link as it is. */
  readonly amount?: number | null
  /** ISO date; null never expires, absent leaves an open link as it is. */
  readonly expires_at?: string | null
  /** A link that has expired stays so: only a merchant renews it. */
  readonly keepsExpired?: boolean
}

export interface RequestedLink {
  readonly url: string
  /** Major units. */
  readonly amount: number
  readonly currency_code: string
  readonly expires_at: string | null
  readonly payment_session_id: string
  readonly payment_collection_id: string
}

export interface RequestedAmount {
  /** As it was before. */
  readonly balance: OrderBalance
  readonly binding: LinkBinding
  readonly result: RequestedLink
}

/** An order has one open request for money. */
export const removeOtherRequestsStep = createStep(
  "remove-other-requests",
  async ({ balance, binding }: RequestedAmount, { container }) => {
    await removeOtherRequests(container, balance, binding)
    return new StepResponse(null)
  }
)

/** @throws MedusaError with a code that says why nothing can be requested. */
export async function requestMissingAmount(
  container: MedusaContainer,
  input: LinkRequestInput
): Promise<RequestedAmount> {
  const balance = await readOrderBalance(container, input.order_id)
  if (!balance) {
    throw paymentLinkError("order_unknown")
  }
  const now = Date.now()
  const chosen = readChosen(balance, input, now)
  const known = findLinkCollection(balance)?.terms ?? NO_TERMS
  const isRenewed = hasExpired(known, now) && !input.keepsExpired
  const terms = input.keepsExpired ? known : chooseTerms(known, chosen, now)
  const due = dueAmount(terms, missingOf(balance))
  const part = terms.amount === null ? null : due
  assertRequestable(balance, chosen.amount ?? part)
  const account = await chooseAccount(container, balance, input.account)
  const bound = await bindPaymentLink(container, balance, {
    amount: due,
    providerId: providerIdOf(account),
    terms,
  })
  const binding = {
    ...bound,
    isChanged: bound.isChanged || isRenewed,
  }
  await storePayment(container, { account, balance, binding, due })
  return {
    balance,
    binding,
    result: {
      url: payLink(
        resolveModule(container).options.backendUrl,
        binding.sessionId
      ),
      amount: Number(toMajorUnits(due, balance.currencyCode)),
      currency_code: balance.currencyCode,
      expires_at: terms.expiresAt,
      payment_session_id: binding.sessionId,
      payment_collection_id: binding.collectionId,
    },
  }
}

/** In minor units, and as ISO dates. */
function readChosen(
  { currencyCode }: OrderBalance,
  { amount, expires_at: expiresAt }: LinkRequestInput,
  now: number
): ChosenTerms {
  if (
    typeof amount === "number" &&
    !(amount > 0 && isChargeable(amount, currencyCode))
  ) {
    throw paymentLinkError("amount_invalid")
  }
  if (typeof expiresAt === "string" && !isAllowedExpiry(expiresAt, now)) {
    throw paymentLinkError("expiry_invalid")
  }
  return {
    ...(amount === undefined
      ? {}
      : {
          amount: amount === null ? null : toMinorUnits(amount, currencyCode),
        }),
    ...(expiresAt === undefined
      ? {}
      : {
          expiresAt:
            expiresAt === null ? null : new Date(expiresAt).toISOString(),
        }),
  }
}

interface PaymentToStore {
  readonly account: string
  readonly balance: OrderBalance
  readonly binding: LinkBinding
  /** Minor units. */
  readonly due: number
}

/** Before the first click, so that whatever changes the balance changes the link too. */
async function storePayment(
  container: MedusaContainer,
  { account, balance, binding, due }: PaymentToStore
): Promise<void> {
  const { currencyCode, orderId } = balance
  await resolveModule(container).payments.storeOnce({
    id: newRowId("scpay"),
    paymentSessionId: binding.sessionId,
    account,
    cartId: null,
    orderId,
    purchaseId: await findPurchaseOfOrder(container, orderId),
    currencyCode,
    amount: toMajorUnits(due, currencyCode),
  })
}

async function chooseAccount(
  container: MedusaContainer,
  balance: OrderBalance,
  requested: string | undefined
): Promise<string> {
  if (requested !== undefined) {
    const isConfigured = resolveModule(container).accounts.find(requested)
    if (!isConfigured) {
      throw paymentLinkError("account_unknown")
    }
  }
  const accounts = await findAccounts(container, balance)
  const account = requested
    ? accounts.find((name) => name === requested)
    : accounts[0]
  if (account === undefined) {
    throw paymentLinkError("provider_not_enabled")
  }
  return account
}
