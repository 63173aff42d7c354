import { placeHeldOrder } from "../../support/held-order"
import { captureByCard } from "../../support/order-card"
import { PAYMENTS_PATH } from "../../support/payment-list"
import type { StripeStore } from "../../support/stripe-store"

/** The list as a file for a spreadsheet. */
export function isExported(store: StripeStore): void {
  it("is exported as CSV, in the view and with the filters that were chosen", async () => {
    const held = await placeHeldOrder(store)
    const captured = await placeHeldOrder(store)
    await captureByCard(store, captured)

    const all = await exportPayments("?view=all&currency_code=eur")
    const open = await exportPayments("?view=to_capture")

    expect(all.headers.get("content-type")).toBe("text/csv; charset=utf-8")
    expect(all.headers.get("content-disposition")).toMatch(
      /^attachment; filename="payments-all-\d{4}-\d\d-\d\d\.csv"$/
    )
    expect(all.headers.get("x-truncated")).toBe("false")
    expect(all.lines[0]).toMatch(
      /^authorized_at,capture_before,display_id,order_id,email,amount,captured,/
    )
    expect(lineOf(all.lines, captured.session.id)).toContain(
      "ada@example.com,120.00,120.00,0.00,0.00,EUR,captured,default,"
    )
    expect(lineOf(open.lines, held.session.id)).toContain(
      "ada@example.com,120.00,0.00,0.00,120.00,EUR,held,default,"
    )
    expect(lineOf(open.lines, captured.session.id)).toBeUndefined()
  })

  it("refuses to export what it does not know", async () => {
    expect((await exportPayments("?view=mine")).status).toBe(400)
    expect((await exportPayments("?limit=5")).status).toBe(400)
  })

  async function exportPayments(query: string) {
    const token = await store.admin.client.getToken()
    const { body, headers, status } = await store.request(
      `${PAYMENTS_PATH}/export${query}`,
      { headers: { authorization: `Bearer ${token ?? ""}` } }
    )
    return { headers, status, lines: String(body).split("\r\n") }
  }
}

function lineOf(
  lines: readonly string[],
  paymentSessionId: string
): string | undefined {
  return lines.find((line) => line.includes(paymentSessionId))
}
