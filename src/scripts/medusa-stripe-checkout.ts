#!/usr/bin/env node
/**
 * The operator's command: runs one of the package's scripts in the store's folder, with
 * Medusa's own `medusa exec`.
 */
import { spawn } from "node:child_process"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { MedusaError } from "@medusajs/framework/utils"

import { asksForHelp, readCommand, USAGE } from "./read-command"

function main(argv: readonly string[]): void {
  if (asksForHelp(argv)) {
    process.stdout.write(`${USAGE}\n`)
    return
  }
  const { script, args } = readCommand(argv)
  const file = join(__dirname, `${script}${__filename.slice(-3)}`)
  const child = spawn(
    process.execPath,
    [findMedusa(process.cwd()), "exec", file, ...args],
    { stdio: "inherit" }
  )
  child.once("error", fail)
  child.once("exit", (code) => {
    process.exitCode = code ?? 1
  })
}

/** Medusa's command line, as the store installed it. */
function findMedusa(folder: string): string {
  try {
    const { resolve } = createRequire(join(folder, "package.json"))
    return join(dirname(resolve("@medusajs/cli/package.json")), "cli.js")
  } catch {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Medusa is not installed in ${folder}. Run this command in the folder of your Medusa store.`
    )
  }
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${message}\n`)
  process.exitCode = 1
}

try {
  main(process.argv.slice(2))
} catch (error) {
  fail(error)
}
