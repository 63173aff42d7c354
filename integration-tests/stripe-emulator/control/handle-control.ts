import type { IncomingMessage, ServerResponse } from "node:http"
import { readBody } from "../api/read-body"
import { StripeError } from "../api/stripe-error"
import type { Page } from "../hosted-page/page"
import { sendPage } from "../hosted-page/page"
import type { Emulator } from "../state/emulator"
import type { CommandArguments } from "./command"
import { catalog, unknownArgument } from "./catalog"
import { commands } from "./commands"
import { overviewPage } from "./page/overview"
import { findPaymentFacts } from "./page/payment-facts"
import { paymentPage } from "./page/payment-page"

/**
 * `GET /_emulator` and `/_emulator/payments/<id>` are pages for people, and `GET /_emulator/controls` lists the commands
 * for machines; `POST /_emulator/<command>` takes JSON from tests and forms from the pages.
 */
export async function handleControl(
  emulator: Emulator,
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = new URL(incoming.url ?? "/", "http://localhost").pathname
  const name = path.replace(/^\/_emulator\/?/, "")
  if (incoming.method === "GET" && name === "controls") {
    answerTest(response, { problem: null, result: catalog })
    return
  }
  if (incoming.method === "GET") {
    emulator.clock.runDue()
    sendPage(response, pageCalled(emulator, name))
    return
  }
  if (incoming.method !== "POST") {
    const problem = new Error("Commands take POST, pages take GET.")
    answerTest(response, { problem, result: null })
    return
  }
  const type = incoming.headers["content-type"] ?? ""
  const body = await readBody(incoming)
  if (type.includes("form-urlencoded")) {
    const given = Object.fromEntries(new URLSearchParams(body))
    const outcome = await run(emulator, name, given)
    answerPerson(emulator, { incoming, response }, outcome)
  } else {
    answerTest(response, await runJson(emulator, name, body))
  }
}

function pageCalled(emulator: Emulator, name: string): Page {
  const [, id] = /^payments\/(\w+)$/.exec(name) ?? []
  const facts = id === undefined ? null : findPaymentFacts(emulator, id)
  if (facts !== null) {
    return paymentPage(facts)
  }
  return overviewPage(
    emulator,
    name === "" ? null : `There is no page "${name}".`
  )
}

async function runJson(
  emulator: Emulator,
  name: string,
  body: string
): Promise<Outcome> {
  try {
    return await run(emulator, name, parseJson(body))
  } catch {
    return {
      problem: new Error("The body must be JSON or a form."),
      result: null,
    }
  }
}

type Outcome = { problem: StripeError | Error | null; result: unknown }

async function run(
  emulator: Emulator,
  name: string,
  given: CommandArguments
): Promise<Outcome> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    return {
      problem: new Error(`There is no command "${name}".`),
      result: null,
    }
  }
  const unknown = unknownArgument(name, given)
  if (unknown !== null) {
    const problem = new Error(`"${name}" has no argument "${unknown}".`)
    return { problem, result: null }
  }
  try {
    return { problem: null, result: await command(emulator, given) }
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error))
    return { problem, result: null }
  }
}

type Visit = { incoming: IncomingMessage; response: ServerResponse }

/** The page with the button: the overview or one payment. */
function cameFrom({ headers: { referer = "" } }: IncomingMessage): string {
  const { pathname } = new URL(referer, "http://localhost")
  return pathname.startsWith("/_emulator/payments/") ? pathname : "/_emulator"
}

function answerPerson(
  emulator: Emulator,
  { incoming, response }: Visit,
  { problem }: Outcome
): void {
  if (problem === null) {
    response.writeHead(303, { Location: cameFrom(incoming) }).end()
  } else {
    sendPage(response, overviewPage(emulator, problem.message))
  }
}

function answerTest(response: ServerResponse, outcome: Outcome): void {
  const { problem, result } = outcome
  const body = JSON.stringify(
    problem === null
      ? (result ?? null)
      : {
          error: problem.message,
          ...(problem instanceof StripeError
            ? { stripe_error: problem.body }
            : {}),
        }
  )
  response.writeHead(problem === null ? 200 : 400, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
    "Content-Length": String(Buffer.byteLength(body)),
  })
  response.end(body)
}

function parseJson(body: string): CommandArguments {
  const parsed: unknown = body === "" ? {} : JSON.parse(body)
  return typeof parsed === "object" && parsed !== null
    ? (parsed as CommandArguments)
    : {}
}
