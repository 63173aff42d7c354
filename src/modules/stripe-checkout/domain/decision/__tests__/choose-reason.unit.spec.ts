import { because } from "../../reasons/reason"
import { chooseReason } from "../choose-reason"
import type { PaymentDecision } from "../decision"

const AGREED: PaymentDecision = { kind: "in_sync", reason: because("in_sync") }

const HELD_TWICE = because("collection_requests_held_money", {
  amount: 10_000,
  currency_code: "eur",
})

const REPAIRED: PaymentDecision = {
  kind: "repair_payment_collections",
  repairs: [],
  reason: HELD_TWICE,
}

const WAITING = because("waits_for_review")

describe("The reason that a payment shows", () => {
  it("stays when both sides agree, or a row of Medusa's was repaired", () => {
    const shown = {
      state: "authorized",
      reason: because("money_held"),
    }

    for (const decision of [AGREED, REPAIRED]) {
      expect(chooseReason(shown, "authorized", decision)).toBe(shown.reason)
    }
  })

  it("is a new one when the money has moved", () => {
    const shown = {
      state: "authorized",
      reason: because("money_held"),
    }

    expect(chooseReason(shown, "captured", AGREED)).toBe(AGREED.reason)
  })

  it("says what Medusa's collections request only until they are repaired", () => {
    const paid = { state: "open", reason: null }

    expect(chooseReason(paid, "authorized", REPAIRED)).toBe(HELD_TWICE)
    expect(
      chooseReason(
        { state: "authorized", reason: HELD_TWICE },
        "authorized",
        AGREED
      )
    ).toBe(AGREED.reason)
  })

  it("waits for a review only while there is one", () => {
    const shown = { state: "authorized", reason: WAITING }

    expect(chooseReason(shown, "authorized", AGREED)).toBe(AGREED.reason)
    expect(
      chooseReason(
        { state: "authorized", reason: AGREED.reason },
        "authorized",
        {
          kind: "in_sync",
          reason: WAITING,
        }
      )
    ).toBe(WAITING)
  })
})
