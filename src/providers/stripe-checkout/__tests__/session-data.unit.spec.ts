import { readString, withoutForeignKeys } from "../session-data"

const OURS = {
  session_id: "payses_1",
  url: "https://api.shop.example/stripe-checkout/pay/payses_1",
  checkout_session_id: null,
  payment_intent_id: null,
  expires_at: null,
}

describe("The data of a payment session", () => {
  it("has every key of ours, also where the storefront sent another value", () => {
    const data = withoutForeignKeys(
      { session_id: "payses_2", url: "https://evil.example" },
      OURS
    )

    expect(data).toEqual(OURS)
  })

  it("removes every other key from the row by answering it as undefined", () => {
    const data = withoutForeignKeys({ note: "mine", secret: "x" }, OURS)

    expect(Object.keys(data)).toEqual(
      expect.arrayContaining(["note", "secret"])
    )
    expect(JSON.parse(JSON.stringify(data))).toEqual(OURS)
  })

  it("is the same without anything from the storefront", () => {
    expect(withoutForeignKeys(undefined, OURS)).toEqual(OURS)
  })

  it.each([
    [{ session_id: "payses_1" }, "payses_1"],
    [{ session_id: "" }, null],
    [{ session_id: 7 }, null],
    [{ session_id: { id: "x" } }, null],
    [{}, null],
    [undefined, null],
  ])("of %j has the session %p", (data, id) => {
    expect(readString(data, "session_id")).toBe(id)
  })
})
