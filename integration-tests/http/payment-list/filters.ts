import { placeHeldOrder } from "../../support/held-order"
import { logInAsShopper, refusalOf } from "../../support/order-card"
import { sql } from "../../support/order-records"
import {
  letHoldEndIn,
  listedIn,
  listPayments,
  type ListQuery,
  PAYMENTS_PATH,
} from "../../support/payment-list"
import { startPurchase } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"

/** What narrows and orders the list, and who may see it. */
export function showsPagesAndFilters(store: StripeStore): void {
  it("does not contain carts that nobody has paid", async () => {
    const unpaid = await startPurchase(store)
    await unpaid.browser.get(unpaid.link)

    expect(await listedIn(store, {})).not.toContain(unpaid.session.id)
  })

  it("comes in pages, the newest first", async () => {
    const older = await placeHeldOrder(store)
    const newer = await placeHeldOrder(store)

    const first = await listPayments(store, { limit: 1 })
    const second = await listPayments(store, { limit: 1, offset: 1 })

    expect(first.payments.map(idOf)).toEqual([newer.session.id])
    expect(second.payments.map(idOf)).toEqual([older.session.id])
    expect(second).toMatchObject({ limit: 1, offset: 1, is_count_exact: true })
    expect(second.count).toBe(first.count)
    expect(second.count).toBe((await listedIn(store, {})).length)
  })

  it("is sorted by date, deadline or amount, both ways", async () => {
    const cheap = await placeHeldOrder(store)
    const dear = await placeHeldOrder(store)
    await sql(
      store,
      `update stripe_checkout_payment set amount = 1000
        where payment_session_id = :id returning id`,
      { id: dear.session.id }
    )
    await letHoldEndIn(store, dear, 30)

    const sorted = async (order: string): Promise<string[]> => {
      const ids = await listedIn(store, { order })
      return ids.filter((id) =>
        [cheap.session.id, dear.session.id].includes(id)
      )
    }

    const [a, b] = [cheap.session.id, dear.session.id]
    expect(await sorted("created_at")).toEqual([a, b])
    expect(await sorted("-created_at")).toEqual([b, a])
    expect(await sorted("amount")).toEqual([a, b])
    expect(await sorted("-amount")).toEqual([b, a])
    expect(await sorted("capture_before")).toEqual([b, a])
    expect(await sorted("-capture_before")).toEqual([a, b])
    await sql(
      store,
      `update stripe_checkout_payment set amount = 120
        where payment_session_id = :id returning id`,
      { id: dear.session.id }
    )
  })

  it("is narrowed by account, currency, date and deadline", async () => {
    const order = await placeHeldOrder(store)
    await letHoldEndIn(store, order, 40)
    const isListed = async (query: ListQuery): Promise<boolean> =>
      (await listedIn(store, query)).includes(order.session.id)
    const inHours = (hours: number): string =>
      new Date(Date.now() + hours * 3_600_000).toISOString()

    expect(await isListed({ account: "default" })).toBe(true)
    expect(await isListed({ account: "other" })).toBe(false)
    expect(await isListed({ currency_code: "EUR" })).toBe(true)
    expect(await isListed({ currency_code: "usd" })).toBe(false)
    expect(await isListed({ created_at: { $gte: inHours(-1) } })).toBe(true)
    expect(await isListed({ created_at: { $gte: inHours(1) } })).toBe(false)
    expect(await isListed({ created_at: { $lt: inHours(-1) } })).toBe(false)
    const between = (from: number, to: number): ListQuery => ({
      capture_before: { $gt: inHours(from), $lte: inHours(to) },
    })
    expect(await isListed(between(39, 41))).toBe(true)
    expect(await isListed(between(41, 43))).toBe(false)
    expect(await isListed({ view: "capture_failed" })).toBe(false)
  })

  it.each([
    [
      { view: "mine" },
      /'all, to_capture, .*' for field 'view', but got: 'mine'/,
    ],
    [{ order: "email" }, /'created_at, -created_at, .*' for field 'order'/],
    [{ limit: 101 }, /limit must be a whole number from 1 to 100/],
    [{ offset: -1 }, /offset must be a whole number from 0/],
    [{ offset: 10001 }, /offset must be at most 10000/],
    [{ created_at: { $gte: "soon" } }, /created_at\[\$gte\] must be a date/],
    [{ state: "captured" }, /Unrecognized fields: 'state'/],
  ] as [ListQuery, RegExp][])(
    "names what is wrong with the request %j",
    async (query, message) => {
      const refusal = await refusalOf(listPayments(store, query))

      expect(refusal.status).toBe(400)
      expect(refusal.message).toMatch(message)
    }
  )

  it("is not for shoppers", async () => {
    const shopper = await logInAsShopper(store)

    for (const headers of [{}, { authorization: `Bearer ${shopper}` }]) {
      for (const path of ["", "/counts", "/export"]) {
        const answer = await store.request(`${PAYMENTS_PATH}${path}`, {
          headers,
        })
        expect(answer.status).toBe(401)
      }
    }
  })
}

function idOf({
  payment_session_id,
}: {
  readonly payment_session_id: string
}): string {
  return payment_session_id
}
