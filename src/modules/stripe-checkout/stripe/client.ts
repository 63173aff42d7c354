/**
 * The only place where the Stripe SDK is constructed.
 */
import Stripe from "stripe"

import { considerateHttpClient } from "./considerate-calls"
import type { StripeClock } from "./stripe-clock"

/** Pinned, so that an SDK upgrade that speaks another version is a visible change. */
export const STRIPE_API_VERSION = "2026-10-28.endive"

export interface ClientOptions {
  /** The account's name in the options. */
  readonly name: string
  readonly apiKey: string
  readonly apiBase: string
  readonly clock: StripeClock
}

export function createStripeClient({
  name,
  apiKey,
  apiBase,
  clock,
}: ClientOptions): Stripe {
  const { protocol, hostname, port } = new URL(apiBase)
  const isPlainHttp = protocol === "http:"
  return new Stripe(apiKey, {
    apiVersion: STRIPE_API_VERSION,
    host: hostname,
    // The SDK takes 443 even for http, so the port is always given.
    port: port || (isPlainHttp ? 80 : 443),
    protocol: isPlainHttp ? "http" : "https",
    httpClient: considerateHttpClient({ account: name, clock }),
    maxNetworkRetries: 0,
    timeout: 10_000,
    // Telemetry writes an id to the home directory and sends it along.
    telemetry: false,
    appInfo: { name: "medusa-payment-stripe-checkout" },
  })
}
