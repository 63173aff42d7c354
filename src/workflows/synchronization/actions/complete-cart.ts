/**
 * The shopper has paid: let Medusa place the order.
 */

import type {
  IPaymentModuleService,
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

import { payLink } from "../../../modules/stripe-checkout/domain/urls"
import { withCartLock } from "../../medusa/cart-lock"
import { writePaymentSessionData } from "../../medusa/payment-session-data"
import { resolveModule } from "../../support/module"
import type { Action, SyncContext } from "./context"

/**
 * Through the workflow engine, because only there does completion take the cart's
 * lock: whoever else completes the cart at this moment gets the same order.
 */
export const completeCart: Action<"complete_cart"> = async (
  context,
  decision
) => {
  const engine = context.container.resolve(Modules.WORKFLOW_ENGINE)
  try {
    await clearTheWay(context)
    if (context.policy.coreRepairs === "on") {
      await dismissDanglingLinks(context.container, decision.cartId)
    }
    await bindSession(context)
    await engine.run(completeCartWorkflowId, {
      input: { id: decision.cartId },
    })
  } catch (error) {
    await recordPlacementFailure(context)
    throw error
  }
}

/** The clock for giving up starts with the first failure. */
async function recordPlacementFailure({
  container,
  lease,
  row,
}: SyncContext): Promise<void> {
  if (row.order_failing_since === null) {
    await resolveModule(container).payments.write(lease, {
      order_failing_since: new Date().toISOString(),
    })
  }
}

/** Core completes with the cart's first payment session, whichever that is. */
async function clearTheWay({ container, row }: SyncContext): Promise<void> {
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
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cartId },
  })
  const link = data[0] as { payment_collection_id?: string } | undefined
  if (!link?.payment_collection_id) {
    return []
  }
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  return payments.listPaymentSessions({
    payment_collection_id: link.payment_collection_id,
  })
}

/** The provider reads there which Checkout Session it is to demand proof of. */
async function bindSession({
  container,
  row,
  stripe,
}: SyncContext): Promise<void> {
  const { options } = resolveModule(container)
  const id = row.payment_session_id
  await writePaymentSessionData(container, {
    session_id: id,
    url: payLink(options.backendUrl, id),
    checkout_session_id: row.checkout_session_id,
    payment_intent_id: stripe.paymentIntent?.id ?? null,
    expires_at: row.checkout_session_expires_at,
  })
}

// ---- dismiss-dangling-links.ts
/*
 * Core writes the links of an order one by one. Where the second fails, it deletes the
 * order and leaves the first link behind, and that link makes it refuse, or skip, each
 * later attempt to place the order.
 */

/** Links of the cart, or of its payment, to orders that do not exist. */
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
