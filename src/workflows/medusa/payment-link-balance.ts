/**
 * A payment link and its order's balance: whether they fit, and making them fit.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentLink } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import {
  dueAmount,
  hasExpired,
  nextLinkMoment,
  NO_TERMS,
  type RemindedLink,
  reminderDue,
} from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { missingOf, type OrderBalance, readOrderBalance } from "./order-balance"
import { type OpenCollection } from "./open-collections"
import { withOrderLock } from "./order-lock"
import {
  type LinkBinding,
  removeOtherRequests,
  requestInCollection,
  requestInSession,
  startPaymentLink,
} from "./payment-link"
import { removeCollection } from "./remove-requests"
import { resolveModule } from "../support/module"

interface PaidOrder {
  readonly orderId: string | null
  readonly paymentId: string | null
}

interface LinkOfOrder {
  readonly orderId: string
  readonly sessionId: string
}

/** @returns null for the payment of a cart, and where Medusa has a payment already. */
export async function readPaymentLink(
  container: MedusaContainer,
  row: PaymentRow,
  { orderId, paymentId }: PaidOrder
): Promise<PaymentLink | null> {
  if (!orderId || paymentId || row.cart_id) {
    return null
  }
  const balance = await readOrderBalance(container, orderId)
  if (!balance) {
    return null
  }
  const now = Date.now()
  const reminded = remindedLink(container, balance, row)
  const due = reminderDue(reminded)
  return {
    ...describePaymentLink(balance, row.payment_session_id),
    isReminderDue: due !== null && due <= now,
    nextMoment: nextLinkMoment(reminded, now),
  }
}

/** What decides when something happens to the link by itself. */
export function remindedLink(
  container: MedusaContainer,
  balance: OrderBalance,
  row: Pick<PaymentRow, "payment_session_id" | "created_at">
): RemindedLink {
  const { paymentLinks } = resolveModule(container).options
  return {
    terms: findCollection(balance, row.payment_session_id)?.terms ?? NO_TERMS,
    createdAt: row.created_at,
    afterHours: paymentLinks.reminderAfterHours,
  }
}

export function describePaymentLink(
  balance: OrderBalance,
  sessionId: string
): PaymentLink {
  const collection = findCollection(balance, sessionId)
  const terms = collection?.terms ?? NO_TERMS
  return {
    requested: collection?.amount ?? null,
    missing: missingOf(balance, sessionId),
    followsBalance: collection?.isPaymentLink ?? false,
    chosen: terms.amount,
    hasExpired: hasExpired(terms, Date.now()),
  }
}

/**
 * Makes a payment link request what is missing now, under the same address. Where nothing
 * is missing, the link is closed.
 */
export async function adjustPaymentLink(
  container: MedusaContainer,
  link: LinkOfOrder
): Promise<void> {
  const toClose = await withOrderLock(
    container,
    { orderId: link.orderId, waitsAs: "synchronization" },
    async () => requestMissing(container, link)
  )
  if (toClose) {
    await removeCollection(container, link.orderId, toClose)
  }
}

/** @returns the id of the collection that must request nothing any more. */
async function requestMissing(
  container: MedusaContainer,
  { orderId, sessionId }: LinkOfOrder
): Promise<string | null> {
  const balance = await readOrderBalance(container, orderId)
  const collection = balance && findCollection(balance, sessionId)
  if (!balance || !collection?.isPaymentLink || balance.isCanceled) {
    return null
  }
  const amount = dueAmount(collection.terms, missingOf(balance, sessionId))
  if (amount <= 0) {
    return collection.id
  }
  await requestInCollection(container, balance, {
    collection,
    amount,
  })
  await requestInSession(container, balance, { sessionId, amount })
  return null
}

/** Minor units. */
interface PaidAmount {
  readonly orderId: string
  readonly paidSessionId: string
  readonly providerId: string
  readonly amount: number
}

/**
 * The payment session for money that was paid already: the paid one, if only its collection
 * was changed meanwhile, else a new one in the order's one open request for money; what
 * else that requested is removed.
 *
 * @returns null when the order does not owe this amount any more.
 */
export async function requestPaidAmount(
  container: MedusaContainer,
  paid: PaidAmount
): Promise<string | null> {
  const lock = { orderId: paid.orderId, waitsAs: "synchronization" } as const
  const started = await withOrderLock(container, lock, async () => {
    const balance = await readOrderBalance(container, paid.orderId)
    if (!balance || balance.isCanceled || !owes(balance, paid)) {
      return null
    }
    const kept = await keepPaidSession(container, balance, paid)
    return {
      balance,
      binding: kept ?? (await startPaymentLink(container, balance, paid)),
    }
  })
  if (!started) {
    return null
  }
  await removeOtherRequests(container, started.balance, started.binding)
  return started.binding.sessionId
}

function owes(
  balance: OrderBalance,
  { paidSessionId, amount }: PaidAmount
): boolean {
  return missingOf(balance, paidSessionId) >= amount
}

/** Core, too, changes what a collection requests, and leaves its sessions as they are. */
async function keepPaidSession(
  container: MedusaContainer,
  balance: OrderBalance,
  { paidSessionId, amount }: PaidAmount
): Promise<LinkBinding | null> {
  const collection = findCollection(balance, paidSessionId)
  const session = collection?.sessions.find(({ id }) => id === paidSessionId)
  if (
    !collection ||
    session?.status !== "pending" ||
    session.amount !== amount
  ) {
    return null
  }
  await requestInCollection(container, balance, { collection, amount })
  return {
    collectionId: collection.id,
    sessionId: paidSessionId,
    isChanged: false,
  }
}

export function findCollection(
  { openCollections }: OrderBalance,
  sessionId: string
): OpenCollection | undefined {
  return openCollections.find(({ sessions }) =>
    sessions.some(({ id }) => id === sessionId)
  )
}
