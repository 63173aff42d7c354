import { UNKNOWN_ORIGIN } from "../../order-status/unrecorded-status"
import { decidePayment } from "../decide"
import type { Facts, PaymentDecision } from "../decision"
import { factsAfter } from "../facts-after"
import {
  anOrder,
  aPlacedOrder,
  aStatusContext,
  AT_STRIPE,
  POLICY,
} from "./fixtures"

const PLACED: Facts = {
  medusa: aPlacedOrder({
    order: anOrder({ status: null }),
    statusContext: aStatusContext(null),
    deadline: "near",
  }),
  stripe: AT_STRIPE["held money"],
  request: null,
  statusOrigin: UNKNOWN_ORIGIN,
  policy: POLICY,
}

describe("What is known after an action", () => {
  it("leads to the next one without reading Medusa or Stripe again", () => {
    expect(actionsFrom(PLACED)).toEqual([
      "notify_authorization_expiring",
      "write_order_status",
      "tag_payment_intent_with_order",
      "in_sync",
    ])
  })

  it("is the status that was written, for the payment and for the order", () => {
    const facts = {
      ...PLACED,
      medusa: { ...PLACED.medusa, deadline: "far" },
    } as const
    const decision = decidePayment(facts)

    expect(factsAfter(facts, decision)?.medusa).toMatchObject({
      order: { status: "approved" },
      statusContext: {
        reported: { payment: "authorized", order: "authorized" },
      },
    })
  })

  it("is nothing where money moved or core wrote rows", () => {
    const capture = {
      kind: "capture",
      operationId: "scop_1",
      amount: 12000,
    } as PaymentDecision

    expect(factsAfter(PLACED, capture)).toBeNull()
  })
})

/** Every decision until nothing is known any more. */
function actionsFrom(facts: Facts | null): string[] {
  if (!facts) {
    return ["read again"]
  }
  const decision = decidePayment(facts)
  return decision.kind === "in_sync"
    ? ["in_sync"]
    : [decision.kind, ...actionsFrom(factsAfter(facts, decision))]
}
