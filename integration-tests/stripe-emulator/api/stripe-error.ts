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

/** Codes without a section on Stripe's page of error codes, so their errors carry no link to it. */
const undocumentedCodes = new Set(["property_expansion_max_depth"])

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
      body.code === undefined || undocumentedCodes.has(body.code)
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

/** For a parameter that names a missing object: 400, because the object in the path was found. */
export function noSuchGiven(
  kind: string,
  id: string,
  param: string
): StripeError {
  return new StripeError(400, noSuch(kind, id, param).body)
}

export function missingParam(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, {
    code: "parameter_missing",
    param,
  })
}

/** @param names parameters of one request; the error names the first as `param` */
export function exclusive(names: readonly [string, string]): StripeError {
  return invalidRequest(
    `You may only specify one of these parameters: ${names.join(", ")}.`,
    { code: "parameters_exclusive", param: names[0] }
  )
}

export function tooLong(
  text: string,
  longest: number,
  param: string
): StripeError {
  const shown =
    text.length > 30 ? `${text.slice(0, 14)}...${text.slice(-14)}` : text
  return invalidRequest(
    `Invalid string: ${shown}; must be at most ${longest} characters`,
    { param }
  )
}

export function tooManyElements(most: number, param: string): StripeError {
  const name = param.replace(/^.*\[([a-z_]+)\]$/, "$1")
  return invalidRequest(
    `Array ${name} exceeded maximum ${most} allowed elements.`,
    { param }
  )
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
  return mustBeAtLeast(1, param)
}

export function mustBeAtLeast(least: number, param: string): StripeError {
  return invalidRequest(
    `This value must be greater than or equal to ${least}.`,
    { code: "parameter_invalid_integer", param }
  )
}
