import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { withOrderLock } from "../medusa/order-lock"
import { isOpen, type RequestingCollection } from "../medusa/open-collections"
import { queryOne } from "../medusa/query"
import { checkoutRefusal } from "./refusals"
import {
  removeOtherRequestsStep,
  type RequestedAmount,
  type RequestedLink,
  requestMissingAmount,
} from "./request-missing-amount"

export interface FindPaymentLinkInput {
  /** Medusa's payment collection (`pay_col_...`) of an order's balance. */
  payment_collection_id: string
}

/** Without compensation: what was created is found and used by the next request. */
const findPaymentLinkStep = createStep(
  "find-payment-link",
  async ({ payment_collection_id: id }: FindPaymentLinkInput, { container }) =>
    new StepResponse(await findPaymentLink(container, id))
)

/**
 * The payment link behind a payment collection of Medusa's, such as the one of an edited
 * order. What the collection requested is requested by the order's one payment link from
 * then on. Nothing that a merchant chose for an open link is changed, and nobody is
 * notified.
 *
 * @returns the pay link and what it requests, in major units.
 * @throws MedusaError of type `MedusaError.Types.NOT_FOUND` with `code`
 * - `stripe_checkout_unknown`: there is no such collection, or it is not an order's.
 *
 * or of type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_already_paid`
 * - `stripe_checkout_order_canceled`
 * - any other of `createPaymentLinkWorkflow`.
 */
export const findPaymentLinkWorkflow = createWorkflow(
  "find-payment-link",
  (input: FindPaymentLinkInput) => {
    const requested = findPaymentLinkStep(input)
    removeOtherRequestsStep(requested)
    return new WorkflowResponse<RequestedLink>(requested.result)
  }
)

async function findPaymentLink(
  container: MedusaContainer,
  collectionId: string
): Promise<RequestedAmount> {
  const orderId = await requireOrderOf(container, collectionId)
  const lock = { orderId, waitsAs: "request" } as const
  return withOrderLock(container, lock, async () => {
    // Somebody may have paid or removed it while this waited.
    await requireOrderOf(container, collectionId)
    return requestMissingAmount(container, {
      order_id: orderId,
      keepsExpired: true,
    })
  })
}

/** An old or paid collection is no key to what the order owes today. */
async function requireOrderOf(
  container: MedusaContainer,
  collectionId: string
): Promise<string> {
  const collection = await queryOne<CollectionRow>(container, {
    entity: "payment_collection",
    fields: [
      "id",
      "status",
      "amount",
      "metadata",
      "payments.id",
      "payment_sessions.id",
      "order.id",
    ],
    filters: { id: collectionId },
  })
  if (!collection?.order) {
    throw checkoutRefusal("unknown")
  }
  if (!isOpen(collection)) {
    throw checkoutRefusal(
      collection.status === "canceled" ? "link_closed" : "already_paid"
    )
  }
  return collection.order.id
}

type CollectionRow = Omit<RequestingCollection, "payment_sessions"> & {
  readonly order?: { readonly id: string } | null
}
