/**
 * The payment collection and payment session behind a payment link, in Medusa only. To
 * be called under the order's lock: whoever finds the order's one open request for money
 * then uses it instead of making another.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createOrderPaymentCollectionWorkflow } from "@medusajs/medusa/core-flows"

import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  hasTerms,
  LINK_TERMS,
  type LinkTerms,
  PAYMENT_LINK_MARK,
} from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import { type OrderBalance } from "./order-balance"
import { type OpenCollection, type OpenSession } from "./open-collections"
import { paymentModule } from "./query"
import { removeCollection, removeSessions } from "./remove-requests"

/** Minor units. */
interface LinkRequest {
  readonly amount: number
  readonly providerId: string
  /** Absent leaves them as they are. */
  readonly terms?: LinkTerms
}

export interface LinkBinding {
  readonly collectionId: string
  readonly sessionId: string
  /** It was created just now, or requested another amount before. */
  readonly isChanged: boolean
}

/** Finds or creates the collection and the session, and makes both request the amount. */
export async function bindPaymentLink(
  container: MedusaContainer,
  balance: OrderBalance,
  request: LinkRequest
): Promise<LinkBinding> {
  const collection = findLinkCollection(balance)
  const session = collection?.sessions.find((one) =>
    isReusable(one, balance, request.providerId)
  )
  if (!collection || !session) {
    return startPaymentLink(container, balance, request)
  }
  const { amount } = request
  await requestInCollection(container, balance, { ...request, collection })
  await requestInSession(container, balance, { sessionId: session.id, amount })
  return {
    collectionId: collection.id,
    sessionId: session.id,
    isChanged: session.amount !== amount,
  }
}

/** The same with a payment session of its own. */
export async function startPaymentLink(
  container: MedusaContainer,
  balance: OrderBalance,
  request: LinkRequest
): Promise<LinkBinding> {
  const { amount } = request
  const collection = findLinkCollection(balance) ?? {
    id: await createCollection(container, balance, amount),
    metadata: null,
  }
  await requestInCollection(container, balance, { ...request, collection })
  const sessionId = await createSession(container, balance, {
    ...request,
    collectionId: collection.id,
  })
  return { collectionId: collection.id, sessionId, isChanged: true }
}

/**
 * An order has one open request for money. Not under the order's lock: it goes through
 * workflows, so that providers expire what shoppers could still pay.
 *
 * @param balance as it was before the link was bound
 */
export async function removeOtherRequests(
  container: MedusaContainer,
  balance: OrderBalance,
  { collectionId, sessionId }: LinkBinding
): Promise<void> {
  for (const collection of freeCollections(balance)) {
    if (collection.id === collectionId) {
      const others = collection.sessions.filter(({ id }) => id !== sessionId)
      await removeSessions(
        container,
        others.map(({ id }) => id)
      )
    } else {
      await removeCollection(container, balance.orderId, collection.id)
    }
  }
}

/** A payment link's own one first, then the newest of any others. */
export function findLinkCollection(
  balance: OrderBalance
): OpenCollection | undefined {
  const free = freeCollections(balance)
  return free.findLast(({ isPaymentLink }) => isPaymentLink) ?? free.at(-1)
}

/** Nobody has paid there, as far as we know. */
function freeCollections({
  openCollections,
  rows,
}: OrderBalance): OpenCollection[] {
  const paid = new Set(
    rows
      .filter(({ state }) =>
        ["processing", "authorized", "captured"].includes(state)
      )
      .map((row) => row.payment_session_id)
  )
  return openCollections.filter(
    ({ sessions }) => !sessions.some(({ id }) => paid.has(id))
  )
}

const PAYABLE = ["awaiting_customer", "expired", "failed"]

/** A session whose hold was released cannot be paid again; one that was never paid can. */
function isReusable(
  { id, providerId, status }: OpenSession,
  { rows }: OrderBalance,
  expectedProviderId: string
): boolean {
  const row = rows.find((one) => one.payment_session_id === id)
  return (
    providerId === expectedProviderId &&
    status === "pending" &&
    (!row || PAYABLE.includes(row.state))
  )
}

async function createCollection(
  container: MedusaContainer,
  { orderId, currencyCode }: OrderBalance,
  amount: number
): Promise<string> {
  const { result } = await createOrderPaymentCollectionWorkflow(container).run({
    input: {
      order_id: orderId,
      amount: Number(toMajorUnits(amount, currencyCode)),
    },
  })
  const [created] = result
  if (!created) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Medusa created no payment collection for ${orderId}.`
    )
  }
  return created.id
}

export async function requestInCollection(
  container: MedusaContainer,
  { currencyCode }: Pick<OrderBalance, "currencyCode">,
  { collection, amount, terms }: CollectionRequest
): Promise<void> {
  const { metadata } = collection
  // Nothing is written where nothing was ever chosen.
  const isWritten =
    terms !== undefined && (hasTerms(terms) || metadata?.[LINK_TERMS])
  await paymentModule(container).updatePaymentCollections(collection.id, {
    amount: Number(toMajorUnits(amount, currencyCode)),
    metadata: {
      ...metadata,
      [PAYMENT_LINK_MARK]: true,
      ...(isWritten ? { [LINK_TERMS]: { ...terms } } : {}),
    },
  })
}

interface CollectionRequest {
  readonly collection: Pick<OpenCollection, "id" | "metadata">
  readonly amount: number
  readonly terms?: LinkTerms
}

/** Medusa's module factory generates these methods; its interface lacks them. */
interface PaymentSessionRows {
  updatePaymentSessions(update: {
    id: string
    amount: number
  }): Promise<unknown>
}

/**
 * The session keeps its id, so that a link that was sent stays valid. Its data is left
 * alone: it names the Checkout Session that was opened last.
 */
export async function requestInSession(
  container: MedusaContainer,
  { currencyCode }: Pick<OrderBalance, "currencyCode">,
  request: { readonly sessionId: string; readonly amount: number }
): Promise<void> {
  const rows = container.resolve<PaymentSessionRows>(Modules.PAYMENT)
  await rows.updatePaymentSessions({
    id: request.sessionId,
    amount: Number(toMajorUnits(request.amount, currencyCode)),
  })
}

/** Our provider makes no network call here. */
async function createSession(
  container: MedusaContainer,
  { currencyCode }: Pick<OrderBalance, "currencyCode">,
  request: LinkRequest & { readonly collectionId: string }
): Promise<string> {
  const session = await paymentModule(container).createPaymentSession(
    request.collectionId,
    {
      provider_id: request.providerId,
      currency_code: currencyCode,
      amount: Number(toMajorUnits(request.amount, currencyCode)),
      data: {},
    }
  )
  return session.id
}
