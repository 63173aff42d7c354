/**
 * The payment collections of an order, oldest first.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import type { CollectionSummary } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import {
  currencyExponent,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { isPaymentLink } from "./open-collections"
import type { CollectionRow, PaymentWithMoney } from "./payment-rows"
import { queryOne, sumAmounts } from "./query"

/** Collections that ask for money and have none yet. */
const OPEN = new Set(["not_paid", "awaiting"])

export function describeCollections(
  rows: readonly (CollectionRow | null)[],
  reading: {
    readonly minor: (amount: BigNumberInput) => number
    readonly paymentId: string | null
  }
): CollectionSummary[] {
  return rows
    .flatMap((collection) => collection ?? [])
    .sort((a, b) => timeOf(a) - timeOf(b))
    .map((collection) => {
      const payments = (collection.payments ?? []).flatMap((one) => one ?? [])
      const captured = sumAmounts(
        payments.flatMap((payment) => payment.captures ?? [])
      )
      return {
        id: collection.id,
        status: collection.status,
        amount: reading.minor(collection.amount),
        captured: reading.minor(captured),
        hasFractionLeft: hasFractionLeft(collection, captured),
        isOwn: payments.some(({ id }) => id === reading.paymentId),
        isPaymentLink: isPaymentLink(collection.metadata),
        isOpen: OPEN.has(collection.status) && payments.length === 0,
        held: payments.reduce(
          (sum, payment) => sum + reading.minor(heldBy(payment)),
          0
        ),
        isOutOfSync: isOutOfSync(collection, payments, reading.minor),
      }
    })
}

/** Core tolerates one minor unit; where three decimals are kept, Stripe charges tens of them. */
function hasFractionLeft(
  { amount, currency_code }: CollectionRow,
  captured: BigNumberInput
): boolean {
  const left = MathBN.sub(amount, captured)
  const unit = 10 ** -currencyExponent(currency_code)
  return (
    MathBN.gt(left, unit) && toMinorUnits(left.toString(), currency_code) === 0
  )
}

function isOutOfSync(
  collection: CollectionRow,
  payments: readonly PaymentWithMoney[],
  minor: (amount: BigNumberInput) => number
): boolean {
  const { captured_amount: captured, refunded_amount: refunded } = collection
  const captures = payments.flatMap((payment) => payment.captures ?? [])
  const refunds = payments.flatMap((payment) => payment.refunds ?? [])
  return (
    minor(captured ?? 0) !== minor(sumAmounts(captures)) ||
    minor(refunded ?? 0) !== minor(sumAmounts(refunds))
  )
}

function timeOf({ created_at }: CollectionRow): number {
  return new Date(created_at ?? 0).getTime()
}

function heldBy(payment: PaymentWithMoney): BigNumberInput {
  if (payment.canceled_at) {
    return 0
  }
  // A hold is captured once: Stripe releases what was not captured.
  return MathBN.gt(sumAmounts(payment.captures ?? []), 0) ? 0 : payment.amount
}

/** The id of a cart's payment collection; null before a payment was started. */
export async function findCartPaymentCollection(
  container: MedusaContainer,
  cartId: string
): Promise<string | null> {
  const link = await queryOne<{ payment_collection_id?: string }>(container, {
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cartId },
  })
  return link?.payment_collection_id ?? null
}
