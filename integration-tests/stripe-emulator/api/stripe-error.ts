import type Stripe from "stripe"

export type StripeErrorBody = {
  type:
    "invalid_request_error" | "card_error" | "idempotency_error" | "api_error"
  message: string
  code?: string
  decline_code?: string
  param?: string
  charge?: string
  advice_code?: string
  doc_url?: string
  payment_intent?: Stripe.PaymentIntent
  request_log_url?: string
}

/** An answer that is not 2xx, in Stripe's own words. */
export class StripeError extends Error {
  readonly status: number
  readonly body: StripeErrorBody
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    body: StripeErrorBody,
    headers: Readonly<Record<string, string>> = {}
  ) {
    super(body.message)
    this.name = "StripeError"
    this.status = status
    this.body =
      body.code === undefined
        ? body
        : {
            ...body,
            doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll("_", "-")}`,
          }
    this.headers = headers
  }
}

export function invalidRequest(
  message: string,
  details: { code?: string; param?: string } = {}
): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    message,
    ...details,
  })
}

export function noSuch(kind: string, id: string, param = "id"): StripeError {
  // Stripe quotes the id of most objects, but not of a Checkout Session.
  const shownId = kind === "checkout.session" ? id : `'${id}'`
  return new StripeError(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: ${shownId}`,
    param,
  })
}

export function unexpectedState(
  message: string,
  paymentIntent: Stripe.PaymentIntent
): StripeError {
  return new StripeError(400, {
    type: "invalid_request_error",
    code: "payment_intent_unexpected_state",
    message,
    payment_intent: structuredClone(paymentIntent),
  })
}

export function mustBeAtLeastOne(param: string): StripeError {
  return invalidRequest("This value must be greater than or equal to 1.", {
    code: "parameter_invalid_integer",
    param,
  })
}
