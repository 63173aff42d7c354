/**
 * What is known after an action whose outcome needs no reading: the next decision can be
 * made at once. Pure.
 *
 * Whoever changes the order or the payment in between marks the payment, and so it is read
 * once more before its lease is released.
 */
import type { Facts, PaymentDecision } from "./decision"

/** @returns null where Medusa has to be read again. */
export function factsAfter(
  facts: Facts,
  decision: PaymentDecision
): Facts | null {
  switch (decision.kind) {
    case "tag_payment_intent_with_order":
      return afterTag(facts, decision.orderId)
    case "write_order_status":
      return afterStatus(facts, decision.update)
    case "notify_authorization_expiring":
      return { ...facts, medusa: { ...facts.medusa, deadline: "notified" } }
    default:
      return null
  }
}

/** Stripe answers with the metadata that was sent. */
function afterTag(facts: Facts, orderId: string): Facts | null {
  const { stripe } = facts
  return (
    stripe.paymentIntent && {
      ...facts,
      stripe: {
        ...stripe,
        paymentIntent: { ...stripe.paymentIntent, orderId },
      },
    }
  )
}

type StatusUpdate = Extract<
  PaymentDecision,
  { kind: "write_order_status" }
>["update"]

function afterStatus(facts: Facts, update: StatusUpdate): Facts | null {
  const { medusa } = facts
  if (!medusa.order) {
    return null
  }
  const { reported } = medusa.statusContext
  return {
    ...facts,
    medusa: {
      ...medusa,
      order: { ...medusa.order, status: update.to ?? medusa.order.status },
      statusContext: {
        ...medusa.statusContext,
        reported: {
          payment: update.payment ?? reported.payment,
          order: update.order,
        },
      },
    },
  }
}
