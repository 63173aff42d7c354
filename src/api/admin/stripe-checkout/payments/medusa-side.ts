/**
 * What Medusa says of listed payments: read for one page at a time, by id.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { readCartEmails } from "../cart-emails"

export interface OrderOfPayment {
  readonly displayId: number
  readonly email: string | null
}

interface MedusaSide {
  /** By the order's id. */
  readonly orders: ReadonlyMap<string, OrderOfPayment>
  /** Of carts without an order, by the cart's id. */
  readonly cartEmails: ReadonlyMap<string, string | null>
  /** ISO dates, by the id of Medusa's payment. */
  readonly authorizations: ReadonlyMap<string, string>
  /** What a payment link requests now, in major units, by the id of its payment session. */
  readonly requested: ReadonlyMap<string, number>
}

export async function readMedusaSide(
  container: MedusaContainer,
  rows: readonly PaymentRow[]
): Promise<MedusaSide> {
  const unplaced = rows.filter(({ order_id }) => order_id === null)
  const links = rows.filter(isUnpaidLink)
  const [orders, cartEmails, authorizations, requested] = await Promise.all([
    readOrders(container, idsOf(rows, "order_id")),
    readUnlessNone(idsOf(unplaced, "cart_id"), (ids) =>
      readCartEmails(container, ids)
    ),
    readUnlessNone(idsOf(rows, "payment_id"), (ids) =>
      readAuthorizations(container, ids)
    ),
    readUnlessNone(idsOf(links, "payment_session_id"), (ids) =>
      readRequested(container, ids)
    ),
  ])
  return { orders, cartEmails, authorizations, requested }
}

/** What Medusa says of one payment; null where it says nothing. */
export function ofPayment(row: PaymentRow, side: MedusaSide) {
  return {
    order: side.orders.get(row.order_id ?? "") ?? null,
    cartEmail: side.cartEmails.get(row.cart_id ?? "") ?? null,
    authorizedAt: side.authorizations.get(row.payment_id ?? "") ?? null,
    requested: side.requested.get(row.payment_session_id) ?? null,
  }
}

/** Its row has the amount of the page that was opened last, and an unopened one its first. */
function isUnpaidLink({ cart_id, payment_id, state }: PaymentRow): boolean {
  return (
    cart_id === null &&
    payment_id === null &&
    ["awaiting_customer", "expired", "failed"].includes(state)
  )
}

function idsOf(
  rows: readonly PaymentRow[],
  column: "order_id" | "cart_id" | "payment_id" | "payment_session_id"
): string[] {
  return [...new Set(rows.flatMap((row) => row[column] ?? []))]
}

/** Medusa takes an empty list of ids for no filter at all. */
async function readUnlessNone<Value>(
  ids: string[],
  read: (ids: string[]) => Promise<ReadonlyMap<string, Value>>
): Promise<ReadonlyMap<string, Value>> {
  return ids.length ? read(ids) : new Map()
}

async function readOrders(
  container: MedusaContainer,
  orderIds: string[]
): Promise<ReadonlyMap<string, OrderOfPayment>> {
  return readUnlessNone(orderIds, async (ids) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order",
      fields: ["id", "display_id", "email"],
      filters: { id: ids },
    })
    const orders = data as unknown as readonly StoredOrder[]
    return new Map(
      orders.map(({ id, display_id, email }) => [
        id,
        { displayId: Number(display_id), email },
      ])
    )
  })
}

async function readAuthorizations(
  container: MedusaContainer,
  paymentIds: string[]
): Promise<ReadonlyMap<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment",
    fields: ["id", "created_at"],
    filters: { id: paymentIds },
  })
  const payments = data as unknown as readonly StoredPayment[]
  return new Map(
    payments.map(({ id, created_at }) => [
      id,
      new Date(created_at).toISOString(),
    ])
  )
}

async function readRequested(
  container: MedusaContainer,
  sessionIds: string[]
): Promise<ReadonlyMap<string, number>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: ["id", "amount"],
    filters: { id: sessionIds },
  })
  const sessions = data as unknown as readonly StoredSession[]
  return new Map(sessions.map(({ id, amount }) => [id, Number(amount)]))
}

interface StoredOrder {
  readonly id: string
  readonly display_id: number | string
  readonly email: string | null
}

interface StoredPayment {
  readonly id: string
  readonly created_at: Date | string
}

interface StoredSession {
  readonly id: string
  readonly amount: number | string
}
