import { parseArgs } from "node:util"
import { findFreePort } from "../support/free-port"
import { benchCheckout } from "./checkout/bench-checkout"
import { benchWebhooks } from "./webhooks/bench-webhooks"
import { benchStart } from "./bench-start"
import { benchManyOrders } from "./bench-many-orders"
import { benchEmulator } from "./emulator"

const USAGE = `npm run bench                                 measures the emulator
npm run bench -- checkout                     compares a checkout with Medusa's own Stripe provider
npm run bench -- checkout --checkouts 50      sets the number of checkouts of each kind
npm run bench -- webhooks                     acknowledges events and places orders by webhooks alone
npm run bench -- webhooks --orders 200        sets the number of carts that are paid at once
npm run bench -- many-orders --orders 200     recovers as many orders after lost webhooks, and captures them
npm run bench -- start                        builds and starts a bare store with the plugin and without it`

/** The figures are informative, never a test. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      checkouts: { type: "string", default: "50" },
      orders: { type: "string", default: "100" },
    },
  })
  const [what = "emulator"] = positionals
  const checkouts = Number(values.checkouts)
  const orders = Number(values.orders)
  const isCount = (one: number) => Number.isInteger(one) && one > 0
  if (![checkouts, orders].every(isCount)) throw new Error(USAGE)
  switch (what) {
    case "emulator":
      return benchEmulator(await findFreePort())
    case "checkout":
      return benchCheckout(checkouts)
    case "webhooks":
      return benchWebhooks(orders)
    case "start":
      return benchStart(3)
    case "many-orders":
      return benchManyOrders(orders)
    default:
      throw new Error(USAGE)
  }
}

run().catch((error: unknown) => {
  console.error(error)
  // Processes that were started may still be listening.
  process.exit(1)
})
