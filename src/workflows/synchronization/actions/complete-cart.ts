/**
 * The shopper has paid: Medusa places the order.
 */

import type {
  MedusaContainer,
  PaymentSessionDTO,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import {
  completeCartWorkflowId,
  deletePaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"

import { withCartLock } from "../../medusa/cart-lock"
import { findCartPaymentCollection } from "../../medusa/payment-collections"
import { bindSession } from "./medusa-payment"
import { paymentModule } from "../../medusa/query"
import { resolveModule } from "../../support/module"
import type { Action, SyncContext } from "./context"
import { recordFailedPlacement } from "./failed-placement"

/**
 * Through the workflow engine, because only there does completion take the cart's
 * lock: anyone else who completes the cart at this moment gets the same order.
 */
export const completeCart: Action<"complete_cart"> = async (
  context,
  decision
) => {
  const engine = context.container.resolve(Modules.WORKFLOW_ENGINE)
  await recordFailedPlacement(context, async () => {
    await deleteOtherSessions(context)
    if (context.policy.coreRepairs === "on") {
      await dismissDanglingLinks(context.container, decision.cartId)
    }
    await bindSession(context)
    await engine.run(completeCartWorkflowId, {
      input: { id: decision.cartId },
    })
  })
}

/** Core completes with the cart's first payment session, whichever that is. */
async function deleteOtherSessions({
  container,
  row,
}: SyncContext): Promise<void> {
  const others = (await listCartSessions(container, row.cart_id)).filter(
    (session) => session.id !== row.payment_session_id
  )
  const paidElsewhere = others.find(({ status }) => status === "authorized")
  if (paidElsewhere) {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The cart is paid twice: ${paidElsewhere.provider_id} holds money for it as well.`,
      "stripe_checkout_paid_twice"
    )
  }
  if (others.length) {
    await deletePaymentSessionsWorkflow(container).run({
      input: { ids: others.map(({ id }) => id) },
    })
  }
}

async function listCartSessions(
  container: SyncContext["container"],
  cartId: string | null
): Promise<PaymentSessionDTO[]> {
  if (!cartId) {
    return []
  }
  const collectionId = await findCartPaymentCollection(container, cartId)
  return collectionId
    ? paymentModule(container).listPaymentSessions({
        payment_collection_id: collectionId,
      })
    : []
}

/**
 * Dismisses links from the cart, or from its payment, to orders that do not exist.
 *
 * Core writes an order's links one by one. If the second fails, it deletes the order but
 * leaves the first link, which makes it refuse or skip every later attempt.
 */
async function dismissDanglingLinks(
  container: MedusaContainer,
  cartId: string
): Promise<void> {
  const { interruptedCompletions } = resolveModule(container).coreTables
  if (!(await interruptedCompletions.findDanglingLinks(cartId)).length) {
    return
  }
  await withCartLock(container, cartId, async () => {
    const links = await interruptedCompletions.findDanglingLinks(cartId)
    if (links.length) {
      await container.resolve(ContainerRegistrationKeys.LINK).dismiss(
        links.map(({ order_id, payment_collection_id }) => ({
          [Modules.ORDER]: { order_id },
          ...(payment_collection_id
            ? { [Modules.PAYMENT]: { payment_collection_id } }
            : { [Modules.CART]: { cart_id: cartId } }),
        }))
      )
    }
  })
}
