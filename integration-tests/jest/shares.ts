/**
 * Loading and starting Medusa takes longer than most specs do, and jest does it again for every file. So the specs on
 * the usual shop are described together, in as many files as run beside one another. Those in own-shops.json cannot be
 * among them: their shop has options of its own, or is another application.
 */
import { readdirSync, statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import ownShops from "./own-shops.json"

export function describeShare({
  kind,
  number,
  of,
}: {
  readonly kind: keyof typeof ownShops
  readonly number: number
  readonly of: number
}): void {
  const specs = share(sharedSpecs(kind), of)[number - 1] ?? []
  for (const spec of specs) jest.requireActual(spec)
}

function sharedSpecs(kind: keyof typeof ownShops): string[] {
  const chosen = process.env["SPECS"]?.split(",")
  const folder = resolve(__dirname, "..", kind)
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".spec.ts"))
    .filter((path) => !ownShops[kind].includes(basename(path, ".spec.ts")))
    .filter((path) => !chosen || chosen.some((part) => path.includes(part)))
}

/** The longest first, each to whoever has the least to do. */
function share(specs: readonly string[], count: number): string[][] {
  const shares = Array.from({ length: count }, () => ({
    size: 0,
    specs: [] as string[],
  }))
  const longestFirst = specs
    .map((path) => ({ path, size: sizeOf(path) }))
    .sort((a, b) => b.size - a.size)
  for (const { path, size } of longestFirst) {
    const [least] = [...shares].sort((a, b) => a.size - b.size)
    least?.specs.push(path)
    if (least) least.size += size
  }
  return shares.map((one) => one.specs)
}

/** Of the file and of the folder that its parts are in, which has its name. */
function sizeOf(path: string): number {
  const folder = path.replace(/\.spec\.ts$/, "")
  const parts = readdirSync(join(path, ".."), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === basename(folder))
    .flatMap(() => readdirSync(folder).map((part) => join(folder, part)))
  return [path, ...parts].reduce((sum, part) => sum + statSync(part).size, 0)
}
