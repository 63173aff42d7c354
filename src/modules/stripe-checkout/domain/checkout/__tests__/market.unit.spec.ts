import fc from "fast-check"

import {
  canMatchTogether,
  chooseAccount,
  covers,
  dependsOnMarket,
  type Market,
  type MarketConditions,
  matchesMarket,
} from "../market"

const SHOP: Market = {
  currencyCode: "EUR",
  regionId: "reg_eu",
  salesChannelId: "sc_web",
}

const NAMES = ["currencies", "regions", "salesChannels"] as const

describe("A condition of the market", () => {
  it.each<[string, MarketConditions, Partial<Market>, boolean]>([
    ["its currency, in any case", { currencies: ["eur"] }, {}, true],
    ["one of its regions", { regions: ["reg_us", "reg_eu"] }, {}, true],
    ["its sales channel", { salesChannels: ["sc_web"] }, {}, true],
    ["another currency", { currencies: ["gbp"] }, {}, false],
    ["another region", { regions: ["reg_us"] }, {}, false],
    [
      "its currency in another sales channel",
      { currencies: ["eur"], salesChannels: ["sc_b2b"] },
      {},
      false,
    ],
    [
      "a region where there is none",
      { regions: ["reg_eu"] },
      { regionId: null },
      false,
    ],
  ])("matches, or not: %s", (_what, conditions, changes, expected) => {
    expect(matchesMarket(conditions, { ...SHOP, ...changes })).toBe(expected)
  })
})

describe("The account of a market", () => {
  const accounts = {
    b2b: { for: { salesChannels: ["sc_b2b"] } },
    uk: { for: { currencies: ["gbp"] } },
    eu: {},
  }

  it.each<[Partial<Market>, string | null]>([
    [{ currencyCode: "gbp" }, "uk"],
    [{ currencyCode: "gbp", salesChannelId: "sc_b2b" }, "b2b"],
    [{}, null],
  ])("is the first one that is for it: %j", (changes, expected) => {
    expect(chooseAccount(accounts, { ...SHOP, ...changes })).toBe(expected)
  })

  it("is not asked for where no account is for a market", () => {
    expect(dependsOnMarket({ eu: {} })).toBe(false)
    expect(dependsOnMarket(accounts)).toBe(true)
  })
})

const values = (pool: readonly string[]) =>
  fc.option(fc.subarray([...pool], { minLength: 1 }), { nil: undefined })

const conditions = fc.record({
  currencies: values(["eur", "gbp"]),
  regions: values(["reg_eu", "reg_us"]),
  salesChannels: values(["sc_web", "sc_b2b"]),
})

const market: fc.Arbitrary<Market> = fc.record({
  currencyCode: fc.constantFrom("eur", "gbp"),
  regionId: fc.constantFrom("reg_eu", "reg_us"),
  salesChannelId: fc.constantFrom("sc_web", "sc_b2b"),
})

describe("Two conditions", () => {
  it("can match together wherever one market matches both", () => {
    fc.assert(
      fc.property(conditions, conditions, market, (one, other, sale) => {
        fc.pre(matchesMarket(one, sale) && matchesMarket(other, sale))

        return canMatchTogether(one, other, NAMES)
      })
    )
  })

  it("match the same markets where one covers the other", () => {
    fc.assert(
      fc.property(conditions, conditions, market, (one, other, sale) => {
        fc.pre(covers(one, other, NAMES) && matchesMarket(other, sale))

        return matchesMarket(one, sale)
      })
    )
  })

  it.each<[MarketConditions, MarketConditions, boolean, boolean]>([
    [{ currencies: ["eur"] }, { currencies: ["gbp"] }, false, false],
    [{ currencies: ["eur"] }, { regions: ["reg_eu"] }, true, false],
    [{}, { regions: ["reg_eu"] }, true, true],
    [{ currencies: ["eur", "gbp"] }, { currencies: ["gbp"] }, true, true],
  ])("%j and %j", (one, other, together, covering) => {
    expect(canMatchTogether(one, other, NAMES)).toBe(together)
    expect(covers(one, other, NAMES)).toBe(covering)
  })
})
