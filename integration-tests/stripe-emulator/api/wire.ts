import type Stripe from "stripe"

/** Checked by the compiler against the installed SDK, so that an upgrade is noticed here. */
export const apiVersion: Stripe.LatestApiVersion = "2026-10-28.endive"

/** A copy that shares nothing with the original, as a reader at the other end of the wire would get it. */
export function wireCopy<T>(object: T): T {
  return JSON.parse(JSON.stringify(object)) as T
}

/** Stripe answers null where nothing was given. */
export function orNull<T>(value: T | undefined): T | null {
  return value ?? null
}
