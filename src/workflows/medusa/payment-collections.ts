/**
 * The payment collections of an order, oldest first.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MathBN } from "@medusajs/framework/utils"

import type { CollectionSummary } from "../../modules/stripe-checkout/domain/decision/decision"

interface CollectionRow {
  readonly id: string
  readonly status: string
  readonly amount: BigNumberInput
  readonly captured_amount: BigNumberInput | null
  readonly refunded_amount: BigNumberInput | null
  readonly created_at: Date | string
  readonly payments?: readonly (PaymentOfCollection | null)[]
}

interface PaymentOfCollection {
  readonly id: string
  readonly amount: BigNumberInput
  readonly canceled_at: Date | string | null
  readonly captures?: readonly MoneyRow[]
  readonly refunds?: readonly MoneyRow[]
}

type MoneyRow = { readonly amount: BigNumberInput } | null

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
      "payment_collections.captured_amount",
      "payment_collections.refunded_amount",
      "payment_collections.created_at",
      "payment_collections.payments.id",
      "payment_collections.payments.amount",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
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
        isOutOfSync: isOutOfSync(collection, payments, reading.minor),
      }
    })
}

function isOutOfSync(
  collection: CollectionRow,
  payments: readonly PaymentOfCollection[],
  minor: (amount: BigNumberInput) => number
): boolean {
  const { captured_amount: captured, refunded_amount: refunded } = collection
  const captures = payments.flatMap((payment) => payment.captures ?? [])
  const refunds = payments.flatMap((payment) => payment.refunds ?? [])
  return (
    minor(captured ?? 0) !== minor(sumOf(captures)) ||
    minor(refunded ?? 0) !== minor(sumOf(refunds))
  )
}

function sumOf(rows: readonly MoneyRow[]): BigNumberInput {
  return rows.reduce(
    (sum: BigNumberInput, row) => MathBN.add(sum, row?.amount ?? 0),
    MathBN.convert(0)
  )
}

function timeOf({ created_at }: CollectionRow): number {
  return new Date(created_at).getTime()
}

function heldBy(payment: PaymentOfCollection): BigNumberInput {
  if (payment.canceled_at) {
    return 0
  }
  // One capture per hold: what it did not take is given back.
  return MathBN.gt(sumOf(payment.captures ?? []), 0) ? 0 : payment.amount
}
