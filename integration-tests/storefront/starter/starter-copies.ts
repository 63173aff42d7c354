/**
 * Copies of a starter's storefront that may be changed: of our stand-in always, and of
 * a real checkout if `DTC_STARTER` names one whose dependencies are installed.
 */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

import { compileStandIn, compileStarter, type Complaints } from "./compile"
import { STAND_IN } from "./stand-in"

export interface Starter {
  readonly name: string
  /** Makes a copy and names its folder. */
  copy(): Promise<string>
  compile(folder: string): Complaints | Promise<Complaints>
}

const copies: string[] = []

export async function removeCopies(): Promise<void> {
  for (const folder of copies.splice(0)) {
    await rm(folder, { recursive: true, force: true })
  }
}

const standIn: Starter = {
  name: "a storefront in the starter's shape",
  compile: compileStandIn,
  async copy() {
    const folder = await makeFolder()
    for (const [path, text] of Object.entries(STAND_IN)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text.trimStart())
    }
    return folder
  },
}

function checkoutAt(root: string): Starter {
  return {
    name: `the starter at ${root}`,
    compile: compileStarter,
    async copy() {
      const folder = await makeFolder()
      const original = join(root, "apps/storefront")
      const storefront = join(folder, "apps/storefront")
      await cp(original, storefront, {
        recursive: true,
        filter: (path) => !/[\\/](node_modules|\.next|\.git)$/.test(path),
      })
      await lend(join(original, "node_modules"), storefront)
      await lend(join(root, "node_modules"), folder)
      return storefront
    },
  }
}

const checkout = process.env["DTC_STARTER"]

export const STARTERS: readonly Starter[] = checkout
  ? [standIn, checkoutAt(checkout)]
  : [standIn]

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "starter-"))
  copies.push(folder)
  return folder
}

/** Hundreds of megabytes that nobody writes to. A link to nothing does no harm. */
async function lend(nodeModules: string, folder: string): Promise<void> {
  await symlink(nodeModules, join(folder, "node_modules"), "junction")
}
