import type { StripeError } from "./stripe-error"

/** A response before it is written. A replay repeats exactly these bytes. */
export type Answer = {
  status: number
  body: string
  headers: Readonly<Record<string, string>>
}

export function answerWith(object: unknown): Answer {
  return { status: 200, body: render(object), headers: {} }
}

/** @param logUrl of the request in the Dashboard; null where no account is known, so nobody could open it */
export function answerError(error: StripeError, logUrl: string | null): Answer {
  const shouldRetry: Record<string, string> =
    error.status === 402 ? { "Stripe-Should-Retry": "false" } : {}
  return {
    status: error.status,
    body: render({
      error: {
        ...error.body,
        ...(logUrl === null ? {} : { request_log_url: logUrl }),
      },
    }),
    headers: { ...shouldRetry, ...error.headers },
  }
}

function render(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
