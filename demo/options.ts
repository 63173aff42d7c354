import { parseArgs } from "node:util"
import { PlainError } from "./plain-error"
import type { StripeKeys } from "./stripe-side"

export type Options = {
  readonly once: boolean
  readonly watch: boolean
  readonly help: boolean
  readonly stripe: StripeKeys | null
}

export const USAGE = `npm run demo               starts the shop, its admin, the storefront and the Stripe emulator
npm run demo -- --once     plays one sale without a browser, then exits
npm run dev                like the first, and restarts Medusa when a file in src/ changes

STRIPE_API_KEY=sk_test_…         uses Stripe's test mode instead of the emulator
STRIPE_WEBHOOK_SECRET=whsec_…    the output of "stripe listen --print-secret"
DATABASE_URL=postgres://…        uses this Postgres instead of a temporary one`

export function readOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv
): Options {
  const values = parse(args)
  const apiKey = read(environment, "STRIPE_API_KEY")
  return {
    ...values,
    // The story always runs against the emulator, whatever keys are set.
    stripe:
      apiKey === null || values.once
        ? null
        : {
            apiKey,
            webhookSecret: read(environment, "STRIPE_WEBHOOK_SECRET"),
          },
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        once: { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    }).values
  } catch (error) {
    throw new PlainError(`${(error as Error).message}\n\n${USAGE}`)
  }
}

/** An empty variable counts as not set. */
function read(environment: NodeJS.ProcessEnv, name: string): string | null {
  const value = environment[name]?.trim()
  return value === undefined || value === "" ? null : value
}
