import { cpus, loadavg } from "node:os"
import { version as medusa } from "@medusajs/medusa/package.json"

/** Figures say nothing without the machine and what else it was doing. */
export function printMachine(): void {
  const [load = 0] = loadavg()
  console.log(
    `Medusa ${medusa}, Node.js ${process.version}, ${cpus().length} cores, load ${load.toFixed(1)}\n`
  )
}

export function printLine(what: string, figures: string): void {
  console.log(`${what.padEnd(56)} ${figures}`)
}
