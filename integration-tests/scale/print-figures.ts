import { readFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg } from "node:os"
import { join } from "node:path"
import type { Figure } from "./measure"
import type { Pruning } from "./measure-pruning"

export function printMachine(postgres: string): void {
  const [cpu] = cpus()
  console.log(
    `${availableParallelism()} cores (${cpu?.model.trim() ?? "unknown"}), Node ${process.version}, Medusa ${medusaVersion()}, Postgres ${postgres}.\n${describeLoad()}`
  )
}

export function describeLoad(): string {
  return `Load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(", ")}.`
}

/** Database time in milliseconds: what Medusa waits for Postgres, the way there and back included. */
export function printFigures(figures: readonly Figure[]): void {
  console.log("\nDatabase time, milliseconds and statements.\n")
  const width = Math.max(...figures.map(({ name }) => name.length))
  for (const { name, ms, remark, slowest, statements } of figures) {
    console.log(
      `${name.padEnd(width)} ${ms.toFixed(1).padStart(10)} ${String(statements).padStart(5)}  ${remark}`.trimEnd()
    )
    if (slowest && slowest.ms > SLOW_MS) {
      console.log(
        `${" ".repeat(width)} of it ${slowest.ms.toFixed(1)}: ${shorten(slowest.text)}`
      )
    }
  }
}

export function printPruning({ ms, rows, slowest, ticks }: Pruning): void {
  console.log(
    `\nPruning: ${rows} rows in ${ticks} ticks, ${(ms / 1000).toFixed(1)} s of database time; the slowest statement ${(slowest?.ms ?? 0).toFixed(0)} ms.\n${describeLoad()}`
  )
}

/** Whatever is slower is worth a look. */
const SLOW_MS = 20

function shorten(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, 110)
}

function medusaVersion(): string {
  const entry = require.resolve("@medusajs/medusa")
  const folder = entry.slice(0, entry.lastIndexOf(join("@medusajs", "medusa")))
  const file = join(folder, "@medusajs", "medusa", "package.json")
  const { version } = JSON.parse(readFileSync(file, "utf8")) as {
    version: string
  }
  return version
}
