import type Stripe from "stripe"
import type { Switches } from "../state/switches"

/** What Checkout may request for a card with `if_available`; only some accounts are granted it. */
export const cardFeatures = [
  "extended_authorization",
  "incremental_authorization",
  "multicapture",
  "overcapture",
] as const

export type CardFeature = (typeof cardFeatures)[number]

export type CardFeatures = ReadonlySet<CardFeature>

type CardOptions =
  Stripe.Checkout.SessionCreateParams.PaymentMethodOptions.Card | undefined

export function requestedFeatures(options: CardOptions): CardFeatures {
  return new Set(
    cardFeatures.filter(
      (feature) => options?.[`request_${feature}`] === "if_available"
    )
  )
}

export function isCardFeature(name: string): name is CardFeature {
  return (cardFeatures as readonly string[]).includes(name)
}

export function grantedFeatures(
  requested: CardFeatures,
  {
    switches,
    grants = [],
  }: { switches: Switches; grants: readonly CardFeature[] | undefined }
): CardFeatures {
  return new Set(
    [...requested].filter(
      (feature) => switches[feature] || grants.includes(feature)
    )
  )
}

/** How much more than the authorized amount may be captured with overcapture. */
const overcaptureRate = 0.2

export function overcaptureOf(
  authorized: number,
  isGranted: boolean
): Stripe.Charge.PaymentMethodDetails.Card.Overcapture {
  return isGranted
    ? {
        maximum_amount_capturable: Math.floor(
          authorized * (1 + overcaptureRate)
        ),
        status: "available",
      }
    : { maximum_amount_capturable: authorized, status: "unavailable" }
}
