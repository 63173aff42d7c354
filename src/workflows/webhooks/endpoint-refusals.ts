/**
 * Why a webhook endpoint is not created or deleted, as errors for people.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  codeOfFailure,
  type StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type {
  EndpointRefusal,
  RetireRefusal,
} from "../../modules/stripe-checkout/domain/webhook-endpoint"

const ADDRESS_SENTENCES: Readonly<Record<EndpointRefusal, string>> = {
  not_https:
    "In live mode Stripe sends webhooks only to https. Set MEDUSA_BACKEND_URL to the https address of this store.",
  unreachable:
    "Stripe cannot reach this address from the internet. Set MEDUSA_BACKEND_URL to the store's public address; while developing, run: stripe listen --forward-to localhost:9000/hooks/stripe-checkout.",
}

const RETIRE_SENTENCES: Readonly<Record<RetireRefusal, string>> = {
  only_one: "There is no older webhook endpoint to retire.",
  secret_not_configured:
    "The store does not accept the newest endpoint's signing secret yet. Add it to STRIPE_WEBHOOK_SECRET, separated by a comma, and restart Medusa first.",
  disabled:
    "The newest webhook endpoint is disabled at Stripe. Repair it first.",
}

export function sentenceOfAddress(refusal: EndpointRefusal): string {
  return ADDRESS_SENTENCES[refusal]
}

export function sentenceOfRetiring(refusal: RetireRefusal): string {
  return RETIRE_SENTENCES[refusal]
}

export function addressRefused(
  refusal: EndpointRefusal,
  url: string
): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `${url}: ${sentenceOfAddress(refusal)}`,
    `stripe_checkout_endpoint_${refusal}`
  )
}

export function retiringRefused(refusal: RetireRefusal): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    sentenceOfRetiring(refusal),
    `stripe_checkout_endpoint_${refusal}`
  )
}

/** Stripe's own reason, such as the limit of 16 endpoints. */
export function refusedByStripe({ failure }: StripePaymentError): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    failure.kind === "not_permitted"
      ? "The API key lacks the permission to write Webhook Endpoints. Add it in Stripe's Dashboard, or configure the endpoint there."
      : failure.message,
    codeOfFailure(failure.kind)
  )
}
