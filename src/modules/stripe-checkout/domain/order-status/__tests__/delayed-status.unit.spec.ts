import type { PaymentState } from "../../decision/payment-state"
import {
  anOrder,
  aStatusContext,
  STATUS_NAMES,
  TOTAL,
} from "../../decision/__tests__/fixtures"
import type { MoneyStatus, PaymentMoney } from "../money-status"
import { decideOrderStatus } from "../status"

function aPaymentMoney(
  state: PaymentState,
  changes: Partial<PaymentMoney> = {}
): PaymentMoney {
  return {
    state,
    held: state === "authorized" ? TOTAL : 0,
    captured: state === "captured" ? TOTAL : 0,
    refunded: 0,
    hasLapsed: false,
    lastCapture: null,
    ...changes,
  }
}

describe("The status of an order that was placed before the bank decided", () => {
  const statusOf = (
    own: PaymentMoney,
    others: readonly PaymentMoney[] = [],
    {
      outstanding = TOTAL,
      reported = null as MoneyStatus | null,
      status = "payment_pending",
    } = {}
  ) =>
    decideOrderStatus({
      order: anOrder({ status, outstanding }),
      isChosen: false,
      names: STATUS_NAMES,
      context: {
        ...aStatusContext(null),
        reported: { payment: null, order: reported },
      },
      own,
      others,
    })

  const delayed = (state: PaymentState, changes: Partial<PaymentMoney> = {}) =>
    aPaymentMoney(state, { isPlacedAtOnce: true, ...changes })

  it.each<[string, PaymentMoney, PaymentMoney[], MoneyStatus]>([
    ["the bank has not decided", delayed("processing"), [], "pending"],
    [
      "another payment is held",
      delayed("processing"),
      [aPaymentMoney("authorized")],
      "authorized",
    ],
    [
      "another payment paid a part",
      delayed("processing"),
      [aPaymentMoney("captured", { captured: 100 })],
      "pending",
    ],
    ["the bank has refused", delayed("failed"), [], "failed"],
    ["it was canceled at Stripe", delayed("expired"), [], "failed"],
    [
      "another payment was captured instead",
      delayed("failed"),
      [aPaymentMoney("captured", { captured: 100 })],
      "partiallyCaptured",
    ],
    [
      "another hold lapsed since",
      delayed("failed"),
      [aPaymentMoney("canceled", { hasLapsed: true })],
      "lapsed",
    ],
    [
      "another hold was released since",
      aPaymentMoney("canceled"),
      [delayed("failed")],
      "failed",
    ],
  ])("when %s", (_when, own, others, expected) => {
    expect(statusOf(own, others)?.order).toBe(expected)
  })

  it("is none where a debit of a payment link fails or is on its way", () => {
    expect(statusOf(aPaymentMoney("failed"))).toBeNull()
    expect(statusOf(aPaymentMoney("processing"))).toBeNull()
  })

  it("gives way to what the bank pays", () => {
    const update = statusOf(delayed("captured"), [], {
      outstanding: 0,
      reported: "pending",
    })

    expect(update).toMatchObject({
      order: "captured",
      from: "payment_pending",
      to: "paid",
    })
  })

  it("leaves a status of that name alone that the plugin has not written", () => {
    const update = statusOf(aPaymentMoney("captured"), [], {
      outstanding: 0,
      reported: "authorized",
    })

    expect(update).toMatchObject({ order: "captured", to: null })
  })
})
