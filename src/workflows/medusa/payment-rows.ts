/**
 * A payment's session, the payment, its order's payment collections, and the credit that core
 * has not finished giving.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"

import { resolveModule } from "../support/module"
import { isOpenChange, readCreditChanges } from "./order-changes"
import { paymentModule, queryOne } from "./query"
import type { OpenChange } from "./refund-credit"

/** Amounts in major units. */
export interface MoneyRow {
  readonly id: string
  readonly amount: BigNumberInput
  readonly created_at?: Date | string
}

export interface PaymentWithMoney extends MoneyRow {
  readonly captured_at?: Date | string | null
  readonly canceled_at?: Date | string | null
  readonly captures?: readonly (MoneyRow | null)[]
  readonly refunds?: readonly (MoneyRow | null)[]
}

export interface CollectionRow extends MoneyRow {
  readonly status: string
  readonly currency_code: string
  readonly captured_amount: BigNumberInput | null
  readonly refunded_amount: BigNumberInput | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly payments?: readonly (PaymentWithMoney | null)[]
}

export interface PaymentRows {
  /** Null once Medusa has deleted it. */
  readonly session: {
    readonly id: string
    readonly amount: BigNumberInput
    readonly status: string
    /** The Checkout Session that has to prove the payment. */
    readonly checkout_session_id: string | null
  } | null
  readonly payment: PaymentWithMoney | null
  readonly collections: readonly (CollectionRow | null)[]
  /** Changes of the order that core began for a credit line, and has not confirmed. */
  readonly openCreditChanges: readonly OpenChange[]
}

/** By one statement, or by core's services where its tables are others than known. */
export async function readPaymentRows(
  container: MedusaContainer,
  paymentSessionId: string,
  orderId: string | null
): Promise<PaymentRows> {
  const { paymentRows } = resolveModule(container).coreTables
  return (
    (await paymentRows.read(paymentSessionId, orderId)) ??
    readThroughCore(container, paymentSessionId, orderId)
  )
}

async function readThroughCore(
  container: MedusaContainer,
  paymentSessionId: string,
  orderId: string | null
): Promise<PaymentRows> {
  const payments = paymentModule(container)
  const [session] = await payments.listPaymentSessions(
    { id: paymentSessionId },
    { take: 1 }
  )
  const [payment] = await payments.listPayments(
    { payment_session_id: paymentSessionId },
    { relations: ["captures", "refunds"], take: 1 }
  )
  const checkoutSessionId = session?.data["checkout_session_id"]
  return {
    session: session
      ? {
          id: session.id,
          amount: session.amount,
          status: session.status,
          checkout_session_id:
            typeof checkoutSessionId === "string" ? checkoutSessionId : null,
        }
      : null,
    payment: payment ?? null,
    collections: orderId ? await readCollections(container, orderId) : [],
    openCreditChanges: orderId
      ? (await readCreditChanges(container, orderId)).filter(isOpenChange)
      : [],
  }
}

async function readCollections(
  container: MedusaContainer,
  orderId: string
): Promise<readonly (CollectionRow | null)[]> {
  const order = await queryOne<{
    payment_collections?: readonly (CollectionRow | null)[]
  }>(container, {
    entity: "order",
    fields: [
      "payment_collections.id",
      "payment_collections.status",
      "payment_collections.currency_code",
      "payment_collections.amount",
      "payment_collections.captured_amount",
      "payment_collections.refunded_amount",
      "payment_collections.created_at",
      "payment_collections.metadata",
      "payment_collections.payments.id",
      "payment_collections.payments.amount",
      "payment_collections.payments.canceled_at",
      "payment_collections.payments.captures.amount",
      "payment_collections.payments.refunds.amount",
    ],
    filters: { id: orderId },
  })
  return order?.payment_collections ?? []
}
