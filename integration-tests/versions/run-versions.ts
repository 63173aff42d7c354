/**
 * `npm run test:versions [-- --only 2.18.0 --only 2.21.2]`: whether the packed plugin works in the versions of Medusa
 * that its peer range promises, and in the next one.
 */
import { rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { packAndInspect } from "../package/install-shop"
import { endAllProcesses } from "../package/processes"
import { createStep } from "../package/steps"
import { chooseVersions } from "./choose-versions"
import { playVersion, type VersionResult } from "./play-version"

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true, default: [] } },
  })
  const versions = await chooseVersions(values.only)
  const folder = await mkdtemp(join(tmpdir(), "medusa-versions-"))
  process.once("exit", () => {
    endAllProcesses()
    rmSync(folder, { recursive: true, force: true })
  })
  const tarball = await packAndInspect(folder, createStep())
  const results: VersionResult[] = []
  for (const version of versions) {
    results.push(await playVersion(version, { folder, tarball }))
  }
  for (const { version, passed, failed } of results) {
    const failure = failed.length > 0 ? `, FAILED: ${failed.join(", ")}` : ""
    console.log(`Medusa ${version}: ${passed} steps passed${failure}`)
  }
  return results.every(({ failed }) => failed.length === 0) ? 0 : 1
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => process.exit(130))
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
)
