import Stripe from "stripe"

type RawError = {
  type?: string
  code?: string
  param?: string
  decline_code?: string
  message?: string
  headers?: Record<string, string>
}

/** An error as the SDK throws it for an answer with this status. */
export function stripeError(
  statusCode: number,
  raw: RawError = {}
): InstanceType<typeof Stripe.errors.StripeError> {
  return Stripe.errors.generateV1Error({
    type: raw.type ?? "invalid_request_error",
    message: raw.message ?? "Something is wrong.",
    statusCode,
    requestId: "req_1",
    headers: raw.headers ?? {},
    ...raw,
  } as unknown as Parameters<typeof Stripe.errors.generateV1Error>[0])
}
