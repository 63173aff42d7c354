/**
 * Disposable copies of a starter's storefront: always of our stand-in, and of a real
 * checkout if `DTC_STARTER` names one whose dependencies are installed.
 */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

import { compileStandIn, compileStarter, type CompileErrors } from "./compile"
import { STAND_IN } from "./stand-in"

export interface Starter {
  readonly name: string
  /** Makes a copy and returns its folder. */
  copy(): Promise<string>
  compile(folder: string): CompileErrors | Promise<CompileErrors>
}

const copies: string[] = []

export async function removeCopies(): Promise<void> {
  for (const folder of copies.splice(0)) {
    await rm(folder, { recursive: true, force: true })
  }
}

const standIn: Starter = {
  name: "a stand-in for the starter",
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
      await linkModules(join(original, "node_modules"), storefront)
      await linkModules(join(root, "node_modules"), folder)
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

/** A link, because the folder has hundreds of megabytes that nothing writes to. A dangling link is harmless. */
async function linkModules(nodeModules: string, folder: string): Promise<void> {
  await symlink(nodeModules, join(folder, "node_modules"), "junction")
}
