import type Stripe from "stripe"

import { ListingGateway } from "../listings"
import { disputeKindOf, HANDLED_EVENT_TYPES } from "../webhooks"

describe("The handled events", () => {
  it.each([
    ["charge.dispute.funds_withdrawn", "dispute"],
    ["review.closed", "review"],
    ["radar.early_fraud_warning.updated", "fraud_warning"],
    ["charge.captured", null],
    ["payment_intent.succeeded", null],
  ])("of the type %s are about: %s", (type, kind) => {
    expect(HANDLED_EVENT_TYPES).toContain(type)
    expect(disputeKindOf(type)).toBe(kind)
  })

  it("are all listed, at most 20 types at once", async () => {
    const asked: string[][] = []
    const client = {
      events: {
        list: ({ types }: { types: string[] }) => {
          asked.push(types)
          return Promise.resolve({ data: [], has_more: false })
        },
      },
    } as unknown as Stripe
    const limits = () => ({ timeout: 1, maxNetworkRetries: 0 })

    for await (const page of new ListingGateway(client).events(0, limits)) {
      expect(page).toEqual([])
    }

    expect(asked.flat()).toEqual(HANDLED_EVENT_TYPES)
    expect(Math.max(...asked.map(({ length }) => length))).toBe(20)
  })
})
