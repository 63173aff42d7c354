import type { OrderRow } from "./medusa-rows"
import { isPaidInFull, type OrderMoney, owedBy } from "./order-money"
import type { Intent } from "./stripe-ledger"

/** Merchants may write any status, so only those about money are checked. They describe all payments of the order. */
export function compareStatus(order: OrderRow, money: OrderMoney): string[] {
  const status = order.order_status ?? ""
  const isConsistent = CONDITIONS[status]?.(money, order) ?? true
  return isConsistent || order.status === "canceled"
    ? []
    : [
        `${order.id} reads ${status}, but ${money.intents.map(describe).join(", ")}, and it owes ${order.owed.join(" or ")}.`,
      ]
}

type Condition = (money: OrderMoney, order: OrderRow) => boolean

/** Money is held that the order needs. */
const isHeld: Condition = ({ held, received }, order) =>
  held > 0 && !(received > 0 && isPaidInFull(order))

/** Of each hold a part is captured already, so the order waits for no first decision. */
const isHeldInParts: Condition = ({ intents }) => {
  const holds = intents.filter(({ status }) => status === "requires_capture")
  return (
    holds.length > 0 && holds.every(({ amount_received: part }) => part > 0)
  )
}

const isTaken: Condition = (money, order) =>
  money.received > 0 && !isHeld(money, order)

/** The bank has not decided about money that the order needs. */
const isPending: Condition = ({ intents, received }, order) =>
  intents.some(({ status }) => status === "processing") &&
  !(received > 0 && isPaidInFull(order))

const isOver: Condition = ({ held, received }) => received === 0 && held === 0

const isRefunded: Condition = ({ received, refunded }) =>
  received > 0 && refunded === received

const CONDITIONS: Readonly<Record<string, Condition>> = {
  approved: (money, order) =>
    isHeld(money, order) && !isHeldInParts(money, order),
  capture_failed: isHeld,
  paid: (money, order) =>
    isTaken(money, order) && !isRefunded(money, order) && owedBy(order) <= 0,
  partially_paid: (money, order) =>
    (isTaken(money, order) || isHeldInParts(money, order)) &&
    !isRefunded(money, order) &&
    owedBy(order) > 0,
  refunded: (money, order) => isTaken(money, order) && isRefunded(money, order),
  authorization_released: isOver,
  authorization_lapsed: isOver,
  payment_pending: (money, order) =>
    isPending(money, order) && !isHeld(money, order),
  payment_failed: (money, order) =>
    isOver(money, order) && !isPending(money, order),
}

function describe({ id, status, amount_received }: Intent): string {
  return `${id} is ${status}, with ${amount_received} received`
}
