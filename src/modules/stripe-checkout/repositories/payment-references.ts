/**
 * Which payment something is about, for people: its ids on both sides, and its order.
 */
import { idsAsJson, OF_PAYMENTS } from "./conditions"
import type { SqlRunner } from "./sql"

export interface PaymentReferenceRow {
  readonly payment_session_id: string
  readonly stripe_account: string
  readonly payment_intent_id: string | null
  readonly checkout_session_id: string | null
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly state: string
}

/** More than anybody has in one order. */
const MOST = 200

const COLUMNS = `payment_session_id, stripe_account, payment_intent_id, checkout_session_id, cart_id,
              order_id, state`

/** How a payment is named, and by which column it is found. */
const COLUMN_OF = {
  payment_session: "payment_session_id",
  payment_intent: "payment_intent_id",
  checkout_session: "checkout_session_id",
  cart: "cart_id",
} as const

export type PaymentName = keyof typeof COLUMN_OF

export class PaymentReferences {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async ofSessions(ids: readonly string[]): Promise<PaymentReferenceRow[]> {
    return this.sql<PaymentReferenceRow>(
      `select ${COLUMNS} from stripe_checkout_payment
        where ${OF_PAYMENTS} and deleted_at is null`,
      idsAsJson(ids)
    )
  }

  async ofOrders(orderIds: readonly string[]): Promise<PaymentReferenceRow[]> {
    return this.sql<PaymentReferenceRow>(
      `select ${COLUMNS} from stripe_checkout_payment
        where order_id = any (array(select jsonb_array_elements_text(?::jsonb)))
          and deleted_at is null
        limit ${MOST}`,
      idsAsJson(orderIds)
    )
  }

  async named(name: PaymentName, id: string): Promise<PaymentReferenceRow[]> {
    return this.sql<PaymentReferenceRow>(
      `select ${COLUMNS} from stripe_checkout_payment
        where ${COLUMN_OF[name]} = ? and deleted_at is null
        limit ${MOST}`,
      [id]
    )
  }
}
