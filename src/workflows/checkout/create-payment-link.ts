import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import {
  missingOf,
  type OrderBalance,
  readOrderBalance,
} from "../medusa/order-balance"
import { withOrderLock } from "../medusa/order-lock"
import {
  findOrderPayments,
  findPurchaseOfOrder,
} from "../medusa/order-payment-rows"
import {
  bindPaymentLink,
  type LinkBinding,
  removeOtherRequests,
} from "../medusa/payment-link"
import { findAccounts } from "../medusa/region-accounts"
import { newRowId, resolveModule } from "../support/module"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { synchronizeEachStep } from "../synchronization/synchronize-related"
import { announcePaymentLink } from "./announce-payment-link"
import { assertRequestable, paymentLinkError } from "./payment-link-refusals"

export interface CreatePaymentLinkInput {
  order_id: string
  /**
   * The Stripe account's name in the options. Absent: the one of the order's latest
   * payment, else the first whose provider is enabled in the order's region.
   */
  account?: string
  /** Who creates it: a user's id, or the name of a program. */
  actor?: string
}

export interface CreatePaymentLinkResult {
  /** The pay link, to be sent to the customer. It stays the same while it requests money. */
  readonly url: string
  /** What it requests, in major units of `currency_code`, e.g. 12.5 for 12.50 EUR. */
  readonly amount: number
  /** ISO 4217, lower case. */
  readonly currency_code: string
  /** Medusa's payment session (`payses_...`). */
  readonly payment_session_id: string
  /** Medusa's payment collection (`pay_col_...`). */
  readonly payment_collection_id: string
}

/** How long to wait for another worker that is synchronizing one of the payments. */
const LEASE_WAIT_MS = 8_000

const findPaymentsOfOrderStep = createStep(
  "find-payments-of-order",
  async ({ order_id }: CreatePaymentLinkInput, { container }) => {
    const rows = await findOrderPayments(container, order_id)
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

/**
 * Without compensation: what was created is found and used by the next request.
 *
 * @throws MedusaError with a code that says why nothing can be requested.
 */
const requestMissingAmountStep = createStep(
  "request-missing-amount",
  async ({ input, synchronized }: RequestInput, { container }) => {
    if (synchronized.some(({ outcome }) => outcome === "busy")) {
      throw paymentLinkError("busy")
    }
    const lock = { orderId: input.order_id, waitsAs: "request" } as const
    return new StepResponse(
      await withOrderLock(container, lock, () =>
        requestMissingAmount(container, input)
      )
    )
  }
)

/** An order has one open request for money. */
const removeOtherRequestsStep = createStep(
  "remove-other-requests",
  async ({ balance, binding }: RequestedAmount, { container }) => {
    await removeOtherRequests(container, balance, binding)
    return new StepResponse(null)
  }
)

const announcePaymentLinkStep = createStep(
  "announce-payment-link",
  async ({ requested, input }: AnnouncedLink, { container }) => {
    const { binding, result } = requested
    if (binding.isChanged) {
      await announcePaymentLink(container, {
        orderId: input.order_id,
        link: result,
        kind: "payment_link",
        actor: input.actor ?? null,
        requestId: null,
      })
    }
    return new StepResponse(result)
  }
)

/**
 * Creates a payment link for what an order still owes and no hold covers, or returns the
 * one that exists.
 *
 * However often or concurrently it runs, an order has one payment link. If the balance
 * has changed, the link requests the new amount under the same URL, and what was open at
 * Stripe for the old amount is expired. A link whose money is no longer owed is closed.
 *
 * @returns the pay link and what it requests; see `CreatePaymentLinkResult`.
 * @throws MedusaError of type `MedusaError.Types.NOT_FOUND` with `code`
 * - `stripe_checkout_order_unknown`
 * - `stripe_checkout_account_unknown`: the options have no Stripe account with this name.
 *
 * or of type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_order_canceled`
 * - `stripe_checkout_nothing_owed`
 * - `stripe_checkout_covered_by_hold`: what is outstanding is held already.
 * - `stripe_checkout_draft_without_total`
 * - `stripe_checkout_amount_too_small`: less than Stripe accepts; the message names the limit.
 * - `stripe_checkout_amount_too_large`: more than Stripe accepts; the message names the limit.
 * - `stripe_checkout_provider_not_enabled`: in the order's region.
 * - `stripe_checkout_busy`: one of the order's payments is being processed; try again.
 * @example
 * import { createPaymentLinkWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await createPaymentLinkWorkflow(container).run({
 *   input: { order_id: "order_123" },
 * })
 * const { url, amount, currency_code } = result
 */
export const createPaymentLinkWorkflow = createWorkflow(
  "create-payment-link",
  (input: CreatePaymentLinkInput) => {
    const ids = findPaymentsOfOrderStep(input)
    const synchronized = synchronizeEachStep(
      transform(ids, (found) => toSyncInput(found))
    )
    const requested = requestMissingAmountStep({ input, synchronized })
    removeOtherRequestsStep(requested)
    // What is open at Stripe for an old amount is expired.
    synchronizeEachStep(
      transform({ ids, requested }, (found) =>
        toSyncInput(found.requested.binding.isChanged ? found.ids : [])
      )
    ).config({ name: "synchronize-again" })
    return new WorkflowResponse(announcePaymentLinkStep({ requested, input }))
  }
)

function toSyncInput(ids: readonly string[]) {
  return {
    payment_session_ids: ids,
    wait_ms: LEASE_WAIT_MS,
    tolerate_failures: true,
  }
}

interface RequestInput {
  readonly input: CreatePaymentLinkInput
  readonly synchronized: readonly SynchronizePaymentResult[]
}

interface RequestedAmount {
  /** As it was before. */
  readonly balance: OrderBalance
  readonly binding: LinkBinding
  readonly result: CreatePaymentLinkResult
}

interface AnnouncedLink {
  readonly requested: RequestedAmount
  readonly input: CreatePaymentLinkInput
}

async function requestMissingAmount(
  container: MedusaContainer,
  input: CreatePaymentLinkInput
): Promise<RequestedAmount> {
  const balance = await readOrderBalance(container, input.order_id)
  if (!balance) {
    throw paymentLinkError("order_unknown")
  }
  assertRequestable(balance)
  const account = await chooseAccount(container, balance, input.account)
  const missing = missingOf(balance)
  const binding = await bindPaymentLink(container, balance, {
    amount: missing,
    providerId: providerIdOf(account),
  })
  const amount = toMajorUnits(missing, balance.currencyCode)
  const { options, payments } = resolveModule(container)
  // Before the first click, so that whatever changes the balance changes the link too.
  await payments.storeOnce({
    id: newRowId("scpay"),
    paymentSessionId: binding.sessionId,
    account,
    cartId: null,
    orderId: balance.orderId,
    purchaseId: await findPurchaseOfOrder(container, balance.orderId),
    currencyCode: balance.currencyCode,
    amount,
  })
  return {
    balance,
    binding,
    result: {
      url: payLink(options.backendUrl, binding.sessionId),
      amount: Number(amount),
      currency_code: balance.currencyCode,
      payment_session_id: binding.sessionId,
      payment_collection_id: binding.collectionId,
    },
  }
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
