import { type PaymentSeen, readShopperStatus } from "../shopper-status"

describe("The status of a payment for its shopper", () => {
  it.each<[Partial<PaymentSeen>, string]>([
    [{ state: "awaiting_customer" }, "open"],
    [{ state: "processing" }, "processing"],
    [{ state: "unrecognized" }, "processing"],
    [{ state: "authorized" }, "processing"],
    [{ state: "captured" }, "processing"],
    [{ state: "authorized", order_id: "order_1" }, "confirmed"],
    [{ state: "captured", order_id: "order_1" }, "confirmed"],
    [{ state: "processing", order_id: "order_1" }, "processing"],
    [
      { state: "processing", order_id: "order_1", payment_id: "pay_1" },
      "confirmed",
    ],
    [
      { state: "failed", order_id: "order_1", payment_id: "pay_1" },
      "confirmed",
    ],
    [{ state: "expired" }, "expired"],
    [{ state: "failed" }, "failed"],
    [{ state: "canceled" }, "released"],
    [{ state: "canceled", order_id: "order_1" }, "released"],
    [{ state: "authorized", release_requested: true }, "released"],
  ])("%j is %s", (seen, state) => {
    const nothing = {
      state: "",
      order_id: null,
      release_requested: false,
    }

    expect(readShopperStatus({ ...nothing, ...seen }, true)).toBe(state)
  })

  it("is open before the pay link was followed", () => {
    expect(readShopperStatus(null, true)).toBe("open")
  })

  it.each(["awaiting_customer", "expired", "failed"])(
    "is called off once Medusa has deleted its session while it was %s",
    (state) => {
      const seen = {
        state,
        order_id: null,
        release_requested: false,
      }

      expect(readShopperStatus(seen, false)).toBe("released")
    }
  )
})
