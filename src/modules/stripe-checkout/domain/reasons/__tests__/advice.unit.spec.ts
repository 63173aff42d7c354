import { readFileSync } from "node:fs"
import { join } from "node:path"
import { ADVICE_CODES, adviseOn } from "../advice"

/** The admin's texts are no code, and the admin imports none of the server's. */
const TEXTS = join(__dirname, "../../../../../admin/i18n/en.json")

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

  it("has a text of the admin's for each answer", () => {
    const { inbox } = JSON.parse(readFileSync(TEXTS, "utf8")) as {
      inbox: { advice: Record<string, string> }
    }

    expect(Object.keys(inbox.advice)).toEqual(
      expect.arrayContaining([...ADVICE_CODES])
    )
  })
})
