import { appendFileSync } from "node:fs"
import { resolve } from "node:path"
import type { EpisodeReport } from "./episode"

const PAGE = resolve(__dirname, "../../../docs/reliability.md")

export type Figures = {
  readonly seed: number
  /** The half, or which shop. */
  readonly part: string
  readonly minutes: number
  readonly reports: readonly EpisodeReport[]
}

export function summarize({ minutes, part, reports, seed }: Figures): string {
  const sum = (count: (report: EpisodeReport) => number): number =>
    reports.reduce((total, report) => total + count(report), 0)
  const faults = new Map<string, number>()
  for (const kind of reports.flatMap((report) => report.faults)) {
    faults.set(kind, (faults.get(kind) ?? 0) + 1)
  }
  const byKind = [...faults]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([kind, count]) => `${kind} ${count}`)
    .join(", ")
  const cells = [
    new Date().toISOString().slice(0, 10),
    `${seed}, ${part}`,
    sum(({ checkouts }) => checkouts),
    `${sum(({ faults: all }) => all.length)}: ${byKind}`,
    `${sum(({ kills }) => kills.length)} points in ${sum(({ kills }) => Math.min(kills.length, 1))} kills`,
    sum(({ orders }) => orders),
    sum(({ differences }) => differences.length),
    minutes.toFixed(0),
  ]
  return `| ${cells.join(" | ")} |`
}

/** Appends one line to the table at the end of the page. The other half may do so at the same moment. */
export function appendFigures(line: string): void {
  appendFileSync(PAGE, `${line}\n`)
}
