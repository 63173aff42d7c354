import type Medusa from "@medusajs/js-sdk"

import { waitForOrder } from "../../docs/snippets/wait-for-order"

const PURCHASE = { paymentSessionId: "payses_1", cartId: "cart_1" }

interface ApiCall {
  readonly path: string
  readonly query: unknown
  readonly second: number
}

describe("a storefront waiting for the order", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it("gets the order at once if it has been placed, and sends the cart's ID", async () => {
    const { result, calls } = await wait([
      { state: "confirmed", order_id: "order_1" },
    ])
    expect(result).toEqual({ state: "confirmed", order_id: "order_1" })
    expect(calls).toEqual([
      {
        path: "/store/stripe-checkout/payments/payses_1",
        query: { cart_id: "cart_1" },
        second: 0,
      },
    ])
  })

  it.each(["confirmed", "expired", "released"])(
    "keeps asking while the outcome is open, and stops at %s",
    async (end) => {
      const { result, calls } = await wait([
        { state: "open" },
        { state: "processing" },
        { state: end },
        { state: "open" },
      ])
      expect(result.state).toBe(end)
      expect(calls.map(({ second }) => second)).toEqual([0, 1, 3])
    }
  )

  it("asks less and less often, and gives up after a minute and a half", async () => {
    const { result, calls } = await wait([{ state: "processing" }])
    expect(result.state).toBe("processing")
    const seconds = calls.map(({ second }) => second)
    const pauses = seconds
      .slice(1)
      .map((second, at) => second - (seconds[at] ?? 0))
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(seconds.at(-1)).toBeLessThan(95)
  })
})

/** The last answer is repeated. */
async function wait(answers: readonly object[]) {
  const calls: ApiCall[] = []
  const sdk = {
    client: {
      fetch: (path: string, { query }: { query: unknown }) => {
        calls.push({ path, query, second: Date.now() / 1000 })
        return Promise.resolve(answers[calls.length - 1] ?? answers.at(-1))
      },
    },
  }
  const waiting = waitForOrder(sdk as unknown as Medusa, PURCHASE)
  await jest.advanceTimersByTimeAsync(200_000)
  return { result: await waiting, calls }
}
