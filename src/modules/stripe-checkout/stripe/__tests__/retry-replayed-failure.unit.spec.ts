import type Stripe from "stripe"
import { withFreshAttempt } from "../errors"
import { stripeError } from "./stripe-errors"

const LIMITS = { timeout: 1000, maxNetworkRetries: 3 }
const OLD = { headers: { "idempotent-replayed": "true" }, message: "Declined." }

describe("A call under a stable key", () => {
  it("uses the key as it is, and lets the SDK repeat nothing", async () => {
    const stripe = new Answers([])

    await withFreshAttempt("capture:pi_1", LIMITS, stripe.call)

    expect(stripe.options).toEqual([
      { idempotencyKey: "capture:pi_1", timeout: 1000, maxNetworkRetries: 0 },
    ])
  })

  it("takes the next key only when Stripe repeats an old failure", async () => {
    const stripe = new Answers([stripeError(402, OLD), stripeError(402, OLD)])

    const answer = await withFreshAttempt("key", LIMITS, stripe.call)

    expect(answer).toBe("done")
    expect(stripe.keys).toEqual(["key", "key:2", "key:3"])
  })

  it.each([402, 500, 429])(
    "does not try again after a new failure with status %i",
    async (status) => {
      const stripe = new Answers([stripeError(status)])

      await expect(
        withFreshAttempt("key", LIMITS, stripe.call)
      ).rejects.toThrow()

      expect(stripe.keys).toEqual(["key"])
    }
  )

  it("fails with the new refusal that follows an old one", async () => {
    const stripe = new Answers([
      stripeError(402, OLD),
      stripeError(402, { message: "Your card has expired." }),
    ])

    await expect(withFreshAttempt("key", LIMITS, stripe.call)).rejects.toThrow(
      "Your card has expired."
    )
  })

  it("gives up some time", async () => {
    const stripe = new Answers(
      Array.from({ length: 200 }, () => stripeError(402, OLD))
    )

    await expect(withFreshAttempt("key", LIMITS, stripe.call)).rejects.toThrow()

    expect(stripe.keys.length).toBeLessThan(100)
    expect(new Set(stripe.keys).size).toBe(stripe.keys.length)
  })
})

/** Fails the given number of times, then succeeds. */
class Answers {
  readonly options: Stripe.RequestOptions[] = []
  private readonly failures: Error[]

  constructor(failures: readonly Error[]) {
    this.failures = [...failures]
  }

  readonly call = async (options: Stripe.RequestOptions): Promise<string> => {
    this.options.push(options)
    const failure = this.failures.shift()
    if (failure) throw failure
    return "done"
  }

  get keys(): (string | undefined)[] {
    return this.options.map(({ idempotencyKey }) => idempotencyKey)
  }
}
