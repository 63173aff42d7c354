/**
 * How long a bare store takes to build and to start, with the packed plugin and without it.
 */
import { rmSync } from "node:fs"
import { mkdtemp, readdir, readFile, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { CleanUp } from "../package/clean-up"
import {
  installShop,
  ownVersions,
  packAndInspect,
} from "../package/install-shop"
import { openShop, type RunningShop } from "../package/open-shop"
import { endAllProcesses, run } from "../package/processes"
import { createStep } from "../package/steps"
import { ratio, seconds } from "./figures"
import { printLine, printMachine } from "./print"

type Seconds = { readonly build: number; readonly start: number }

/** What a browser loads, gzipped. */
type Figures = Seconds & { readonly adminBytes: number }

export async function benchStart(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "medusa-bench-"))
  const cleanUp = new CleanUp()
  process.once("exit", () => {
    endAllProcesses()
    rmSync(folder, { recursive: true, force: true })
  })
  try {
    await measure(join(folder, "shop"), { folder, rounds, cleanUp })
  } finally {
    await cleanUp.run()
  }
}

async function measure(
  shopFolder: string,
  {
    cleanUp,
    folder,
    rounds,
  }: {
    readonly cleanUp: CleanUp
    readonly folder: string
    readonly rounds: number
  }
): Promise<void> {
  const step = createStep()
  const tarball = await packAndInspect(folder, step)
  const versions = await ownVersions()
  await installShop(
    { folder: shopFolder, tarball, versions, hasAdmin: true },
    step
  )
  const shop = await openShop({ folder: shopFolder, step, cleanUp })
  await shop.kill()
  const configurations = await configurationsOf(shopFolder)
  const times = { with: [] as Figures[], without: [] as Figures[] }
  for (let round = 0; round < rounds; round += 1) {
    for (const which of ["without", "with"] as const) {
      await writeFile(
        join(shopFolder, "medusa-config.ts"),
        configurations[which]
      )
      times[which].push(await buildAndStart(shop, shopFolder))
    }
  }
  printMachine()
  for (const what of ["build", "start"] as const) {
    const [one, base] = [
      median(times.with.map((time) => time[what])),
      median(times.without.map((time) => time[what])),
    ]
    printLine(
      `${what} of a bare store, median of ${rounds}`,
      `${seconds(base)} without the plugin, ${seconds(one)} with it = ${ratio(one, base)}`
    )
  }
  const [withPlugin, base] = [
    median(times.with.map(({ adminBytes }) => adminBytes)),
    median(times.without.map(({ adminBytes }) => adminBytes)),
  ]
  printLine(
    "admin of a bare store, gzipped",
    `${kilobytes(base)} without the plugin, ${kilobytes(withPlugin)} with it: ${kilobytes(withPlugin - base)} more`
  )
}

/** The store's configuration, and the same without the plugin. */
async function configurationsOf(
  shopFolder: string
): Promise<{ readonly with: string; readonly without: string }> {
  const text = await readFile(join(shopFolder, "medusa-config.ts"), "utf8")
  return {
    with: text,
    without: text
      .replace("plugins: [stripe.plugin]", "plugins: []")
      .replace("providers: [...stripe.providers]", "providers: []"),
  }
}

async function buildAndStart(shop: RunningShop, cwd: string): Promise<Figures> {
  const build = await timeOf(() =>
    run({ line: "npx medusa build", cwd, env: shop.env })
  )
  const start = await timeOf(() => shop.start())
  await shop.kill()
  return { build, start, adminBytes: await measureAdmin(cwd) }
}

/** Everything that the admin may load, gzipped file by file as a server sends it. */
async function measureAdmin(shopFolder: string): Promise<number> {
  const assets = join(shopFolder, ".medusa/server/public/admin/assets")
  const names = await readdir(assets)
  const sizes = await Promise.all(
    names
      .filter((name) => /[.](css|js)$/.test(name))
      .map(async (name) => gzipSync(await readFile(join(assets, name))).length)
  )
  return sizes.reduce((total, size) => total + size, 0)
}

/** In milliseconds. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
