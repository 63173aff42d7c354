import { livingFirst } from "../living-first"
import type { PaymentStatus } from "../responses"

function inOrder(...statuses: readonly PaymentStatus[]): PaymentStatus[] {
  return statuses
    .map((payment_status) => ({ payment_status, paid_by_other_payment: false }))
    .sort(livingFirst)
    .map(({ payment_status }) => payment_status)
}

describe("The order's payments on its card", () => {
  it.each<{ title: string; given: PaymentStatus[]; shown: PaymentStatus[] }>([
    {
      title: "begin with the hold, not with the attempt that was declined",
      given: ["failed", "held"],
      shown: ["held", "failed"],
    },
    {
      title: "begin with the second hold after the first one lapsed",
      given: ["lapsed", "held"],
      shown: ["held", "lapsed"],
    },
    {
      title: "begin with what can still be captured, then what was captured",
      given: ["released", "captured", "awaiting_customer", "capture_failed"],
      shown: ["capture_failed", "captured", "awaiting_customer", "released"],
    },
    {
      title: "stay as they are where they are equally alive",
      given: ["held", "capture_failed", "held"],
      shown: ["held", "capture_failed", "held"],
    },
  ])("$title", ({ given, shown }) => {
    expect(inOrder(...given)).toEqual(shown)
  })

  it("end a rank with those that the order was not placed with", () => {
    const beside = {
      payment_status: "held",
      paid_by_other_payment: true,
    } as const
    const own = {
      payment_status: "held",
      paid_by_other_payment: false,
    } as const

    expect([beside, own].sort(livingFirst)).toEqual([own, beside])
  })
})
