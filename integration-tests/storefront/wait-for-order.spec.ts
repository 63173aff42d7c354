import type Medusa from "@medusajs/js-sdk"

import { waitForOrder } from "../../docs/snippets/wait-for-order"

const PURCHASE = { paymentSessionId: "payses_1", cartId: "cart_1" }

interface Asked {
  readonly path: string
  readonly query: unknown
  readonly second: number
}

describe("a storefront that waits for the order", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 })
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  it("is told at once when the order is there, and names the cart", async () => {
    const { result, asked } = await wait([
      { state: "confirmed", order_id: "order_1" },
    ])
    expect(result).toEqual({ state: "confirmed", order_id: "order_1" })
    expect(asked).toEqual([
      {
        path: "/store/stripe-checkout/payments/payses_1",
        query: { cart_id: "cart_1" },
        second: 0,
      },
    ])
  })

  it.each(["confirmed", "expired", "released"])(
    "asks on while nothing is decided, and stops at %s",
    async (end) => {
      const { result, asked } = await wait([
        { state: "open" },
        { state: "processing" },
        { state: end },
        { state: "open" },
      ])
      expect(result.state).toBe(end)
      expect(asked.map(({ second }) => second)).toEqual([0, 1, 3])
    }
  )

  it("asks less and less often, and gives up after a minute and a half", async () => {
    const { result, asked } = await wait([{ state: "processing" }])
    expect(result.state).toBe("processing")
    const seconds = asked.map(({ second }) => second)
    const pauses = seconds
      .slice(1)
      .map((second, at) => second - (seconds[at] ?? 0))
    expect(pauses).toEqual([...pauses].sort((one, other) => one - other))
    expect(seconds.at(-1)).toBeLessThan(95)
  })
})

/** The last of the answers is given again and again. */
async function wait(answers: readonly object[]) {
  const asked: Asked[] = []
  const sdk = {
    client: {
      fetch: (path: string, { query }: { query: unknown }) => {
        asked.push({ path, query, second: Date.now() / 1000 })
        return Promise.resolve(answers[asked.length - 1] ?? answers.at(-1))
      },
    },
  }
  const waiting = waitForOrder(sdk as unknown as Medusa, PURCHASE)
  await jest.advanceTimersByTimeAsync(200_000)
  return { result: await waiting, asked }
}
