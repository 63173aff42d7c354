import { parseArgs } from "node:util"
import { testCards } from "./payment/test-cards"
import { startStripeEmulator } from "./server"

/**
 * `npm run emulator [-- --port 12111 --public-url http://localhost:12111 --webhook-url http://localhost:9000/hooks/... --webhook-secret whsec_...]`
 */

const defaultPort = "12111"

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: defaultPort },
      "public-url": { type: "string" },
      "webhook-url": { type: "string" },
      "webhook-secret": { type: "string", default: "whsec_emulator" },
    },
  })
  const emulator = await startStripeEmulator({
    port: Number(values.port),
    ...(values["public-url"] === undefined
      ? {}
      : { publicUrl: values["public-url"] }),
  })
  if (values["webhook-url"] !== undefined) {
    await emulator.controls.registerWebhookEndpoint({
      url: values["webhook-url"],
      secret: values["webhook-secret"],
    })
  }
  console.log(greeting(emulator.url))
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
  console.error(error)
  process.exitCode = 1
})
