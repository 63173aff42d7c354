/**
 * Counters and durations, by the OpenTelemetry API that Medusa's own instrumentation
 * uses. Without an SDK registered in the store's instrumentation.ts they cost nothing
 * and go nowhere.
 */
import {
  type Attributes,
  type Counter,
  type Histogram,
  type Meter,
  metrics,
} from "@medusajs/framework/opentelemetry/api"

const COUNTERS = {
  "stripe_checkout.events":
    "Stripe events, by outcome: received, processed, ignored, failed, dead.",
  "stripe_checkout.payments":
    "What happened to payments, by the name of the public event, e.g. captured.",
  "stripe_checkout.repairs":
    "Differences between Medusa and Stripe that were repaired, by kind.",
} as const

const DURATIONS = {
  "stripe_checkout.event.lag":
    "Seconds from the creation of an event at Stripe until it was processed.",
  "stripe_checkout.synchronization.duration":
    "One synchronization of one payment, until it was in sync or failed.",
} as const

const counters = new Map<string, Counter>()
const histograms = new Map<string, Histogram>()

export function count(
  name: keyof typeof COUNTERS,
  attributes: Attributes,
  by = 1
): void {
  const counter =
    counters.get(name) ??
    meter().createCounter(name, { description: COUNTERS[name] })
  counters.set(name, counter)
  counter.add(by, attributes)
}

/** @param seconds the duration */
export function measure(
  name: keyof typeof DURATIONS,
  seconds: number,
  attributes: Attributes
): void {
  const histogram =
    histograms.get(name) ??
    meter().createHistogram(name, { description: DURATIONS[name], unit: "s" })
  histograms.set(name, histogram)
  histogram.record(seconds, attributes)
}

/** Created at the first use: by then the store's instrumentation is registered. */
function meter(): Meter {
  return metrics.getMeter("medusa-payment-stripe-checkout")
}
