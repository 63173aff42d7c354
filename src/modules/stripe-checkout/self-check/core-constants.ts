/**
 * Medusa's words that SQL, rules and subscribers compare with, against Medusa's own
 * constants. A word that was renamed would match nothing, and nobody would notice.
 */
import {
  CartWorkflowEvents,
  ChangeActionType,
  FulfillmentWorkflowEvents,
  MedusaError,
  OrderChangeStatus,
  OrderChangeType,
  OrderEditWorkflowEvents,
  OrderStatus,
  OrderWorkflowEvents,
  PaymentCollectionStatus,
  PaymentEvents,
  PaymentSessionStatus,
  TransactionState,
} from "@medusajs/framework/utils"

export interface KnownWords {
  /** What Medusa calls them. */
  readonly name: string
  readonly constants: Readonly<Record<string, unknown>> | undefined
  readonly words: readonly string[]
}

/** Decisions about money compare with these. */
export const MONEY_WORDS: readonly KnownWords[] = [
  {
    name: "OrderStatus",
    constants: OrderStatus,
    words: ["pending", "completed", "archived", "canceled"],
  },
  {
    name: "PaymentCollectionStatus",
    constants: PaymentCollectionStatus,
    words: ["not_paid", "awaiting", "authorized", "canceled", "completed"],
  },
  {
    name: "PaymentSessionStatus",
    constants: PaymentSessionStatus,
    words: ["pending", "authorized", "captured", "canceled", "error"],
  },
  {
    name: "OrderChangeStatus",
    constants: OrderChangeStatus,
    words: ["pending", "requested", "confirmed"],
  },
  {
    name: "OrderChangeType",
    constants: OrderChangeType,
    words: ["credit_line"],
  },
  {
    name: "ChangeActionType",
    constants: ChangeActionType,
    words: ["CREDIT_LINE_ADD"],
  },
  {
    name: "TransactionState",
    constants: TransactionState,
    words: [
      "not_started",
      "invoking",
      "waiting_to_compensate",
      "compensating",
      "done",
      "reverted",
      "failed",
    ],
  },
]

/** Without one of these, a change is noticed by the next sweep instead of at once. */
export const EVENT_WORDS: readonly KnownWords[] = [
  {
    name: "OrderWorkflowEvents",
    constants: OrderWorkflowEvents,
    words: [
      "order.placed",
      "order.updated",
      "order.completed",
      "order.archived",
      "order.canceled",
      "order.fulfillment_created",
      "order.fulfillment_canceled",
      "order.claim_created",
      "order.exchange_created",
      "order.return_requested",
      "order.return_received",
    ],
  },
  {
    name: "OrderEditWorkflowEvents",
    constants: OrderEditWorkflowEvents,
    words: ["order-edit.confirmed"],
  },
  {
    name: "CartWorkflowEvents",
    constants: CartWorkflowEvents,
    words: [
      "cart.updated",
      "cart.customer_updated",
      "cart.region_updated",
      "cart.customer_transferred",
    ],
  },
  {
    name: "FulfillmentWorkflowEvents",
    constants: FulfillmentWorkflowEvents,
    words: ["shipment.created", "delivery.created"],
  },
  {
    name: "PaymentEvents",
    constants: PaymentEvents,
    words: ["payment.captured", "payment.refunded"],
  },
]

/** @returns one sentence for each constant that lacks a word. */
export function findMissingWords(known: readonly KnownWords[]): string[] {
  return known.flatMap(({ name, constants, words }) => {
    const values = Object.values(constants ?? {})
    const missing = words.filter((word) => !values.includes(word))
    return missing.length
      ? [`Medusa's ${name} has no ${missing.join(", ")}.`]
      : []
  })
}

/** @throws MedusaError when decisions about money would compare with words that Medusa no longer uses. */
export function assertKnownWords(known = MONEY_WORDS): void {
  const missing = findMissingWords(known)
  if (missing.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `medusa-payment-stripe-checkout does not start, because it would misread this Medusa: ${missing.join(" ")} Update the plugin, or go back to the previous version of Medusa.`
    )
  }
}
