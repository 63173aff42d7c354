/**
 * Money has come for a payment session that Medusa has deleted, while the cart still
 * is what was paid: the session is made again, and takes over the money.
 */
import type { IPaymentModuleService } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import {
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { providerIdOf } from "../../../modules/stripe-checkout/options/schema"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { newRowId, resolveModule } from "../../support/module"
import { PAYMENT_SYNC_REQUESTED } from "../../support/events"
import type { Action, SyncContext } from "./context"

export const rebindPaymentSession: Action<"rebind_payment_session"> = async (
  context
) => {
  const { container, row, lease } = context
  const collectionId = await findOrMakeCollection(context)
  await createPaymentSessionsWorkflow(container).run({
    input: {
      payment_collection_id: collectionId,
      provider_id: providerIdOf(row.stripe_account),
    },
  })
  const sessionId = await findNewSession(context, collectionId)
  await resolveModule(container).payments.transferBinding(lease, {
    id: newRowId("scpay"),
    paymentSessionId: sessionId,
    paymentIntentId: context.stripe.paymentIntent?.id ?? null,
  })
  await container.resolve(Modules.EVENT_BUS).emit({
    name: PAYMENT_SYNC_REQUESTED,
    data: { payment_session_id: sessionId },
  })
}

/** The provider demands that Stripe itself names the session that it authorizes. */
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

async function findOrMakeCollection({
  container,
  row,
}: SyncContext): Promise<string> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const cartId = row.cart_id ?? ""
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cartId },
  })
  const link = data[0] as { payment_collection_id?: string } | undefined
  if (link?.payment_collection_id) {
    return link.payment_collection_id
  }
  const { result } = await createPaymentCollectionForCartWorkflow(
    container
  ).run({ input: { cart_id: cartId } })
  return result.id
}

async function findNewSession(
  { container, row }: SyncContext,
  collectionId: string
): Promise<string> {
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const sessions = await payments.listPaymentSessions({
    payment_collection_id: collectionId,
    provider_id: providerIdOf(row.stripe_account),
  })
  const session = sessions.find(({ status }) => status === "pending")
  if (!session) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "The payment session could not be made again."
    )
  }
  return session.id
}
