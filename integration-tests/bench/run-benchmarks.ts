import { parseArgs } from "node:util"
import { findFreePort } from "../support/free-port"
import { benchCheckout } from "./checkout/bench-checkout"
import { benchEmulator } from "./emulator"

const USAGE = `npm run bench                                 measures the emulator
npm run bench -- checkout                     compares a checkout with Medusa's own Stripe provider
npm run bench -- checkout --checkouts 50      sets the number of checkouts of each kind`

/** The figures are informative, never a test. */
async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { checkouts: { type: "string", default: "50" } },
  })
  const [what = "emulator"] = positionals
  const checkouts = Number(values.checkouts)
  if (!Number.isInteger(checkouts) || checkouts < 1) throw new Error(USAGE)
  switch (what) {
    case "emulator":
      return benchEmulator(await findFreePort())
    case "checkout":
      return benchCheckout(checkouts)
    default:
      throw new Error(USAGE)
  }
}

run().catch((error: unknown) => {
  console.error(error)
  // Processes that were started may still be listening.
  process.exit(1)
})
