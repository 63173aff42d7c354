import type Stripe from "stripe"

/** The compiler checks it against the installed SDK, so an upgrade shows up here. */
export const apiVersion: Stripe.LatestApiVersion = "2026-10-28.endive"

/** A deep copy, as a client would receive it over the wire. */
export function wireCopy<T>(object: T): T {
  return JSON.parse(JSON.stringify(object)) as T
}

/** Stripe's responses have null where nothing was given. */
export function orNull<T>(value: T | undefined): T | null {
  return value ?? null
}
