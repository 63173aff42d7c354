import type { StripeCheckoutOptions } from "../option-types"
import { resolveOptions } from "../schema"

const read = (options: Partial<StripeCheckoutOptions>) =>
  resolveOptions({
    backendUrl: "https://api.example.com",
    storefrontUrl: "https://example.com",
    ...options,
  })

describe("The option delayedPayments", () => {
  it("waits until the bank has paid unless the shop says otherwise", () => {
    expect(read({}).delayedPayments).toBe("place_when_paid")
    expect(read({ delayedPayments: "place_at_once" }).delayedPayments).toBe(
      "place_at_once"
    )
  })

  it("names both values when another one is given", () => {
    expect(() =>
      read({ delayedPayments: "at_once" as "place_at_once" })
    ).toThrow(
      /delayedPayments: must be "place_when_paid", .* or "place_at_once"/
    )
  })

  it.each<[string, StripeCheckoutOptions["orderStatus"], RegExp]>([
    [
      "captures",
      { captureOn: [{ from: ["approved"], to: "payment_pending" }] },
      /captureOn: "payment_pending" .*orderStatus\.pending/,
    ],
    [
      "releases",
      { releaseOn: ["payment_failed"] },
      /releaseOn: "payment_failed" .*orderStatus\.failed/,
    ],
    [
      "releases at a name of its own",
      { failed: "unpaid", releaseOn: ["unpaid"] },
      /releaseOn: "unpaid" .*orderStatus\.failed/,
    ],
  ])(
    "refuses a rule that %s at what the plugin then writes",
    (_what, orderStatus, message) => {
      expect(() =>
        read({ delayedPayments: "place_at_once", orderStatus })
      ).toThrow(message)
    }
  )

  it.each<[string, Partial<StripeCheckoutOptions>]>([
    [
      "does not place at once",
      { orderStatus: { releaseOn: ["payment_failed"] } },
    ],
    [
      "writes nothing",
      {
        delayedPayments: "place_at_once",
        orderStatus: { failed: null, releaseOn: ["payment_failed"] },
      },
    ],
  ])("leaves the names to a shop that %s", (_what, options) => {
    expect(read(options).orderStatus.releaseOn).toEqual(["payment_failed"])
  })
})
