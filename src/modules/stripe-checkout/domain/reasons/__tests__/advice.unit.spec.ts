import { adviseOn } from "../advice"

const OPEN = {
  status: "open",
  kind: "manual_review",
  reasonCode: "captured_without_order",
  isRepair: false,
} as const

describe("What to do about a discrepancy", () => {
  it("is a refund in Stripe's Dashboard where money was captured without an order", () => {
    expect(adviseOn(OPEN)).toEqual({
      advice_code: "refund_in_dashboard",
      advice: expect.stringContaining("Stripe's Dashboard") as string,
    })
  })

  it.each(["repaired", "resolved"] as const)(
    "is nothing once it is %s",
    (status) => {
      expect(adviseOn({ ...OPEN, status }).advice_code).toBe("nothing")
    }
  )

  it("is to turn repairs on where only they are missing", () => {
    const repair = {
      ...OPEN,
      kind: "add_order_transaction",
      reasonCode: "order_transaction_missing",
      isRepair: true,
    } as const

    expect(adviseOn(repair).advice_code).toBe("turn_repairs_on")
  })

  it("is to check again for a kind that a newer version has written", () => {
    const unknown = {
      ...OPEN,
      kind: "of_tomorrow",
      reasonCode: "unrecognized_reason",
    } as const

    expect(adviseOn(unknown).advice_code).toBe("check_again")
  })
})
