import type Stripe from "stripe"
import { readGrants } from "../hold-grants"

describe("What a charge grants", () => {
  it.each<[string, object | undefined, object]>([
    ["nothing without a card", undefined, {}],
    ["nothing where it says nothing", {}, {}],
    [
      "nothing where both are unavailable, whatever amount it names",
      {
        overcapture: {
          status: "unavailable",
          maximum_amount_capturable: 12000,
        },
        multicapture: { status: "unavailable" },
      },
      {},
    ],
    [
      "overcapture up to the amount that it names",
      {
        overcapture: { status: "available", maximum_amount_capturable: 14400 },
        multicapture: { status: "unavailable" },
      },
      { grants: { mostCapturable: 14400, keepsRest: false } },
    ],
    [
      "multicapture",
      {
        overcapture: {
          status: "unavailable",
          maximum_amount_capturable: 12000,
        },
        multicapture: { status: "available" },
      },
      { grants: { mostCapturable: null, keepsRest: true } },
    ],
    [
      "that the hold may be incremented",
      { incremental_authorization: { status: "available" } },
      {
        grants: { mostCapturable: null, keepsRest: false, mayIncrement: true },
      },
    ],
    [
      "nothing where the hold may not be incremented",
      { incremental_authorization: { status: "unavailable" } },
      {},
    ],
  ])("is %s", (_what, card, expected) => {
    const charge = { payment_method_details: { card } } as Stripe.Charge

    expect(readGrants(charge)).toEqual(expected)
    expect(readGrants(null)).toEqual({})
  })
})
