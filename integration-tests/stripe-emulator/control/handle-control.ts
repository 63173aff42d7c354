import type { IncomingMessage, ServerResponse } from "node:http"
import { readBody } from "../api/read-body"
import { StripeError } from "../api/stripe-error"
import { sendPage } from "../hosted-page/page"
import type { Emulator } from "../state/emulator"
import type { CommandArguments } from "./commands"
import { commands } from "./commands"
import { controlPage } from "./control-page"

/** `GET /_emulator` is a page for people; `POST /_emulator/<command>` takes JSON from tests and forms from the page. */
export async function handleControl(
  emulator: Emulator,
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const path = new URL(incoming.url ?? "/", "http://localhost").pathname
  const name = path.replace(/^\/_emulator\/?/, "")
  if (incoming.method === "GET" && name === "") {
    emulator.clock.runDue()
    sendPage(response, controlPage(emulator, null))
    return
  }
  const type = incoming.headers["content-type"] ?? ""
  const body = await readBody(incoming)
  if (type.includes("form-urlencoded")) {
    const given = Object.fromEntries(new URLSearchParams(body))
    answerPerson(emulator, response, await run(emulator, name, given))
  } else {
    answerTest(response, await run(emulator, name, parseJson(body)))
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
      problem: new Error(`There is no control "${name}".`),
      result: null,
    }
  }
  try {
    return { problem: null, result: await command(emulator, given) }
  } catch (error) {
    const problem = error instanceof Error ? error : new Error(String(error))
    return { problem, result: null }
  }
}

function answerPerson(
  emulator: Emulator,
  response: ServerResponse,
  { problem }: Outcome
): void {
  if (problem === null) {
    response.writeHead(303, { Location: "/_emulator" }).end()
  } else {
    sendPage(response, controlPage(emulator, problem.message))
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
