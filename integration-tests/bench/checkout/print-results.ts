import { availableParallelism, cpus } from "node:os"
import { figureOf } from "./figures"
import type { Results } from "./results"

/** How long Medusa's webhook route waits before it processes an event. */
const FIXED_DELAY_MS = 5_000

type Row = {
  readonly name: string
  /** One value per measurement; empty if the provider has no such step. */
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  readonly meaning: string
}

/** Prints both side by side, with the meaning of each row. The figures are informative, never a test. */
export function printResults(
  checkouts: number,
  ours: Results,
  theirs: Results
): void {
  const [cpu] = cpus()
  console.log(
    `\n${checkouts} checkouts of each kind with each provider, taking turns in one application.` +
      `\n${availableParallelism()} cores (${cpu?.model.trim() ?? "unknown"}), Node ${process.version}.` +
      "\nMilliseconds, median / 95th percentile. Ratio: this plugin's median divided by that of Medusa's own provider.\n"
  )
  const header = ["", "this plugin", "Medusa's own", "ratio"]
  const rows = rowsOf(ours, theirs)
  printTable([header, ...rows.map(cellsOf)])
  console.log("\nCalls to Stripe per checkout.\n")
  printTable([header, ...callRows(checkouts, ours, theirs)])
  console.log(
    ["", ...rows.map(({ name, meaning }) => `${name}: ${meaning}`)].join("\n")
  )
  console.log(meaningOfCalls)
}

function rowsOf(ours: Results, theirs: Results): Row[] {
  const own = (results: Results, step: "initiate" | "open" | "complete") =>
    results.steps.map((steps) => steps[step].own)
  const all = (results: Results, step: "initiate" | "open" | "complete") =>
    results.steps.map((steps) => steps[step].all)
  const beforePaying = (results: Results) =>
    results.steps.map(({ initiate, open }) => initiate.own + open.own)
  return [
    {
      name: "start the payment session",
      ours: all(ours, "initiate"),
      theirs: all(theirs, "initiate"),
      meaning:
        "the shopper chooses a payment method. The plugin does not call Stripe yet; Medusa's own provider creates a PaymentIntent and waits for it.",
    },
    {
      name: "start, without Stripe's time",
      ours: own(ours, "initiate"),
      theirs: own(theirs, "initiate"),
      meaning:
        "the same without Stripe's response time, which is a few milliseconds here and far more in production.",
    },
    {
      name: "pay link to redirect, without it",
      ours: own(ours, "open"),
      theirs: [],
      meaning:
        "the shopper clicks. The plugin reads the cart, checks the amounts and redirects the browser to Stripe's hosted page. With Medusa's own provider, the storefront shows its own card form instead.",
    },
    {
      name: "start and pay link, without it",
      ours: beforePaying(ours),
      theirs: beforePaying(theirs),
      meaning:
        "all of the server's work before the shopper can enter a card. It shows what the pay link adds.",
    },
    {
      name: "complete the cart",
      ours: all(ours, "complete"),
      theirs: all(theirs, "complete"),
      meaning:
        "the storefront places the order. Most of it is Medusa's own work; each provider checks with Stripe that the payment is authorized.",
    },
    {
      name: "complete, without Stripe's time",
      ours: own(ours, "complete"),
      theirs: own(theirs, "complete"),
      meaning: "the same without Stripe's response time.",
    },
    {
      name: "webhook to placed order",
      ours: ours.delays,
      theirs: theirs.delays,
      meaning:
        "the shopper pays and never comes back. The plugin processes the webhook at once; Medusa's own route waits five seconds first.",
    },
    {
      name: "… without Medusa's fixed delay",
      ours: ours.delays,
      theirs: theirs.delays.map((delay) => delay - FIXED_DELAY_MS),
      meaning: "the same, as if Medusa's own route did not wait.",
    },
  ]
}

function cellsOf({ name, ours, theirs }: Row): string[] {
  return [name, shown(ours), shown(theirs), ratio(ours, theirs)]
}

function shown(values: readonly number[]): string {
  if (values.length === 0) return "–"
  const { median, p95 } = figureOf(values)
  return `${median.toFixed(1)} / ${p95.toFixed(1)}`
}

function ratio(ours: readonly number[], theirs: readonly number[]): string {
  if (ours.length === 0 || theirs.length === 0) return "–"
  return (figureOf(ours).median / figureOf(theirs).median).toFixed(2)
}

const meaningOfCalls =
  "Calls: how much of Stripe's rate limit one sale uses. \"before the click\" is also the cost of shoppers who never pay. The POST to a PaymentIntent after the order writes the order's number to Stripe."

function callRows(
  checkouts: number,
  ours: Results,
  theirs: Results
): string[][] {
  const each = (count: number) => (count / checkouts).toFixed(2)
  const total = ({ calls }: Results) =>
    [...calls.byKind.values()].reduce((sum, count) => sum + count, 0)
  const kinds = new Set([
    ...ours.calls.byKind.keys(),
    ...theirs.calls.byKind.keys(),
  ])
  return [
    [
      "before the click",
      each(ours.calls.beforeTheClick),
      each(theirs.calls.beforeTheClick),
      "",
    ],
    ...[...kinds].map((kind) => [
      kind,
      each(ours.calls.byKind.get(kind) ?? 0),
      each(theirs.calls.byKind.get(kind) ?? 0),
      "",
    ]),
    [
      "total",
      each(total(ours)),
      each(total(theirs)),
      (total(ours) / total(theirs)).toFixed(2),
    ],
  ]
}

function printTable(rows: readonly (readonly string[])[]): void {
  for (const [name = "", ...cells] of rows) {
    console.log(name.padEnd(40), ...cells.map((cell) => cell.padStart(18)))
  }
}
