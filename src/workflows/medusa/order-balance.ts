/**
 * What an order still owes, how much of that is on its way, and through which payment
 * collections Medusa requests it.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import {
  type AmountsOfOrder,
  missingAmount,
} from "../../modules/stripe-checkout/domain/checkout/missing-amount"
import type { PaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import {
  isOpen,
  type OpenCollection,
  readOpenCollection,
  type RequestingCollection,
} from "./open-collections"
import { findOrderPayments } from "./order-payment-rows"
import { readTransactions } from "./order-transactions"
import { readOutstanding } from "./outstanding-money"
import { queryOne, sumAmounts } from "./query"
import { reachOfRow } from "./row-reach"
import { readUnrecorded } from "./unrecorded-captures"

/** Amounts in minor units. */
export interface OrderBalance {
  readonly orderId: string
  readonly displayId: string
  readonly isCanceled: boolean
  readonly isDraft: boolean
  readonly currencyCode: string
  readonly regionId: string | null
  readonly email: string | null
  /** E.g. `de-AT`. */
  readonly locale: string | null
  readonly outstanding: number
  readonly amounts: AmountsOfOrder
  /** Our rows about the order's payments, oldest first. */
  readonly rows: readonly PaymentRow[]
  /** Those that request money and have none, oldest first. */
  readonly openCollections: readonly OpenCollection[]
}

/** @returns null when there is no such order. */
export async function readOrderBalance(
  container: MedusaContainer,
  orderId: string
): Promise<OrderBalance | null> {
  const order = await queryOne<OrderRow>(container, {
    entity: "order",
    fields: FIELDS,
    filters: { id: orderId },
  })
  if (!order) {
    return null
  }
  const currencyCode = order.currency_code
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), currencyCode)
  const isCanceled = order.status === "canceled"
  const transactions = await readTransactions(container, orderId)
  const { outstanding } = await readOutstanding(container, {
    id: orderId,
    currencyCode,
    isCanceled,
    transactions,
  })
  const collections = (order.payment_collections ?? [])
    .flatMap((collection) => collection ?? [])
    .sort((a, b) => timeOf(a) - timeOf(b))
  const rows = await readOwnRows(container, orderId, collections)
  const unrecorded = await readUnrecorded(container, rows, transactions)
  return {
    orderId,
    displayId: String(order.display_id),
    isCanceled,
    isDraft: order.is_draft_order === true,
    currencyCode,
    regionId: order.region_id ?? null,
    email: order.email ?? null,
    locale: order.locale ?? null,
    outstanding,
    amounts: {
      outstanding,
      ours: rows.map((row) => ({
        paymentSessionId: row.payment_session_id,
        state: row.state as PaymentState,
        capturable: minor(row.amount_capturable),
        reach: reachOfRow(row),
        amount: minor(row.amount),
        unrecorded: unrecorded.get(row.payment_session_id)?.amount ?? 0,
      })),
      heldElsewhere: minor(
        sumAmounts(paymentsOf(collections).filter(holdsElsewhere))
      ),
    },
    rows,
    openCollections: collections
      .filter(isOpen)
      .map((collection) => readOpenCollection(collection, minor)),
  }
}

/** @param exceptFor a payment session whose own money does not count */
export function missingOf(
  { amounts }: OrderBalance,
  exceptFor: string | null = null
): number {
  return missingAmount(amounts, exceptFor)
}

const FIELDS = [
  "id",
  "display_id",
  "status",
  "is_draft_order",
  "currency_code",
  "region_id",
  "email",
  "locale",
  "payment_collections.id",
  "payment_collections.status",
  "payment_collections.amount",
  "payment_collections.metadata",
  "payment_collections.created_at",
  "payment_collections.payments.id",
  "payment_collections.payments.amount",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.payment_session_id",
  "payment_collections.payments.canceled_at",
  "payment_collections.payments.captures.amount",
  "payment_collections.payment_sessions.id",
  "payment_collections.payment_sessions.provider_id",
  "payment_collections.payment_sessions.status",
  "payment_collections.payment_sessions.amount",
]

interface OrderRow {
  readonly display_id: number
  readonly status: string
  readonly is_draft_order?: boolean | null
  readonly currency_code: string
  readonly region_id?: string | null
  readonly email?: string | null
  readonly locale?: string | null
  readonly payment_collections?: readonly (CollectionRow | null)[]
}

interface CollectionRow extends RequestingCollection {
  readonly created_at: Date | string
  readonly payments?: readonly (PaymentOfCollection | null)[]
}

interface PaymentOfCollection {
  readonly amount: BigNumberInput
  readonly provider_id: string
  readonly payment_session_id: string
  readonly canceled_at: Date | string | null
  readonly captures?: readonly ({ readonly amount: BigNumberInput } | null)[]
}

/** Neither those of the cart that no order came of, nor those that are being released. */
async function readOwnRows(
  container: MedusaContainer,
  orderId: string,
  collections: readonly CollectionRow[]
): Promise<PaymentRow[]> {
  const sessionIds = new Set(
    paymentsOf(collections).map((payment) => payment.payment_session_id)
  )
  const rows = await findOrderPayments(container, orderId)
  return rows.filter(
    (row) =>
      !row.release_requested &&
      (row.order_id === orderId || sessionIds.has(row.payment_session_id))
  )
}

function paymentsOf(
  collections: readonly CollectionRow[]
): PaymentOfCollection[] {
  return collections.flatMap(({ payments }) =>
    (payments ?? []).flatMap((payment) => payment ?? [])
  )
}

const OWN_PROVIDERS = providerIdOf("")

/** Medusa's own provider only stands for money that is paid outside the store. */
const MANUAL_PROVIDERS = "pp_system"

function holdsElsewhere(payment: PaymentOfCollection): boolean {
  return (
    !payment.canceled_at &&
    !payment.provider_id.startsWith(OWN_PROVIDERS) &&
    !payment.provider_id.startsWith(MANUAL_PROVIDERS) &&
    MathBN.lte(sumAmounts(payment.captures ?? []), 0)
  )
}

function timeOf({ created_at }: CollectionRow): number {
  return new Date(created_at).getTime()
}
