import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"
import { isBesideOrder } from "../unrecorded-captures"

const REST = { checkoutSession: null, paymentIntent: null }

describe("Captured money", () => {
  it.each<[string, Partial<PaymentRow>, boolean]>([
    ["is beside the order once nothing comes of it", {}, true],
    [
      "is the order's where Medusa has its payment",
      { payment_id: "pay_1" },
      false,
    ],
    [
      "may still become the order's while there is something to do",
      { kept_reading: null },
      false,
    ],
  ])("%s", (_what, changes, expected) => {
    const row = {
      payment_id: null,
      state: "captured",
      kept_reading: REST,
      ...changes,
    } as PaymentRow

    expect(isBesideOrder(row)).toBe(expected)
  })
})
