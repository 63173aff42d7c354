import { spawn } from "node:child_process"
import { once } from "node:events"
import { resolve } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { inheritedEnvironment } from "../faults/shop/inherited-environment"
import { createSpecDatabase, type SpecDatabase } from "./database"

const REPOSITORY = resolve(__dirname, "../..")
const COMMAND_LINE = require.resolve("@medusajs/cli/cli.js")

/** With which the repository's own shop starts, given a database. */
export const USABLE_OPTIONS = {
  // Medusa prints most while developing.
  NODE_ENV: "development",
  LOG_LEVEL: "info",
  MEDUSA_BACKEND_URL: "https://api.shop.example",
  STOREFRONT_URL: "https://shop.example",
  STRIPE_API_BASE: "",
  STRIPE_API_KEY: "sk_test_1",
  STRIPE_WEBHOOK_SECRET: "whsec_for_tests_only",
  STRIPE_CHECKOUT_OPTIONS: "{}",
}

export type Ended = {
  readonly exitCode: number | null
  /** What a person at the terminal reads. */
  readonly output: string
}

/** Runs `medusa` on the repository until it ends by itself, in a process of its own. */
export async function runMedusa(
  args: readonly string[],
  environment: Readonly<Record<string, string>>
): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND_LINE, ...args], {
    cwd: REPOSITORY,
    env: {
      ...inheritedEnvironment(),
      MEDUSA_DISABLE_TELEMETRY: "true",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const endWithUs = (): void => void child.kill("SIGKILL")
  process.once("exit", endWithUs)
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => chunks.push(text))
  }
  const [exitCode] = (await once(child, "close")) as [number | null]
  process.off("exit", endWithUs)
  return { exitCode, output: stripVTControlCharacters(chunks.join("")) }
}

/** Usually a copy of what an earlier spec file has left. */
export async function openMigratedDatabase(
  environment: Readonly<Record<string, string>>
): Promise<SpecDatabase> {
  const database = await createSpecDatabase(REPOSITORY)
  if (database.isMigrated) return database
  const { exitCode, output } = await runMedusa(
    ["db:migrate", "--skip-scripts", "--skip-search", "--execute-all-links"],
    { ...environment, DATABASE_URL: database.url }
  )
  if (exitCode !== 0) throw new Error(`The migration failed:\n${output}`)
  await database.saveAsTemplate()
  return database
}
