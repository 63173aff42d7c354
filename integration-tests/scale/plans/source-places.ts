import { readdirSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"

const MODULE = resolve(__dirname, "../../../src/modules/stripe-checkout")

const FOLDERS = ["repositories", "core-tables"]

const RUNS_A_STATEMENT =
  /\bthis\.(sql|remove|findOne)(\.run)?(<.*)?\(|\bremoveBatch\(this/

/** `file:line` of each place in the source that runs a statement. */
export function placesInSource(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(MODULE, folder))
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) => placesIn(`${folder}/${name}`))
  )
}

function placesIn(file: string): string[] {
  return readFileSync(join(MODULE, file), "utf8")
    .split("\n")
    .flatMap((line, index) =>
      RUNS_A_STATEMENT.test(line) ? [`${file}:${index + 1}`] : []
    )
}
