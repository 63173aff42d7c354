import type Stripe from "stripe"

import { readShownMoney } from "../shown-money"

const CHARGE = {
  balance_transaction: null,
  calculated_statement_descriptor: "SHOP* LINEN",
  currency: "eur",
  receipt_email: "jane@example.com",
  receipt_number: null,
  receipt_url: "https://pay.stripe.com/receipts/payment/1",
} as const

const TRANSACTION = {
  object: "balance_transaction",
  amount: 2400,
  currency: "gbp",
  exchange_rate: 0.8,
  fee: 61,
  net: 2339,
  description: "Jane's shirts",
}

const read = (charge: object, isHidden = false) =>
  readShownMoney({ ...CHARGE, ...charge } as Stripe.Charge, isHidden)

describe("What a payment came to", () => {
  it("is known of a hold as far as the shopper reads it", () => {
    expect(read({})).toEqual({
      presented: null,
      settlement: null,
      isSettlementHidden: false,
      receipt: { url: CHARGE.receipt_url, number: null },
      statementDescriptor: "SHOP* LINEN",
    })
  })

  it("is in the currency that the account is paid out in, with the rate, and has nothing personal", () => {
    const money = read({ balance_transaction: TRANSACTION })

    expect(money.settlement).toEqual({
      currencyCode: "gbp",
      amount: 2400,
      fee: 61,
      net: 2339,
      exchangeRate: 0.8,
    })
    expect(JSON.stringify(money)).not.toMatch(/jane/i)
  })

  it.each([
    ["a captured payment, whose transaction is only an id", "txn_1", true],
    ["a hold, which has none", null, false],
  ])("is hidden from the key for %s", (_what, transaction, isHidden) => {
    expect(read({ balance_transaction: transaction }, true)).toMatchObject({
      settlement: null,
      isSettlementHidden: isHidden,
    })
  })

  it("does not hide what Stripe has not settled yet", () => {
    expect(read({ balance_transaction: "txn_1" }).isSettlementHidden).toBe(
      false
    )
  })

  it.each([
    ["usd", { amount: 3450, currencyCode: "usd" }],
    ["eur", null],
  ])(
    "names what the shopper was shown only in another currency: %s",
    (currency, presented) => {
      const details = {
        presentment_amount: 3450,
        presentment_currency: currency,
      }
      expect(read({ presentment_details: details }).presented).toEqual(
        presented
      )
    }
  )

  it.each([null, "javascript:alert(1)", "http://pay.stripe.com/receipts/1"])(
    "leads to no receipt at %s",
    (receipt_url) => {
      expect(read({ receipt_url }).receipt).toBeNull()
    }
  )
})
