/**
 * What the synchronization has just read of a PaymentIntent, handed to the provider that
 * captures it, and Stripe's answer, handed back: so a capture costs two calls to Stripe.
 *
 * Core hands the provider nothing of ours. What the provider does happens within the run of
 * core's workflow, though, so Node's own async context reaches it; see `record-only`.
 */
import { AsyncLocalStorage } from "node:async_hooks"

import type { PaymentIntentSnapshot } from "../domain/decision/payment-state"

/** A reading that has waited longer, for its turn or for a lock, is read again. */
const FRESH_MS = 5_000

export interface Reading {
  readonly intent: PaymentIntentSnapshot
  /** When Stripe was asked, by `performance.now()`. */
  readonly readAt: number
  /** What is not captured is to stay held. */
  readonly keepsRest?: boolean
}

interface Exchange {
  readonly reading: Reading
  /** What outlives the run is a matter of its own. */
  isOpen: boolean
  answer: PaymentIntentSnapshot | null
}

const KEY = Symbol.for("medusa-payment-stripe-checkout.capture-reading")

const shared = globalThis as unknown as Partial<
  Record<symbol, AsyncLocalStorage<Exchange>>
>

const exchanges = (shared[KEY] ??= new AsyncLocalStorage<Exchange>())

export interface Captured<Result> {
  readonly result: Result
  /** The PaymentIntent after the capture; null where Stripe has to be read. */
  readonly intent: PaymentIntentSnapshot | null
}

/** Runs work in which the provider captures the PaymentIntent. */
export async function capturingAsRead<Result>(
  reading: Reading,
  work: () => Promise<Result>
): Promise<Captured<Result>> {
  const exchange: Exchange = { reading, isOpen: true, answer: null }
  try {
    const result = await exchanges.run(exchange, work)
    return { result, intent: exchange.answer }
  } finally {
    exchange.isOpen = false
  }
}

/** For the provider. Null where it has to read the PaymentIntent itself. */
export function findReading(
  paymentIntentId: string
): PaymentIntentSnapshot | null {
  const reading = findExchange(paymentIntentId)?.reading
  return reading && performance.now() - reading.readAt < FRESH_MS
    ? reading.intent
    : null
}

/**
 * For the provider. Whether the synchronization wants the rest of the hold to be kept; null
 * where it does not capture.
 */
export function findKeepsRest(paymentIntentId: string): boolean | null {
  const exchange = findExchange(paymentIntentId)
  return exchange ? exchange.reading.keepsRest === true : null
}

/** For the provider: what Stripe has answered to the capture. */
export function keepAnswer(intent: PaymentIntentSnapshot): void {
  const exchange = findExchange(intent.id)
  if (exchange) {
    exchange.answer = intent
  }
}

function findExchange(paymentIntentId: string): Exchange | undefined {
  const exchange = exchanges.getStore()
  return exchange?.isOpen && exchange.reading.intent.id === paymentIntentId
    ? exchange
    : undefined
}
