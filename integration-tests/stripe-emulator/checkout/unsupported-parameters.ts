import type Stripe from "stripe"
import { invalidRequest } from "../api/stripe-error"

type CreateParams = Stripe.Checkout.SessionCreateParams

/** The emulator charges the sum of the lines. Parameters that could change the total are rejected, not ignored. */
export function refuseUnsupportedParameters(params: CreateParams): void {
  const unsupported = {
    ...unsupportedOnSession(params),
    ...unsupportedOnLines(params),
  }
  const given = Object.entries(unsupported).find(([, isGiven]) => isGiven)
  if (given !== undefined) {
    const [param] = given
    throw invalidRequest(
      `The emulator does not imitate \`${param}\` of a Checkout Session.`,
      { param }
    )
  }
}

function unsupportedOnSession(params: CreateParams): Record<string, boolean> {
  const { payment_intent_data: intent = {} } = params
  return {
    after_expiration: params.after_expiration?.recovery?.enabled === true,
    allow_promotion_codes: params.allow_promotion_codes === true,
    automatic_tax: params.automatic_tax?.enabled === true,
    customer_account: params.customer_account !== undefined,
    invoice_creation: params.invoice_creation?.enabled === true,
    managed_payments: params.managed_payments?.enabled === true,
    optional_items: params.optional_items !== undefined,
    transfer_data: intent.transfer_data !== undefined,
    on_behalf_of: intent.on_behalf_of !== undefined,
  }
}

function unsupportedOnLines({
  line_items: lines = [],
}: CreateParams): Record<string, boolean> {
  return {
    adjustable_quantity: lines.some(
      (line) => line.adjustable_quantity?.enabled === true
    ),
    tax_rates: lines.some((line) => line.tax_rates !== undefined),
  }
}
