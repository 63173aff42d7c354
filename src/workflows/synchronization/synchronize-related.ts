import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { findOrderPayments } from "../medusa/order-payment-rows"
import { queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"
import { synchronizePaymentWorkflow } from "./synchronize-payment"
import type { SynchronizePaymentResult } from "./synchronization-result"

/** One by one: what one payment captures, the next no longer needs to. */
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

const findAffectedPaymentsStep = createStep(
  "find-affected-payments",
  async (changed: ChangedRecord, { container }) => {
    const orderId = await findChangedOrder(container, changed)
    const rows = orderId ? await findOrderPayments(container, orderId) : []
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

/** The payments of a cart that a shopper could pay right now. */
const findOpenCheckoutSessionsStep = createStep(
  "find-open-checkout-sessions",
  async ({ cart_id }: { cart_id: string }, { container }) =>
    new StepResponse(
      await resolveModule(container).payments.withOpenCheckoutSession(cart_id)
    )
)

/** The payment links of an order that a customer could pay right now. */
const findOpenPaymentLinksStep = createStep(
  "find-open-payment-links",
  async ({ order_id }: { order_id: string }, { container }) => {
    const { payments } = resolveModule(container)
    const rows = await payments.withOpenLinkOf(order_id)
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

/** Inside a workflow: synchronizes the payments that a step before has found. */
export function synchronizeFound(
  ids: WorkflowData<string[]>,
  waitMs = 0
): ReturnType<typeof synchronizeEachStep> {
  return synchronizeEachStep(
    transform({ ids, waitMs }, (found) => ({
      payment_session_ids: found.ids,
      wait_ms: found.waitMs,
    }))
  )
}

/**
 * Synchronizes each payment of an order that changed.
 */
export const synchronizeOrderPaymentsWorkflow = createWorkflow(
  "synchronize-order-payments",
  (changed: ChangedRecord) => {
    const ids = findAffectedPaymentsStep(changed)
    return new WorkflowResponse(synchronizeFound(ids))
  }
)

/**
 * Synchronizes the payments of a changed cart whose Checkout Session is open. For carts
 * that were never sent to Stripe, this costs one index lookup.
 */
export const synchronizeCartPaymentsWorkflow = createWorkflow(
  "synchronize-cart-payments",
  (input: { cart_id: string }) => {
    const ids = findOpenCheckoutSessionsStep(input)
    return new WorkflowResponse(synchronizeFound(ids))
  }
)

/**
 * Synchronizes the payment links of a changed order whose Checkout Session is open. For an
 * order without one, this costs one index lookup.
 */
export const synchronizePaymentLinksWorkflow = createWorkflow(
  "synchronize-payment-links",
  (input: { order_id: string }) => {
    const ids = findOpenPaymentLinksStep(input)
    return new WorkflowResponse(synchronizeFound(ids))
  }
)

interface SynchronizeEachInput {
  readonly payment_session_ids: readonly string[]
  readonly wait_ms: number
  /**
   * The caller gets the results of the requests, not an error because Stripe is slow:
   * failures are recorded, logged and retried automatically.
   */
  readonly tolerate_failures?: boolean
}

/** Medusa's events name an order, a fulfillment or a payment. */
export interface ChangedRecord {
  readonly order_id?: string
  readonly fulfillment_id?: string
  readonly payment_id?: string
  /** Core's link between the order and one of its payment collections, also a deleted one. */
  readonly order_collection_link_id?: string
}

async function findChangedOrder(
  container: MedusaContainer,
  {
    order_id,
    fulfillment_id,
    payment_id,
    order_collection_link_id: linkId,
  }: ChangedRecord
): Promise<string | null> {
  if (order_id) {
    return order_id
  }
  if (fulfillment_id) {
    return findLinkedOrder(container, "fulfillment", fulfillment_id)
  }
  if (linkId) {
    return findOrderOfLink(container, linkId)
  }
  return payment_id ? findOrderOfPayment(container, payment_id) : null
}

async function findLinkedOrder(
  container: MedusaContainer,
  entity: "fulfillment",
  id: string
): Promise<string | null> {
  const row = await queryOne<{ order?: { id: string } | null }>(container, {
    entity,
    fields: ["id", "order.id"],
    filters: { id },
  })
  return row?.order?.id ?? null
}

async function findOrderOfLink(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const link = await queryOne<{ order_id?: string }>(container, {
    entity: "order_payment_collection",
    fields: ["id", "order_id"],
    filters: { id },
    withDeleted: true,
  })
  return link?.order_id ?? null
}

async function findOrderOfPayment(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const row = await queryOne<{
    payment_collection?: { order?: { id: string } | null } | null
  }>(container, {
    entity: "payment",
    fields: ["id", "payment_collection.order.id"],
    filters: { id },
  })
  return row?.payment_collection?.order?.id ?? null
}
