import type Stripe from "stripe"

/** Stripe answers with every part of an address; what was not given, or was cleared, is null. */
export function postalAddress(
  given: Stripe.Emptyable<Stripe.AddressParam> | undefined
): Stripe.Address | null {
  if (given === undefined || given === "" || given === null) {
    return null
  }
  return {
    city: orNull(given.city),
    country: orNull(given.country),
    line1: orNull(given.line1),
    line2: orNull(given.line2),
    postal_code: orNull(given.postal_code),
    state: orNull(given.state),
  }
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text
}
