/**
 * `npm run test:http [-- spec…]` and `npm run test:browser [-- spec…]`: all specs together, or only those that are
 * named, each with a shop of its own.
 */
import { spawnSync } from "node:child_process"
import { parseArgs } from "node:util"

const {
  positionals: [kind = "", ...specs],
  values,
} = parseArgs({
  allowPositionals: true,
  options: { testNamePattern: { type: "string", short: "t" } },
})

const { status } = spawnSync(
  process.execPath,
  [
    "--experimental-vm-modules",
    require.resolve("jest/bin/jest"),
    "--selectProjects",
    specs.length > 0 ? `${kind} alone` : kind,
    "--maxWorkers=2",
    "--workerIdleMemoryLimit=1GB",
    "--forceExit",
    ...(values.testNamePattern === undefined
      ? []
      : ["--testNamePattern", values.testNamePattern]),
    ...specs,
  ],
  { stdio: "inherit" }
)
process.exitCode = status ?? 1
