import { resolveCheckout } from "../checkout-for"

interface Params {
  readonly submit_type?: string
  readonly excluded?: readonly string[]
}

const BASE: { checkout: Params; captureMethod: string } = {
  checkout: { submit_type: "pay", excluded: ["klarna"] },
  captureMethod: "manual",
}

const MARKET = {
  currencyCode: "eur",
  regionId: "reg_eu",
  salesChannelId: "sc_web",
}

function resolve(
  entries: Parameters<typeof resolveCheckout<Params, string>>[1],
  account = "default"
) {
  return resolveCheckout(BASE, entries, { account, market: MARKET })
}

describe("The parameters of a Checkout Session", () => {
  it("are those of every payment where no entry matches", () => {
    expect(
      resolve([{ currencies: ["gbp"], checkout: { submit_type: "book" } }])
    ).toEqual(BASE)
  })

  it("have each parameter of a matching entry as a whole, and keep the others", () => {
    const { checkout, captureMethod } = resolve([
      { currencies: ["eur"], checkout: { excluded: ["affirm"] } },
    ])

    expect(checkout).toEqual({ submit_type: "pay", excluded: ["affirm"] })
    expect(captureMethod).toBe("manual")
  })

  it("have the later one of two entries that match", () => {
    const { checkout, captureMethod } = resolve([
      {
        regions: ["reg_eu"],
        captureMethod: "automatic",
        checkout: { submit_type: "book" },
      },
      { salesChannels: ["sc_web"], checkout: { submit_type: "donate" } },
    ])

    expect(checkout.submit_type).toBe("donate")
    expect(captureMethod).toBe("automatic")
  })

  it("are for the account that is paid", () => {
    const entries = [{ accounts: ["eu"], checkout: { submit_type: "book" } }]

    expect(resolve(entries, "eu").checkout.submit_type).toBe("book")
    expect(resolve(entries).checkout.submit_type).toBe("pay")
  })
})
