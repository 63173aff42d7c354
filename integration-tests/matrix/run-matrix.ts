import { spawnSync } from "node:child_process"
import type { Switches } from "../stripe-emulator/controls"
import {
  defaultSwitches,
  otherPositions,
} from "../stripe-emulator/state/switches"

/**
 * `npm run test:matrix [-- --full] [-- spec…]`: runs the HTTP tests again with the emulator's switches reversed, which
 * stand for what Stripe's documentation leaves open. The plugin must behave the same in either position.
 *
 * By default all switches are reversed at once; `--full` also reverses each one alone, which takes hours.
 */

/** What an account is granted, and how long Stripe waits, may change the shop's behavior. */
const EXCLUDED_SWITCHES: readonly (keyof Switches)[] = [
  "multicapture",
  "extended_authorization",
  "incremental_authorization",
  "overcapture",
  "balance_covers_refunds",
  "webhook_timeout_seconds",
]

/** Specs about what happens at Stripe; the switches do not affect the others. */
const SPECS = [
  "capture-on-order-status",
  "changed-cart",
  "medusa-admin-money",
  "merchant-dashboard",
  "order-ledger",
  "order-with-several-payments",
  "pay-by-redirect",
  "reconciliation.spec",
  "refunds",
  "return.spec",
]

/** The same, on a shop with options of its own. */
const SPECS_ON_OWN_SHOPS = ["hold-released-at-deadline"]

type Row = { readonly name: string; readonly switches: Partial<Switches> }

function rowsOf(isFull: boolean): Row[] {
  const names = Object.keys(defaultSwitches) as (keyof Switches)[]
  const alone = names
    .filter((name) => !EXCLUDED_SWITCHES.includes(name))
    .flatMap((name) => otherPositions(name).map((value) => ({ [name]: value })))
  const all = Object.assign({}, ...[...alone].reverse()) as Partial<Switches>
  const everything = { name: "all reversed", switches: all }
  return isFull
    ? [
        everything,
        ...alone.map((switches) => ({
          name: Object.entries(switches).flat().join(" = "),
          switches,
        })),
      ]
    : [everything]
}

function run(): void {
  const given = process.argv.slice(2)
  const specs = given.filter((argument) => !argument.startsWith("--"))
  const failed = rowsOf(given.includes("--full")).filter(
    (row) => !passes(row, specs)
  )
  for (const { name } of failed) {
    console.error(`The shop behaves differently: ${name}`)
  }
  process.exitCode = failed.length > 0 ? 1 : 0
}

function passes({ name, switches }: Row, specs: readonly string[]): boolean {
  console.error(`Switches: ${name} ${JSON.stringify(switches)}`)
  const { status } = spawnSync(process.execPath, argumentsFor(specs), {
    stdio: "inherit",
    env: {
      ...process.env,
      SPECS: SPECS.join(","),
      STRIPE_EMULATOR_SWITCHES: JSON.stringify(switches),
    },
  })
  return status === 0
}

function argumentsFor(specs: readonly string[]): string[] {
  const [project, ...patterns] =
    specs.length > 0
      ? ["http alone", ...specs]
      : ["http", "together", ...SPECS_ON_OWN_SHOPS]
  return [
    "--experimental-vm-modules",
    require.resolve("jest/bin/jest"),
    "--selectProjects",
    project,
    "--maxWorkers=3",
    "--forceExit",
    ...patterns,
  ]
}

run()
