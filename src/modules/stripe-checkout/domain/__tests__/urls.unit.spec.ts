import fc from "fast-check"
import {
  isSameAddress,
  joinUrl,
  payLink,
  returnUrl,
  storefrontUrl,
} from "../urls"

const SHOP = "https://shop.example"

describe("Addresses", () => {
  it.each([
    ["https://shop.example", "cart", "https://shop.example/cart"],
    ["https://shop.example/", "/cart", "https://shop.example/cart"],
    ["https://shop.example/store", "/cart", "https://shop.example/store/cart"],
    [
      "https://shop.example/store//",
      "//cart",
      "https://shop.example/store/cart",
    ],
    ["https://shop.example/store", "", "https://shop.example/store/"],
  ])("join %s and %s", (base, path, joined) => {
    expect(joinUrl(base, path)).toBe(joined)
  })

  it("keep a path prefix of the backend", () => {
    expect(payLink("https://shop.example/api/", "payses_1")).toBe(
      "https://shop.example/api/stripe-checkout/pay/payses_1"
    )
    expect(returnUrl("https://shop.example/api")).toBe(
      "https://shop.example/api/stripe-checkout/return?session_id={CHECKOUT_SESSION_ID}"
    )
  })

  it("encode an id in the pay link", () => {
    expect(payLink(SHOP, "../x?y#z")).toBe(
      "https://shop.example/stripe-checkout/pay/..%2Fx%3Fy%23z"
    )
  })

  it("fill placeholders, encoded, in path and query", () => {
    const address = storefrontUrl(
      `${SHOP}/store`,
      "/{country_code}/order/{order_id}?reason={reason}",
      { country_code: "de", order_id: "a/b?c", reason: "50 % & more" }
    )

    expect(address).toBe(
      "https://shop.example/store/de/order/a%2Fb%3Fc?reason=50%20%25%20%26%20more"
    )
  })

  it.each([["missing"], [""], ["."], [".."], [null]])(
    "do not exist with the value %p",
    (value) => {
      const values = value === "missing" ? {} : { id: value }

      expect(storefrontUrl(SHOP, "/order/{id}/confirmed", values)).toBeNull()
    }
  )

  it("do not mind values that no placeholder asks for", () => {
    expect(storefrontUrl(SHOP, "/thanks", { order_id: null })).toBe(
      "https://shop.example/thanks"
    )
  })

  it.each([
    "//evil.example/x",
    "/\\evil.example",
    "@evil.example",
    "/%2f%2fevil",
  ])("stay with the shop although the path is %s", (template) => {
    const address = storefrontUrl(SHOP, template, {})

    expect(address === null || new URL(address).origin === SHOP).toBe(true)
  })

  it.each([
    ["https://shop.example/hooks/", "https://shop.example/hooks", true],
    ["https://shop.example/hooks", "https://shop.example/hooks/eu", false],
    ["https://shop.example/hooks", "https://api.shop.example/hooks", false],
  ])("%s and %s are the same: %s", (one, other, isSame) => {
    expect(isSameAddress(one, other)).toBe(isSame)
  })

  it("lead to a foreign origin by no value at all", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (value) => {
        const address = storefrontUrl(`${SHOP}/shop`, "/{v}/x?y={v}", {
          v: value,
        })
        if (address === null) return
        const { origin, pathname } = new URL(address)
        expect(origin).toBe(SHOP)
        expect(pathname).toMatch(/^\/shop\/[^/]+\/x$/)
      })
    )
  })
})
