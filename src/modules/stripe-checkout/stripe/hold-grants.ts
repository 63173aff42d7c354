/**
 * What the charge says that the card's issuer grants for a hold. Requests for it, in
 * `payment_method_options.card`, do nothing where the account or the card does not qualify.
 *
 * @see https://docs.stripe.com/payments/overcapture
 * @see https://docs.stripe.com/payments/multicapture
 * @see https://docs.stripe.com/payments/incremental-authorization
 */
import type Stripe from "stripe"

import type { HoldGrants } from "../domain/decision/hold-grants"

/** Empty where nothing is granted, so that a reading without grants is as it always was. */
export function readGrants(charge: Stripe.Charge | null): {
  readonly grants?: HoldGrants
} {
  const card = charge?.payment_method_details?.card
  const mostCapturable = readMostCapturable(card?.overcapture)
  const keepsRest = isAvailable(card?.multicapture)
  const mayIncrement = isAvailable(card?.incremental_authorization)
  return mostCapturable !== null || keepsRest || mayIncrement
    ? {
        grants: {
          mostCapturable,
          keepsRest,
          ...(mayIncrement ? { mayIncrement: true } : {}),
        },
      }
    : {}
}

function isAvailable(
  grant: { readonly status: string } | null | undefined
): boolean {
  return grant?.status === "available"
}

type Overcapture = Stripe.Charge.PaymentMethodDetails.Card.Overcapture

/** An amount is named as well where nothing is granted: what is held. */
function readMostCapturable(
  overcapture: Overcapture | null | undefined
): number | null {
  return overcapture?.status === "available"
    ? overcapture.maximum_amount_capturable
    : null
}
