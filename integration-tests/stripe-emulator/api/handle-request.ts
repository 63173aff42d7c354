import type { IncomingMessage, ServerResponse } from "node:http"
import type { StripeAccount } from "../state/account"
import type { Emulator } from "../state/emulator"
import { newId } from "../state/ids"
import type { Answer } from "./answer"
import { answerError } from "./answer"
import { authenticate } from "./authenticate"
import { executeRequest, isStoredForReplay } from "./execute-request"
import type { Exchange } from "./exchange"
import type { Fault } from "./faults"
import { takeFault } from "./faults"
import type { KeyedRequest } from "./idempotency"
import {
  deleteKey,
  markInFlight,
  findStoredAnswer,
  storeAnswer,
} from "./idempotency"
import {
  faultyExecution,
  faultyResult,
  injectFaultAfter,
  injectFaultBefore,
} from "./inject-fault"
import { parseForm } from "./parse-form"
import { checkRateLimit } from "./rate-limit"
import { readBody } from "./read-body"
import { checkForm, checkVersion } from "./check-request"
import { logUrlOf } from "./request-log"
import { StripeError } from "./stripe-error"
import { apiVersion } from "./wire"

export async function handleApiRequest(
  emulator: Emulator,
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const body = await readBody(incoming)
  emulator.clock.runDue()
  const exchange = openExchange(emulator, incoming, { body, response })
  emulator.requests.push(exchange.log)
  if (await injectFaultBefore(exchange)) {
    return
  }
  const answer = await answerExchange(exchange)
  exchange.log.status = answer.status
  exchange.log.replayed = answer.headers["Idempotent-Replayed"] === "true"
  if (await injectFaultAfter(exchange, answer)) {
    return
  }
  write(exchange, answer)
}

function openExchange(
  emulator: Emulator,
  incoming: IncomingMessage,
  { body, response }: { body: string; response: ServerResponse }
): Exchange {
  const url = targetOf(incoming)
  const method = incoming.method ?? "GET"
  const id = newId.request()
  return {
    emulator,
    incoming,
    response,
    id,
    method,
    path: url.pathname,
    encodedParams: method === "POST" ? body : url.search.slice(1),
    fault: takeFault(emulator.faults, method, url.pathname),
    log: {
      id,
      method,
      path: url.pathname,
      params: {},
      idempotency_key: header(incoming, "idempotency-key"),
      api_version: header(incoming, "stripe-version"),
      account: null,
      status: null,
      replayed: false,
      at: emulator.clock.now(),
    },
  }
}

/** Concatenated, not resolved: `//v1` would be taken for a host. An invalid URL becomes the root, an unknown route. */
function targetOf({ url = "/" }: IncomingMessage): URL {
  const address = `http://localhost${url}`
  return new URL(URL.canParse(address) ? address : "http://localhost/")
}

async function answerExchange(exchange: Exchange): Promise<Answer> {
  try {
    const account = authenticate(exchange.emulator, exchange.incoming.headers)
    exchange.log.account = account.id
    checkRateLimit(exchange.emulator)
    checkVersion(exchange.log.api_version)
    checkForm(exchange)
    exchange.log.params = parseForm(exchange.encodedParams)
    return await answerOnce(exchange, account)
  } catch (error) {
    return answerFor(exchange, error)
  }
}

/** Executes the request unless its idempotency key shows that it was executed before. */
async function answerOnce(
  exchange: Exchange,
  account: StripeAccount
): Promise<Answer> {
  const { emulator, log, method } = exchange
  if (method !== "POST" || log.idempotency_key === null) {
    await delayIfSlow(exchange.fault)
    return executeSafely(exchange, account).answer
  }
  const request: KeyedRequest = {
    emulator,
    account,
    key: log.idempotency_key,
    path: exchange.path,
    fingerprint: exchange.encodedParams,
  }
  const replay = findStoredAnswer(request)
  if (replay !== null) {
    return replay
  }
  markInFlight(request)
  await delayIfSlow(exchange.fault)
  const { answer: bare, isStored } = executeSafely(exchange, account)
  // A replay names the request that was executed.
  const headers = { ...bare.headers, "Original-Request": exchange.id }
  const answer = { ...bare, headers }
  if (isStored) {
    storeAnswer(request, answer)
  } else {
    deleteKey(request)
  }
  return answer
}

async function delayIfSlow(fault: Fault | null): Promise<void> {
  if (fault?.kind === "slow") {
    await new Promise((resolve) => setTimeout(resolve, fault.seconds * 1000))
  }
}

function executeSafely(
  exchange: Exchange,
  account: StripeAccount
): { answer: Answer; isStored: boolean } {
  try {
    const answer =
      faultyExecution(exchange, account) ?? executeRequest(exchange, account)
    return {
      answer: faultyResult(exchange) ?? answer,
      isStored: true,
    }
  } catch (error) {
    return {
      answer: answerFor(exchange, error),
      isStored: isStoredForReplay(error),
    }
  }
}

function answerFor(exchange: Exchange, error: unknown): Answer {
  if (error instanceof StripeError) {
    return answerError(error, logUrlOf(exchange))
  }
  console.error("stripe-emulator: a bug in the emulator itself", error)
  const message = error instanceof Error ? error.message : String(error)
  return answerError(
    new StripeError(500, {
      type: "api_error",
      message: `The emulator failed: ${message}`,
    }),
    null
  )
}

function write(exchange: Exchange, answer: Answer): void {
  const { id, log, response } = exchange
  response.writeHead(answer.status, {
    "Cache-Control": "no-cache, no-store",
    "Content-Type": "application/json",
    "Content-Length": String(Buffer.byteLength(answer.body)),
    "Request-Id": id,
    "Stripe-Version": log.api_version ?? apiVersion,
    ...(log.idempotency_key === null
      ? {}
      : { "Idempotency-Key": log.idempotency_key }),
    ...answer.headers,
  })
  response.end(answer.body)
}

function header(incoming: IncomingMessage, name: string): string | null {
  const value = incoming.headers[name]
  return typeof value === "string" && value !== "" ? value : null
}
