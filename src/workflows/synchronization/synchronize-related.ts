import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../support/module"
import {
  type SynchronizePaymentResult,
  synchronizePaymentWorkflow,
} from "./synchronize-payment"

/**
 * Something happened to an order: looks at each of its payments.
 */
export const synchronizeOrderPaymentsWorkflow = createWorkflow(
  "synchronize-order-payments",
  (changed: ChangedRecord) => {
    const ids = findAffectedPaymentsStep(changed)
    const results = synchronizeEachStep(
      transform({ ids }, (found) => ({
        payment_session_ids: found.ids,
        wait_ms: 0,
      }))
    )
    return new WorkflowResponse(results)
  }
)

/**
 * A cart changed: looks at those of its payments whose page is open. Carts that were
 * never on the way to Stripe cost one look into an index.
 */
export const synchronizeCartPaymentsWorkflow = createWorkflow(
  "synchronize-cart-payments",
  (input: { cart_id: string }) => {
    const ids = findOpenCheckoutSessionsStep(input)
    const results = synchronizeEachStep(
      transform({ ids }, (found) => ({
        payment_session_ids: found.ids,
        wait_ms: 0,
      }))
    )
    return new WorkflowResponse(results)
  }
)

interface SynchronizeEachInput {
  readonly payment_session_ids: readonly string[]
  readonly wait_ms: number
  /**
   * Whoever asks is told what became of it, not that Stripe is slow: what could not be
   * done now is noted, logged and tried again by itself.
   */
  readonly tolerate_failures?: boolean
}

/** One after the other: what one payment captures, the next one no longer needs to. */
export const synchronizeEachStep = createStep(
  "synchronize-each",
  async (
    { payment_session_ids, wait_ms, tolerate_failures }: SynchronizeEachInput,
    { container }
  ) => {
    const results: SynchronizePaymentResult[] = []
    for (const payment_session_id of payment_session_ids) {
      const { result, errors } = await synchronizePaymentWorkflow(
        container
      ).run({
        input: { payment_session_id, wait_ms },
        throwOnError: tolerate_failures !== true,
      })
      if (!errors.length) {
        results.push(result)
      }
    }
    return new StepResponse(results)
  }
)

// ---- find-affected-payments.ts
/*
 * Medusa's events name an order, a fulfillment or a payment. Which of our payments
 * does that concern?
 */

export interface ChangedRecord {
  readonly order_id?: string
  readonly fulfillment_id?: string
  readonly payment_id?: string
}

const findAffectedPaymentsStep = createStep(
  "find-affected-payments",
  async (changed: ChangedRecord, { container }) => {
    const orderId = await findChangedOrder(container, changed)
    const rows = orderId ? await findOrderPayments(container, orderId) : []
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

async function findChangedOrder(
  container: MedusaContainer,
  { order_id, fulfillment_id, payment_id }: ChangedRecord
): Promise<string | null> {
  if (order_id) {
    return order_id
  }
  if (fulfillment_id) {
    return findLinkedOrder(container, "fulfillment", fulfillment_id)
  }
  return payment_id ? findOrderOfPayment(container, payment_id) : null
}

async function findLinkedOrder(
  container: MedusaContainer,
  entity: "fulfillment",
  id: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity,
    fields: ["id", "order.id"],
    filters: { id },
  })
  const row = data[0] as { order?: { id: string } | null } | undefined
  return row?.order?.id ?? null
}

async function findOrderOfPayment(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "payment_collection.order.id"],
    filters: { id },
  })
  const row = data[0] as
    | { payment_collection?: { order?: { id: string } | null } | null }
    | undefined
  return row?.payment_collection?.order?.id ?? null
}

/** The payments of a cart that could be paid at this moment. */
const findOpenCheckoutSessionsStep = createStep(
  "find-open-checkout-sessions",
  async ({ cart_id }: { cart_id: string }, { container }) =>
    new StepResponse(
      await resolveModule(container).payments.withOpenCheckoutSession(cart_id)
    )
)

/** The payments of an order, also those that it has not been told of yet. */
export async function findOrderPayments(
  container: MedusaContainer,
  orderId: string
): Promise<PaymentRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id"],
    filters: { order_id: orderId },
  })
  const link = data[0] as { cart_id?: string } | undefined
  return resolveModule(container).payments.findForOrder(
    orderId,
    link?.cart_id ?? null
  )
}
