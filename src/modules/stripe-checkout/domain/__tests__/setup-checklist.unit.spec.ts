import {
  describeSetup,
  sentenceOfEntry,
  type SetupFacts,
} from "../setup-checklist"

const DONE: SetupFacts = {
  stripeError: null,
  missingPermissions: [],
  webhookUrl: "https://shop.example/hooks/stripe-checkout",
  webhook: "ok",
  webhookReceivedAt: "2026-11-30T10:00:00.000Z",
  providerId: "pp_stripe-checkout_default",
  regions: ["Europe"],
  storefrontUrl: "https://shop.example",
  isStorefrontLocal: false,
  isLiveMode: true,
  hasOrder: true,
}

describe("The setup", () => {
  it("is complete when all is done", () => {
    expect(describeSetup(DONE).map(({ isDone }) => isDone)).toEqual(
      Array.from({ length: 6 }, () => true)
    )
  })

  it.each<[Partial<SetupFacts>, string, RegExp]>([
    [{ stripeError: "No such key." }, "key", /^No such key\.$/],
    [
      { missingPermissions: ["Refunds (write)", "Events (read)"] },
      "key",
      /lacks permissions: Refunds \(write\), Events \(read\)/,
    ],
    [{ webhook: "missing" }, "webhook_endpoint", /No webhook endpoint points/],
    [{ webhook: "different" }, "webhook_endpoint", /Repair it/],
    [{ webhook: "secret_missing" }, "webhook_endpoint", /refuses every/],
    [{ webhook: "unknown" }, "webhook_endpoint", /may not read/],
    [{ webhookReceivedAt: null }, "webhook_received", /STRIPE_WEBHOOK_SECRET/],
    [{ regions: [] }, "region", /No region offers pp_stripe-checkout_default/],
    [
      { isStorefrontLocal: true },
      "storefront_url",
      /only this machine or network/,
    ],
    [
      { storefrontUrl: "http://shop.example" },
      "storefront_url",
      /without https/,
    ],
    [{ hasOrder: false }, "first_payment", /refund it/],
    [{ hasOrder: false, isLiveMode: false }, "first_payment", /4242/],
  ])("with %j lacks: %s", (facts, name, sentence) => {
    const open = describeSetup({ ...DONE, ...facts }).filter(
      ({ isDone }) => !isDone
    )

    expect(open.map((entry) => entry.name)).toEqual([name])
    expect(open.map(sentenceOfEntry)).toEqual([expect.stringMatching(sentence)])
  })

  it("may have a local storefront while developing", () => {
    const entries = describeSetup({
      ...DONE,
      isLiveMode: false,
      isStorefrontLocal: true,
      storefrontUrl: "http://localhost:8000",
    })

    expect(entries.every(({ isDone }) => isDone)).toBe(true)
  })
})
