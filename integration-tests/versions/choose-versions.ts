/**
 * The versions of Medusa that the plugin is tried with: one of each supported minor, the newest, and the newest
 * snapshot of the next one.
 */
import { run } from "../package/processes"

const ONE_OF_EACH_MINOR = ["2.18.0", "2.19.0", "2.20.1", "2.21.0"]

const PACKAGE = "@medusajs/medusa"

export async function chooseVersions(
  only: readonly string[]
): Promise<string[]> {
  if (only.length > 0) return [...only]
  const latest = await view<string>(`${PACKAGE} dist-tags.latest`)
  const published = await view<string[]>(`${PACKAGE} versions`)
  const snapshot = published.filter(isSnapshot).sort(byVersion).at(-1)
  const all = [...ONE_OF_EACH_MINOR, latest, snapshot]
  return [...new Set(all.filter((version) => version !== undefined))]
}

/** Medusa does not publish this package with every snapshot; then the newest release takes its place. */
export async function adminSdkFor(version: string): Promise<string> {
  if (!isPreview(version)) return version
  const published = await view<string[]>("@medusajs/admin-sdk versions")
  return published.includes(version)
    ? version
    : view<string>("@medusajs/admin-sdk dist-tags.latest")
}

/** npm's ranges never contain one. */
export function isPreview(version: string): boolean {
  return version.includes("-")
}

function isSnapshot(version: string): boolean {
  return version.includes("-snapshot-")
}

function byVersion(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true })
}

async function view<Answer>(what: string): Promise<Answer> {
  const printed = await run({
    line: `npm view ${what} --json`,
    cwd: process.cwd(),
    env: process.env,
  })
  return JSON.parse(printed) as Answer
}
