import type { StripeAccount } from "../state/account"
import { missingPermission } from "./missing-permission"
import type { Answer } from "./answer"
import { answerError } from "./answer"
import type { Exchange } from "./exchange"
import { keyInUse } from "./idempotency"
import { tooManyRequests } from "./rate-limit"
import { logUrlOf } from "./request-log"
import { StripeError } from "./stripe-error"

/** True when the fault ended the request before Stripe did anything. */
export async function injectFaultBefore(exchange: Exchange): Promise<boolean> {
  switch (exchange.fault?.kind) {
    case "reset_before":
      exchange.incoming.socket.destroy()
      return true
    case "timeout_before":
      return !(await heldUntilReleased(exchange, "before"))
    default:
      return false
  }
}

/** True when the fault kept the answer from the client, although Stripe executed the request. */
export async function injectFaultAfter(
  exchange: Exchange,
  answer: Answer
): Promise<boolean> {
  switch (exchange.fault?.kind) {
    case "reset_after":
      exchange.incoming.socket.destroy()
      return true
    case "timeout_after":
      return !(await heldUntilReleased(exchange, "after"))
    case "truncated":
      cutShort(exchange, answer)
      return true
    default:
      return false
  }
}

/** Stripe stores this answer with the idempotency key, so the same key keeps failing for a day. */
export function faultyResult(exchange: Exchange): Answer | null {
  return exchange.fault?.kind === "http_500_after"
    ? answerError(serverError(), logUrlOf(exchange))
    : null
}

/** What a fault answers or throws instead of executing the request. */
export function faultyExecution(
  exchange: Exchange,
  account: StripeAccount
): Answer | null {
  const { fault } = exchange
  switch (fault?.kind) {
    case "http_500_before":
      throw serverError()
    case "http_403":
      throw missingPermission(exchange, account)
    case "http_409":
      throw keyInUse(exchange.log.idempotency_key ?? "")
    case "http_429":
      throw tooManyRequests()
    case "lock_timeout":
      throw lockTimeout()
    case "card_declined":
      return answerError(declined(exchange, account), logUrlOf(exchange))
    default:
      return null
  }
}

function heldUntilReleased(
  exchange: Exchange,
  phase: "before" | "after"
): Promise<boolean> {
  const { emulator, id, incoming, method, path } = exchange
  return new Promise((resolve) => {
    let isOver = false
    const finish = (isReleased: boolean) => {
      if (isOver) {
        return
      }
      isOver = true
      emulator.held = emulator.held.filter((request) => request.id !== id)
      if (!isReleased) {
        incoming.socket.destroy()
      }
      resolve(isReleased)
    }
    emulator.held.push({
      id,
      method,
      path,
      phase,
      hold: exchange.fault?.hold ?? null,
      release: () => {
        finish(true)
      },
      drop: () => {
        finish(false)
      },
    })
    emulator.holdWaiters.get(exchange.fault?.hold ?? "")?.(null)
    // The client gave up waiting.
    exchange.response.once("close", () => {
      finish(false)
    })
  })
}

function cutShort(exchange: Exchange, answer: Answer): void {
  const { id, incoming, response } = exchange
  response.writeHead(answer.status, {
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(answer.body)),
    "Request-Id": id,
  })
  response.write(answer.body.slice(0, answer.body.length / 2), () => {
    incoming.socket.destroy()
  })
}

function serverError(): StripeError {
  return new StripeError(500, {
    type: "api_error",
    message: "An unknown error occurred",
  })
}

function lockTimeout(): StripeError {
  return new StripeError(
    429,
    {
      type: "invalid_request_error",
      code: "lock_timeout",
      message:
        "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.",
    },
    { "Stripe-Should-Retry": "true" }
  )
}

function declined(exchange: Exchange, account: StripeAccount): StripeError {
  const id = exchange.path.split("/")[3] ?? ""
  const paymentIntent = account.paymentIntents.get(id)
  return new StripeError(402, {
    type: "card_error",
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
    ...(paymentIntent === undefined
      ? {}
      : { payment_intent: structuredClone(paymentIntent) }),
  })
}
