import { createWriteStream, mkdirSync, readdirSync, rmSync } from "node:fs"
import { join, resolve } from "node:path"
import type { Readable } from "node:stream"
import { createInterface } from "node:readline"
import { stripVTControlCharacters } from "node:util"

const FOLDER = resolve(
  __dirname,
  "../../node_modules/.cache/stripe-checkout-demo"
)

const KEPT_FILES = 10

const REMEMBERED_LINES = 40

const WITHOUT_WARNINGS = /^error:|stripe-checkout:/
const WITH_WARNINGS = /^(error|warn):|stripe-checkout:/

export type LogFile = {
  readonly path: string
  /** Writes every line to the file, and shows the important ones in the terminal. */
  keep(stream: Readable): void
  /** During startup, Medusa warns about choices that are fine for a demo, such as the in-memory event bus. Later warnings matter. */
  showWarnings(isEnabled: boolean): void
  lastLines(): string
  close(): void
}

/** Medusa logs a lot. All of it goes to a file; the terminal shows only the plugin's lines and errors. */
export function openLogFile(show: (line: string) => void): LogFile {
  mkdirSync(FOLDER, { recursive: true })
  deleteOldFiles()
  const path = join(FOLDER, `medusa-${Date.now()}-${process.pid}.log`)
  const file = createWriteStream(path)
  const recent: string[] = []
  let important = WITHOUT_WARNINGS
  const keepLine = (raw: string): void => {
    const line = stripVTControlCharacters(raw)
    file.write(`${line}\n`)
    recent.push(line)
    if (recent.length > REMEMBERED_LINES) recent.shift()
    if (important.test(line)) show(line.replace(/^info: +/, ""))
  }
  return {
    path,
    keep(stream) {
      createInterface({ input: stream }).on("line", keepLine)
    },
    showWarnings(isEnabled) {
      important = isEnabled ? WITH_WARNINGS : WITHOUT_WARNINGS
    },
    lastLines: () => recent.join("\n"),
    close: () => file.end(),
  }
}

function deleteOldFiles(): void {
  const newestFirst = readdirSync(FOLDER).sort().reverse()
  for (const name of newestFirst.slice(KEPT_FILES)) rmSync(join(FOLDER, name))
}
