/**
 * The other payments of the purchase, as they were last synchronized. Whoever holds the
 * lease holds it for all of them, so nobody changes them meanwhile.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type {
  OtherPayment,
  PendingCapture,
  Turn,
} from "../../modules/stripe-checkout/domain/decision/order-money"
import type { PaymentState } from "../../modules/stripe-checkout/domain/decision/payment-state"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { TriedCapture } from "../../modules/stripe-checkout/domain/order-status/money-status"
import type { OperationRow } from "../../modules/stripe-checkout/repositories/operation-row"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { SyncRow } from "../../modules/stripe-checkout/repositories/sync-row"
import { resolveModule } from "../support/module"
import type { OrderTransaction } from "./order-transactions"
import { paymentModule } from "./query"
import { reachOfRow } from "./row-reach"
import {
  ALL_RECORDED,
  isBesideOrder,
  readUnrecorded,
} from "./unrecorded-captures"

export function readTurn(row: PaymentRow): Turn {
  return {
    paymentSessionId: row.payment_session_id,
    createdAt: row.created_at,
    captureBefore: row.capture_before,
  }
}

/** Empty where there is no order: then nothing is shared. */
export async function readOtherRows(
  container: MedusaContainer,
  { hasOthers, row }: Pick<SyncRow, "row" | "hasOthers">,
  orderId: string | null
): Promise<PaymentRow[]> {
  if (!orderId || !hasOthers) {
    return []
  }
  const { payments } = resolveModule(container)
  const rows = await payments.ofPurchase(row.purchase_id)
  return rows.filter(({ id }) => id !== row.id)
}

export async function readOtherPayments(
  container: MedusaContainer,
  rows: readonly PaymentRow[],
  transactions: readonly OrderTransaction[]
): Promise<OtherPayment[]> {
  const unrecorded = await readUnrecorded(container, rows, transactions)
  const incremented = await readIncremented(container, rows)
  return Promise.all(
    rows.map(async (other) => {
      const { amount, isUnderWay } =
        unrecorded.get(other.payment_session_id) ?? ALL_RECORDED
      return {
        ...(await readOtherPayment(container, other)),
        ...incremented.get(other.payment_session_id),
        unrecorded: amount,
        hasMoved: isUnderWay,
      }
    })
  )
}

/** By payment session; only holds whose issuer can be asked for more are read. */
async function readIncremented(
  container: MedusaContainer,
  rows: readonly PaymentRow[]
): Promise<ReadonlyMap<string, Pick<OtherPayment, "incremented">>> {
  const holds = rows.filter(
    ({ amount_captured, grants, payment_id, state }) =>
      state === "authorized" &&
      grants?.increments &&
      payment_id !== null &&
      Number(amount_captured) === 0
  )
  const payments = holds.length
    ? await paymentModule(container).listPayments(
        { id: holds.flatMap(({ payment_id }) => payment_id ?? []) },
        { select: ["id", "amount"] }
      )
    : []
  return new Map(
    holds.map(({ amount_capturable, currency_code, payment_id, ...row }) => {
      const payment = payments.find(({ id }) => id === payment_id)
      const held = toMinorUnits(amount_capturable, currency_code)
      const known = payment
        ? toMinorUnits(payment.amount.toString(), currency_code)
        : held
      const incremented = Math.max(0, held - known)
      return [row.payment_session_id, incremented > 0 ? { incremented } : {}]
    })
  )
}

/**
 * Since when Medusa has each payment, by the row's id; null for the payment that the order was
 * placed with. One that Medusa does not have yet counts as of now.
 */
export async function readHeldSinceOf(
  container: MedusaContainer,
  rows: readonly PaymentRow[]
): Promise<ReadonlyMap<string, string | null>> {
  const ids = rows.flatMap(({ cart_id, payment_id }) =>
    cart_id === null && payment_id !== null ? [payment_id] : []
  )
  const payments = ids.length
    ? await paymentModule(container).listPayments(
        { id: ids },
        { select: ["id", "created_at"] }
      )
    : []
  const dates = new Map(
    payments.map(({ id, created_at }) => [
      id,
      new Date(created_at ?? Date.now()).toISOString(),
    ])
  )
  const now = new Date().toISOString()
  return new Map(
    rows.map(({ id, cart_id, payment_id }) => [
      id,
      cart_id === null ? (dates.get(payment_id ?? "") ?? now) : null,
    ])
  )
}

async function readOtherPayment(
  container: MedusaContainer,
  row: PaymentRow
): Promise<Omit<OtherPayment, "unrecorded" | "hasMoved">> {
  const minor = (amount: string): number =>
    toMinorUnits(amount, row.currency_code)
  const ofOrder = (amount: string): number =>
    isBesideOrder(row) ? 0 : minor(amount)
  const isPlacedAtOnce = wasPlacedAtOnce(row)
  return {
    ...readTurn(row),
    ...(isPlacedAtOnce && { isPlacedAtOnce }),
    ...(isPlacedAtOnce &&
      row.state === "processing" && { pending: minor(row.amount) }),
    state: row.state as PaymentState,
    held: minor(row.amount_capturable),
    reach: reachOfRow(row),
    onTheWay: row.state === "processing" ? minor(row.amount) : 0,
    captured: ofOrder(row.amount_captured),
    refunded: ofOrder(row.amount_refunded),
    hasLapsed: row.reported_status === "lapsed",
    lastCapture: await readTriedCapture(container, row),
    capture: await readPendingCapture(container, row),
  }
}

const AT_BANK: readonly string[] = ["processing", "failed", "expired"]

/** Medusa has a payment of it, although the bank has not paid. */
export function wasPlacedAtOnce({
  cart_id,
  payment_id,
  state,
}: Pick<PaymentRow, "cart_id" | "payment_id" | "state">): boolean {
  return cart_id !== null && payment_id !== null && AT_BANK.includes(state)
}

async function readTriedCapture(
  container: MedusaContainer,
  row: PaymentRow
): Promise<TriedCapture | null> {
  const { operationHistory } = resolveModule(container)
  return describeTriedCapture(
    await operationHistory.lastTriedCapture(row.payment_session_id)
  )
}

export function describeTriedCapture(
  tried: OperationRow | null
): TriedCapture | null {
  return tried && { hasFailed: tried.status === "failed", reason: tried.reason }
}

async function readPendingCapture(
  container: MedusaContainer,
  row: PaymentRow
): Promise<PendingCapture | null> {
  const { operations } = resolveModule(container)
  const request = await operations.nextPending(row.payment_session_id)
  if (request?.kind !== "capture") {
    return null
  }
  return {
    amount:
      request.amount === null
        ? null
        : toMinorUnits(request.amount, row.currency_code),
    hasBegun: request.begun_at !== null,
  }
}
