import { CSV_HEAD, toCsvLines } from "../csv"
import type { ListedPaymentDescription } from "../responses"

const PAYMENT: ListedPaymentDescription = {
  payment_session_id: "payses_1",
  payment_intent_id: "pi_1",
  order_id: "order_1",
  display_id: 1042,
  cart_id: "cart_1",
  email: "ada@example.com",
  account: "default",
  state: "authorized",
  payment_status: "held",
  currency_code: "eur",
  amount: 120,
  captured: 0,
  refunded: 0,
  capturable: 119.5,
  authorized_at: "2026-11-01T10:05:00.000Z",
  capture_before: "2026-11-08T10:05:00.000Z",
  reason: "The money is held and can be captured.",
  reason_code: "money_held",
  reason_params: {},
  dashboard_url: null,
  is_test_mode: true,
  created_at: "2026-11-01T10:00:00.000Z",
  dispute: null,
  synced_at: null,
}

describe("A payment as a line for spreadsheets", () => {
  it("has a cell for each column", () => {
    expect(cellsOf(CSV_HEAD)).toHaveLength(cellsOf(lineOf({})).length)
    expect(lineOf({})).toBe(
      "2026-11-01T10:05:00.000Z,2026-11-08T10:05:00.000Z,1042,order_1,ada@example.com," +
        "120.00,0.00,0.00,119.50,EUR,held,default,money_held,The money is held and can be captured.," +
        "payses_1,pi_1,2026-11-01T10:00:00.000Z\r\n"
    )
  })

  it.each([
    ["jpy", 1200, "1200"],
    ["kwd", 1.5, "1.500"],
    ["usd", 1234567.8, "1234567.80"],
  ])(
    "writes amounts in %s with that currency's decimals",
    (currency, amount, text) => {
      const cells = cellsOf(lineOf({ currency_code: currency, amount }))

      expect(cells[5]).toBe(text)
    }
  )

  it("leaves a cell empty where there is nothing to say", () => {
    const cells = cellsOf(
      lineOf({ order_id: null, display_id: null, email: null, reason: null })
    )

    expect([cells[2], cells[3], cells[4], cells[13]]).toEqual(["", "", "", ""])
  })

  it.each([
    "=1+1",
    "+1@example.com",
    "-2@example.com",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
  ])("does not let a spreadsheet run %j", (email) => {
    expect(lineOf({ email })).toContain(`'${email}`)
  })

  it("quotes what would end a cell or a line", () => {
    expect(lineOf({ reason: 'It said "no", and\nleft.' })).toContain(
      ',"It said ""no"", and\nleft.",'
    )
    expect(lineOf({ email: '=cmd|"/c calc"!A1' })).toContain(
      `"'=cmd|""/c calc""!A1"`
    )
  })
})

function lineOf(changes: Partial<ListedPaymentDescription>): string {
  return toCsvLines([{ ...PAYMENT, ...changes }])
}

function cellsOf(line: string): string[] {
  return line.trimEnd().split(",")
}
