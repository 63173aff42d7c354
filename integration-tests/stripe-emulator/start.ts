import { parseArgs } from "node:util"
import { testCards } from "./payment/test-cards"
import { startStripeEmulator } from "./server"

const defaultPort = "12111"
const highestPort = 65_535

const usage = `npm run emulator -- [options]

  --port 12111              port on the loopback address; 0 for any free port
  --public-url URL          where browsers reach its pages, if that differs
  --webhook-url URL         where events go, e.g. http://localhost:9000/hooks/stripe-checkout
  --webhook-secret whsec_…  secret that signs them; whsec_emulator by default
  --help`

/** A mistake on the command line. */
class UsageError extends Error {}

async function start(): Promise<void> {
  const { help, ...given } = readArguments()
  if (help) {
    console.log(usage)
    return
  }
  const port = Number(given.port)
  const emulator = await startStripeEmulator({
    port,
    ...(given["public-url"] === undefined
      ? {}
      : { publicUrl: given["public-url"] }),
  }).catch((error: unknown) => {
    throw isInUse(error)
      ? new UsageError(`Port ${port} is in use. Choose another with --port.`)
      : error
  })
  if (given["webhook-url"] !== undefined) {
    await emulator.controls.registerWebhookEndpoint({
      url: given["webhook-url"],
      secret: given["webhook-secret"],
    })
  }
  console.log(greeting(emulator.url))
}

function readArguments() {
  const values = parseOptions()
  const port = Number(values.port)
  const isPort =
    values.port !== "" &&
    Number.isInteger(port) &&
    port >= 0 &&
    port <= highestPort
  if (!isPort) {
    throw new UsageError(`--port is a number up to ${highestPort}.`)
  }
  for (const name of ["public-url", "webhook-url"] as const) {
    const url = values[name]
    if (url !== undefined && !isWebAddress(url)) {
      throw new UsageError(`--${name} is an http or https address.`)
    }
  }
  return values
}

function parseOptions() {
  try {
    return parseArgs({
      options: {
        help: { type: "boolean", default: false },
        port: { type: "string", default: defaultPort },
        "public-url": { type: "string" },
        "webhook-url": { type: "string" },
        "webhook-secret": { type: "string", default: "whsec_emulator" },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

function isInUse(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && error.code === "EADDRINUSE"
  )
}

function greeting(url: string): string {
  const cards = Object.entries(testCards).map(
    ([number, { about }]) => `  ${number.padEnd(18)}${about}`
  )
  return [
    `Stripe emulator on ${url}. No real money moves.`,
    `Control page: ${url}/_emulator`,
    "Test cards, with any future date and any security code:",
    ...cards,
  ].join("\n")
}

start().catch((error: unknown) => {
  console.error(
    error instanceof UsageError ? `${error.message}\n\n${usage}` : error
  )
  process.exitCode = 1
})
