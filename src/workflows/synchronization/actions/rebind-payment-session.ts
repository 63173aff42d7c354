/**
 * Money has arrived for a payment session that Medusa has deleted or changed, while the
 * cart is still what was paid, or the order owes this amount: a new session takes over the
 * money, unless the paid one can stay.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { providerIdOf } from "../../../modules/stripe-checkout/options/schema"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { requestPaidAmount } from "../../medusa/payment-link-balance"
import { findCartPaymentCollection } from "../../medusa/payment-collections"
import { paymentModule } from "../../medusa/query"
import { findProviderForCart } from "../../medusa/region-accounts"
import { newRowId, resolveModule } from "../../support/module"
import { requestSync } from "../../support/events"
import type { Action, SyncContext } from "./context"
import { recordFailedPlacement } from "./failed-placement"

export const rebindPaymentSession: Action<"rebind_payment_session"> = async (
  context
) => {
  const { row } = context
  if (row.cart_id === null) {
    await bindTo(context, await startSessionOfOrder(context))
    return
  }
  // A session that cannot be created again keeps the order from being placed.
  await recordFailedPlacement(context, async () =>
    bindTo(context, await startSessionOfCart(context))
  )
}

async function bindTo(
  context: SyncContext,
  sessionId: string | null
): Promise<void> {
  const { container, row, lease } = context
  if (!sessionId || sessionId === row.payment_session_id) {
    await requestSync(container, row.payment_session_id)
    return
  }
  await resolveModule(container).replacedPayments.transferTo(lease, {
    id: newRowId("scpay"),
    paymentSessionId: sessionId,
    paymentIntentId: context.stripe.paymentIntent?.id ?? null,
  })
  await requestSync(container, sessionId)
}

async function startSessionOfCart(context: SyncContext): Promise<string> {
  const { container, row } = context
  const providerId = await findProviderForCart(container, {
    account: row.stripe_account,
    cartId: row.cart_id ?? "",
  })
  const collectionId = await findOrCreateCollection(context)
  await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: collectionId,
      provider_id: providerId,
    },
  })
  return findNewSession(container, collectionId, providerId)
}

/** @returns null when the order no longer owes what was paid; the next pass decides. */
async function startSessionOfOrder({
  container,
  row,
  medusa,
  stripe,
}: SyncContext): Promise<string | null> {
  return requestPaidAmount(container, {
    orderId: medusa.order?.id ?? "",
    paidSessionId: row.payment_session_id,
    providerId: providerIdOf(row.stripe_account),
    amount: stripe.paymentIntent?.amount ?? 0,
  })
}

/** The provider requires Stripe's metadata to name the session that it authorizes. */
export const updatePaymentIntentMetadata: Action<
  "update_payment_intent_metadata"
> = async ({ container, row, stripe }) => {
  if (!stripe.paymentIntent) {
    return
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  await gateway.bindPaymentIntent(
    {
      paymentIntentId: stripe.paymentIntent.id,
      paymentSessionId: row.payment_session_id,
    },
    startTimeBudget(TIME_BUDGETS.background)()
  )
}

async function findOrCreateCollection({
  container,
  row,
}: SyncContext): Promise<string> {
  const cartId = row.cart_id ?? ""
  const existing = await findCartPaymentCollection(container, cartId)
  if (existing) {
    return existing
  }
  const { result } = await createPaymentCollectionForCartWorkflow(
    container
  ).run({ input: { cart_id: cartId } })
  return result.id
}

async function findNewSession(
  container: MedusaContainer,
  collectionId: string,
  providerId: string
): Promise<string> {
  const sessions = await paymentModule(container).listPaymentSessions({
    payment_collection_id: collectionId,
    provider_id: providerId,
  })
  const session = sessions.find(({ status }) => status === "pending")
  if (!session) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The payment session could not be created again."
    )
  }
  return session.id
}
