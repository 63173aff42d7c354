import type Stripe from "stripe"
import { orNull } from "../api/wire"

/** Stripe returns every field of an address; a field that was not given, or was cleared, is null. */
export function postalAddress(
  given: Stripe.Emptyable<Stripe.AddressParam> | undefined
): Stripe.Address | null {
  if (given === undefined || given === "" || given === null) {
    return null
  }
  return {
    city: part(given.city),
    country: part(given.country),
    line1: part(given.line1),
    line2: part(given.line2),
    postal_code: part(given.postal_code),
    state: part(given.state),
  }
}

/** An empty field counts as not given. */
function part(text: string | undefined): string | null {
  return orNull(text === "" ? undefined : text)
}
