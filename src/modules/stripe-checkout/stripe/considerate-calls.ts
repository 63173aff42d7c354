/**
 * Lets calls to Stripe that nobody waits for take turns, so that recovering a thousand
 * payments never keeps a shopper's own request from being answered.
 *
 * The SDK is called deep inside Medusa's workflows, also by the provider, which knows
 * nothing of our tables. Node's async context carries the turns there. Medusa may load the
 * plugin's module and its provider from different paths, hence one storage for the whole
 * process.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import Stripe from "stripe"

import type { StripeClock } from "./stripe-clock"

export interface Turns {
  /** Resolves when the account may be called. Must not reject. */
  next(account: string): Promise<void>
  /** Stripe has asked for fewer requests. */
  pause(account: string): Promise<void>
}

const KEY = Symbol.for("medusa-payment-stripe-checkout.considerate-calls")

const shared = globalThis as unknown as Partial<
  Record<symbol, AsyncLocalStorage<Turns>>
>

const context = (shared[KEY] ??= new AsyncLocalStorage<Turns>())

/** All calls to Stripe within this work take turns. */
export async function takingTurns<Result>(
  turns: Turns,
  work: () => Promise<Result>
): Promise<Result> {
  return context.run(turns, work)
}

type HttpClient = ReturnType<typeof Stripe.createNodeHttpClient>

const TOO_MANY_REQUESTS = 429

interface Caller {
  /** The account's name in the options. */
  readonly account: string
  readonly clock: StripeClock
}

/** The SDK's own client; a call waits for its turn before the time of its timeout begins. */
export function considerateHttpClient(
  { account, clock }: Caller,
  inner: HttpClient = Stripe.createNodeHttpClient()
): HttpClient {
  return {
    getClientName: () => inner.getClientName(),
    makeRequest: async (...request) => {
      const turns = context.getStore()
      await turns?.next(account)
      const from = Date.now()
      const response = await inner.makeRequest(...request)
      const { date } = response.getHeaders()
      clock.hear(String(date), { from, to: Date.now() })
      if (response.getStatusCode() === TOO_MANY_REQUESTS) {
        await turns?.pause(account)
      }
      return response
    },
  }
}
