import { findImpossibleHolds } from "../method-warnings"
import { resolveOptions } from "../schema"

const DEBITS = { allowed_payment_method_types: ["sepa_debit", "ideal"] }

function warningsOf(options: object): string[] {
  return findImpossibleHolds(
    resolveOptions({
      backendUrl: "https://api.shop.example",
      storefrontUrl: "https://shop.example",
      ...options,
    })
  )
}

describe("A choice of payment methods", () => {
  it("is a mistake where money is held and none of them can hold it", () => {
    expect(warningsOf({ checkout: DEBITS })).toEqual([
      expect.stringMatching(
        /^captureMethod is "manual", and checkout\.allowed.*\(sepa_debit, ideal\)/
      ),
    ])
  })

  it("is a mistake for some payments as well", () => {
    expect(
      warningsOf({ checkoutFor: [{ currencies: ["eur"], checkout: DEBITS }] })
    ).toEqual([expect.stringContaining("checkoutFor.0.checkout")])
  })

  it.each([
    [{}],
    [{ checkout: { allowed_payment_method_types: ["card", "ideal"] } }],
    [{ checkout: { allowed_payment_method_types: ["brand_new"] } }],
    [{ checkout: DEBITS, captureMethod: "automatic" }],
    [
      {
        checkoutFor: [
          {
            currencies: ["eur"],
            checkout: DEBITS,
            captureMethod: "manual_where_possible",
          },
        ],
      },
    ],
  ])("is none: %j", (options) => {
    expect(warningsOf(options)).toEqual([])
  })
})
