/**
 * The payment collections of an order, oldest first.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import type { CollectionSummary } from "../../modules/stripe-checkout/domain/payment-decision"

interface CollectionRow {
  readonly id: string
  readonly status: string
  readonly amount: BigNumberInput
  readonly created_at: Date | string
  readonly payments?: readonly (PaymentOfCollection | null)[]
}

interface PaymentOfCollection {
  readonly id: string
  readonly amount: BigNumberInput
  readonly canceled_at: Date | string | null
  readonly captures?: readonly ({ readonly amount: BigNumberInput } | null)[]
}

/** Collections that ask for money and have none yet. */
const OPEN = new Set(["not_paid", "awaiting"])

export async function readCollections(
  container: MedusaContainer,
  orderId: string,
  reading: {
    readonly minor: (amount: BigNumberInput) => number
    readonly paymentId: string | null
  }
): Promise<CollectionSummary[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.amount",
      "payment_collections.created_at",
      "payment_collections.payments.id",
      "payment_collections.payments.amount",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.captures.amount",
    ],
    filters: { id: orderId },
  })
  const order = data[0] as
    { payment_collections?: readonly (CollectionRow | null)[] } | undefined
  return (order?.payment_collections ?? [])
    .flatMap((collection) => collection ?? [])
    .sort((a, b) => timeOf(a) - timeOf(b))
    .map((collection) => {
      const payments = (collection.payments ?? []).flatMap((one) => one ?? [])
      return {
        id: collection.id,
        status: collection.status,
        amount: reading.minor(collection.amount),
        isOwn: payments.some(({ id }) => id === reading.paymentId),
        isOpen: OPEN.has(collection.status) && payments.length === 0,
        held: payments.reduce(
          (sum, payment) => sum + reading.minor(heldBy(payment)),
          0
        ),
      }
    })
}

function timeOf({ created_at }: CollectionRow): number {
  return new Date(created_at).getTime()
}

function heldBy(payment: PaymentOfCollection): BigNumberInput {
  if (payment.canceled_at) {
    return 0
  }
  const captured = (payment.captures ?? []).reduce(
    (sum, capture) => MathBN.add(sum, capture?.amount ?? 0),
    MathBN.convert(0)
  )
  // One capture per hold: what it did not take is given back.
  return captured.gt(0) ? 0 : payment.amount
}
