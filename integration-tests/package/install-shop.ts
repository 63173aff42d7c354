/**
 * From a tarball of the plugin to a bare Medusa that has it, as a store installs it.
 */
import { readFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import { inspectAdminBundle } from "./admin-bundle"
import { type BareShop, writeBareShop } from "./bare-shop"
import { run } from "./processes"
import type { Step } from "./steps"
import { inspectTarball, packPlugin } from "./tarball"

const REPOSITORY = resolve(__dirname, "../..")

const BUILT_ADMIN = ".medusa/server/src/admin"

/** What every command here needs to run at all; nothing of Stripe, nothing secret. */
export const BARE_ENVIRONMENT: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  MEDUSA_DISABLE_TELEMETRY: "1",
  NO_COLOR: "1",
  // Without a line for each request.
  LOG_LEVEL: "info",
}

export async function packAndInspect(
  folder: string,
  step: Step
): Promise<string> {
  await step("build the plugin", () =>
    run({ line: "npm run build", cwd: REPOSITORY, env: process.env })
  )
  const tarball = await step("pack it", () => packPlugin(REPOSITORY, folder))
  await step(
    "find nothing in the tarball that should not be there",
    async () => {
      const objections = await inspectTarball(tarball, folder)
      if (objections.length > 0) throw new Error(objections.join("\n"))
    }
  )
  await step("load no more in the admin than one language needs", async () => {
    const { problems, summary } = await inspectAdminBundle(
      join(folder, "package", BUILT_ADMIN)
    )
    console.log(summary)
    if (problems.length > 0) throw new Error(problems.join("\n"))
  })
  return tarball
}

/** The versions that this repository is developed with. */
export async function ownVersions(): Promise<BareShop["versions"]> {
  const medusa = await versionOf("@medusajs/medusa")
  return {
    medusa,
    adminSdk: medusa,
    swc: await versionOf("@swc/core"),
    tsNode: await versionOf("ts-node"),
    typescript: await versionOf("typescript"),
  }
}

/** @param isLenient npm's peer ranges never contain a preview, so they are not enforced for one */
export async function installShop(
  shop: BareShop,
  step: Step,
  isLenient = false
): Promise<void> {
  const { folder } = shop
  await step(
    `install it in a bare Medusa ${shop.versions.medusa}`,
    async () => {
      await writeBareShop(shop)
      await run({
        line: `npm install --prefer-offline --no-audit --no-fund ${isLenient ? "--legacy-peer-deps" : ""}`,
        cwd: folder,
        env: process.env,
      })
    }
  )
  await step("import everything it exports", () =>
    run({ line: "node check-exports.js", cwd: folder, env: BARE_ENVIRONMENT })
  )
  await step("type-check the store", () =>
    run({ line: "npx tsc --noEmit", cwd: folder, env: BARE_ENVIRONMENT })
  )
}

async function versionOf(name: string): Promise<string> {
  const path = join(REPOSITORY, "node_modules", name, "package.json")
  return (JSON.parse(await readFile(path, "utf8")) as { version: string })
    .version
}
