import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { withOrderLock } from "../medusa/order-lock"
import { findOrderPayments } from "../medusa/order-payment-rows"
import { resolveModule } from "../support/module"
import { announcePaymentLink } from "../synchronization/announce-payment-link"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { synchronizeEachStep } from "../synchronization/synchronize-related"
import { paymentLinkError } from "./payment-link-refusals"
import {
  findPendingIncrementStep,
  type HoldIncrement,
  readIncrementStep,
  type RequestedIncrement,
  requestIncrementStep,
} from "./increment-hold"
import {
  removeOtherRequestsStep,
  type RequestedAmount,
  type RequestedLink,
  requestMissingAmount,
} from "./request-missing-amount"

export interface CreatePaymentLinkInput {
  order_id: string
  /**
   * The Stripe account's name in the options. Absent: the one of the order's latest
   * payment, else the first whose provider is enabled in the order's region.
   */
  account?: string
  /**
   * A part of what is missing, in major units of the order's currency. Null requests all of
   * it. Absent leaves an open link as it is; a new one requests all of it.
   */
  amount?: number | null
  /**
   * Until when the link is valid: an ISO date, at least 1 hour and at most 90 days ahead.
   * Null never expires. Absent leaves an open link as it is; a new one never expires.
   */
  expires_at?: string | null
  /** Who creates it: a user's id, or the name of a program. */
  actor?: string
}

/** A link, or the hold that was incremented instead: `url` is null then. */
export type CreatePaymentLinkResult = PaymentLinkResult | IncrementedHoldResult

export interface PaymentLinkResult {
  /** The pay link, to be sent to the customer. It stays the same while it requests money. */
  readonly url: string
  /** What it requests, in major units of `currency_code`, e.g. 12.5 for 12.50 EUR. */
  readonly amount: number
  /** ISO 4217, lower case. */
  readonly currency_code: string
  /** Until when it is valid, an ISO date; null where it does not expire. */
  readonly expires_at: string | null
  /** Medusa's payment session (`payses_...`). */
  readonly payment_session_id: string
  /** Medusa's payment collection (`pay_col_...`). */
  readonly payment_collection_id: string
  /** What came of asking a card's issuer to hold more; null where none was to be asked. */
  readonly increment: HoldIncrement | null
}

/** With the option `incrementHolds`: nothing is requested of the customer. */
export interface IncrementedHoldResult {
  readonly url: null
  /** By how much more is held, in major units of `currency_code`. */
  readonly amount: number
  readonly currency_code: string
  readonly expires_at: null
  /** Of the payment that holds the money now. */
  readonly payment_session_id: string
  readonly payment_collection_id: null
  readonly increment: HoldIncrement
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

/**
 * What is open at Stripe for an old amount is expired. A link with a moment of its own, its
 * expiry or its reminder, is synchronized to be due then.
 */
const findChangedPaymentsStep = createStep(
  "find-changed-payments",
  ({ ids, input, requested }: ChangedInput, { container }) => {
    const { binding, result } = requested
    const { paymentLinks } = resolveModule(container).options
    const hasMoment =
      result.expires_at !== null ||
      input.expires_at !== undefined ||
      paymentLinks.reminderAfterHours !== null
    const changed = binding.isChanged ? ids : []
    return new StepResponse(
      hasMoment ? [...new Set([...changed, binding.sessionId])] : changed
    )
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
        event: "payment_link_created",
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
 * has changed, or another part of it is requested, the link requests the new amount under
 * the same URL, and what was open at Stripe for the old amount is expired. A link whose
 * money is no longer owed is closed. One that has expired is valid again, on new terms.
 *
 * With the option `incrementHolds`, the issuer of one of the order's holds is asked to hold
 * what is missing first, unless a part, an expiry or an open link says otherwise.
 *
 * @returns the pay link and what it requests, or the hold that was incremented; see `CreatePaymentLinkResult`.
 * @throws MedusaError of type `MedusaError.Types.NOT_FOUND` with `code`
 * - `stripe_checkout_order_unknown`
 * - `stripe_checkout_account_unknown`: the options have no Stripe account with this name.
 *
 * or of type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_order_canceled`
 * - `stripe_checkout_nothing_owed`
 * - `stripe_checkout_covered_by_hold`: what is outstanding is held already.
 * - `stripe_checkout_draft_without_total`
 * - `stripe_checkout_more_than_missing`: `amount` is more than what can be requested.
 * - `stripe_checkout_amount_too_small`: less than Stripe accepts; the message names the limit.
 * - `stripe_checkout_amount_too_large`: more than Stripe accepts; the message names the limit.
 * - `stripe_checkout_provider_not_enabled`: in the order's region.
 * - `stripe_checkout_busy`: one of the order's payments is being processed; try again.
 *
 * or of type `MedusaError.Types.INVALID_DATA` with `code`
 * - `stripe_checkout_amount_invalid`: not positive, or finer than Stripe can charge.
 * - `stripe_checkout_expiry_invalid`
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
    const pending = findPendingIncrementStep(input)
    const synchronized = synchronizeEachStep(
      transform(ids, (found) => toSyncInput(found))
    )
    const incrementing = requestIncrementStep({
      input,
      pending,
      synchronized,
    })
    synchronizeEachStep(
      transform(incrementing, ({ payment_session_ids }) =>
        toSyncInput(payment_session_ids)
      )
    ).config({ name: "increment-hold" })
    const increment = readIncrementStep(incrementing)
    const link = when({ increment }, needsLink).then(() => {
      const requested = requestMissingAmountStep({ input, synchronized })
      removeOtherRequestsStep(requested)
      const changed = findChangedPaymentsStep({ ids, input, requested })
      synchronizeEachStep(
        transform(changed, (found) => toSyncInput(found))
      ).config({ name: "synchronize-again" })
      return announcePaymentLinkStep({ requested, input })
    })
    return new WorkflowResponse(
      transform({ increment, link, incrementing }, toResult)
    )
  }
)

interface Outcome {
  readonly increment: HoldIncrement | null
}

function needsLink({ increment }: Outcome): boolean {
  return increment?.status !== "succeeded"
}

function toResult({
  increment,
  incrementing,
  link,
}: Outcome & {
  readonly incrementing: RequestedIncrement
  readonly link?: RequestedLink | undefined
}): CreatePaymentLinkResult {
  if (link) {
    return { ...link, increment }
  }
  if (!increment) {
    throw paymentLinkError("busy")
  }
  return {
    url: null,
    amount: incrementing.by,
    currency_code: increment.currency_code,
    expires_at: null,
    payment_session_id: increment.payment_session_id,
    payment_collection_id: null,
    increment,
  }
}

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

interface ChangedInput {
  readonly ids: readonly string[]
  readonly input: CreatePaymentLinkInput
  readonly requested: RequestedAmount
}

interface AnnouncedLink {
  readonly requested: RequestedAmount
  readonly input: CreatePaymentLinkInput
}
