/**
 * Both sides of one payment, as they are now: what a sync pass decides from.
 */
import { MedusaError } from "@medusajs/framework/utils"

import type {
  Facts,
  PaymentRequest,
} from "../../modules/stripe-checkout/domain/decision/decision"
import { isOffSession } from "../../modules/stripe-checkout/domain/checkout/off-session-payment"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncRow } from "../../modules/stripe-checkout/repositories/sync-row"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { NO_CART, readCartFor } from "../medusa/paid-cart"
import { loadMedusaPayment } from "../medusa/payment"
import { resolveModule } from "../support/module"
import { loadOrderPolicy } from "../support/order-policy"
import type { LeasedPayment } from "./actions/context"
import { applyCaptureRules } from "./apply-capture-rules"
import { readDecisiveOperations } from "./decisive-operations"
import {
  addReview,
  isFraudSuspected,
  readNewReview,
} from "./disputes-of-payment"
import { keptReadingOf } from "./kept-reading"
import { checkOtherHolds } from "./moved-holds"

export interface LoadedPayment extends SyncRow {
  readonly facts: Facts
  /** When Medusa began to be read, by `performance.now()`. */
  readonly readAt: number
  /** When Stripe was asked, by the same clock. */
  readonly stripeReadAt: number
  /** Stripe was not read. */
  readonly isFromRow: boolean
}

/** What is known of Stripe beforehand. */
export type KnownOfStripe =
  /** Nothing was heard of Stripe, so what is kept of it may do. */
  { readonly kind: "unchanged_stripe" } | StripeReading

export interface StripeReading {
  readonly kind: "stripe"
  readonly stripe: StripePayment
  readonly stripeReadAt: number
}

export async function loadFacts(
  leased: LeasedPayment,
  known: KnownOfStripe | null
): Promise<LoadedPayment> {
  const { container } = leased
  const readAt = performance.now()
  const policy = await loadOrderPolicy(container)
  const own = await requireRow(leased)
  const { row } = own
  const { mayHaveCart, medusa, otherRows } = await loadMedusaPayment(
    container,
    own,
    policy
  )
  const { statusOrigin, hasRequestedOfOthers } = await applyCaptureRules(
    leased,
    { row, medusa, otherRows, policy }
  )
  if (hasRequestedOfOthers) {
    // They are synchronized before the lease is released, and read here with their requests.
    await resolveModule(container).leases.markOtherPayments(leased.lease)
    return loadFacts(leased, known)
  }
  const { request, statusContext } = await readDecisiveOperations(
    container,
    own,
    medusa.order?.id ?? null
  )
  const reading = await readStripe(leased, row, { known, request })
  const { stripe } = reading
  const hasSession = medusa.paymentSession !== null
  const { isLocked, ...cart } = mayHaveCart
    ? await readCartFor(container, { row, hasSession }, stripe)
    : NO_CART
  await readNewReview(leased, row, stripe)
  const others = await checkOtherHolds(
    leased,
    { medusa, otherRows },
    { request, stripe }
  )
  return {
    ...own,
    readAt,
    stripeReadAt: reading.stripeReadAt,
    isFromRow: reading.isFromRow,
    facts: {
      medusa: {
        ...medusa,
        ...cart,
        canRebind: !hasSession && cart.canRebind,
        isCompleting: medusa.isCompleting || isLocked,
        statusContext,
        others,
      },
      stripe,
      request: await addReview(leased, { row, request, stripe, policy }),
      isFraudSuspected: await isFraudSuspected(leased, policy),
      statusOrigin,
      policy,
    },
  }
}

async function requireRow({
  container,
  lease: { paymentSessionId },
}: LeasedPayment): Promise<SyncRow> {
  const own =
    await resolveModule(container).payments.findForSync(paymentSessionId)
  if (!own) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no payment for ${paymentSessionId}.`
    )
  }
  return own
}

async function readStripe(
  leased: LeasedPayment,
  row: PaymentRow,
  {
    known,
    request,
  }: {
    readonly known: KnownOfStripe | null
    readonly request: PaymentRequest | null
  }
): Promise<
  Pick<LoadedPayment, "stripeReadAt" | "isFromRow"> & {
    readonly stripe: StripePayment
  }
> {
  if (known?.kind === "stripe") {
    const { stripe, stripeReadAt } = known
    return { stripe, stripeReadAt, isFromRow: false }
  }
  const stripeReadAt = performance.now()
  const kept =
    known?.kind === "unchanged_stripe" ? keptReadingOf(row, request) : null
  return {
    stripe: kept ?? (await loadStripePayment(leased, row)),
    stripeReadAt,
    isFromRow: kept !== null,
  }
}

const NOT_OPENED: StripePayment = { checkoutSession: null, paymentIntent: null }

/** Stripe's side, read now. The only source of truth about money. */
async function loadStripePayment(
  { container }: LeasedPayment,
  row: PaymentRow
): Promise<StripePayment> {
  if (!row.checkout_session_id && !isOffSession(row)) {
    return NOT_OPENED
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const limits = startTimeBudget(TIME_BUDGETS.background)
  return isOffSession(row)
    ? gateway.offSession.readPayment(row.payment_intent_id, limits())
    : gateway.readPayment(row.checkout_session_id ?? "", limits())
}
