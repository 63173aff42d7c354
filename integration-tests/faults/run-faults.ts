/**
 * `npm run test:faults [-- --full] [--seed N] [--episode N] [--from N] [-t NAME] [pattern]`
 *
 * Jest rejects unknown options, so they are passed in the environment.
 */
import { spawn } from "node:child_process"
import { parseArgs } from "node:util"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    full: { type: "boolean", default: false },
    seed: { type: "string" },
    episode: { type: "string" },
    from: { type: "string" },
    testNamePattern: { type: "string", short: "t" },
  },
})

// The long run is the generator's: it repeats each kill point, so their own specs would add nothing.
const pattern = values.full ? ["generator"] : positionals
const half = Number(values.episode) % 2 === 0 ? "even" : "odd"

const jest = spawn(
  process.execPath,
  [
    "--experimental-vm-modules",
    require.resolve("jest/bin/jest"),
    "--selectProjects",
    "faults",
    // A server that is not ours is shared, and crashes for all.
    `--maxWorkers=${process.env["DATABASE_URL"] ? 1 : 2}`,
    "--forceExit",
    ...(values.testNamePattern === undefined
      ? []
      : ["--testNamePattern", values.testNamePattern]),
    ...(values.episode === undefined ? pattern : [`${half}-episodes`]),
  ],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      ...(values.full ? { FAULTS_FULL: "true" } : {}),
      ...(values.seed === undefined ? {} : { FAULTS_SEED: values.seed }),
      ...(values.episode === undefined
        ? {}
        : { FAULTS_EPISODE: values.episode }),
      ...(values.from === undefined ? {} : { FAULTS_FROM: values.from }),
    },
  }
)

jest.once("exit", (code) => {
  process.exitCode = code ?? 1
})
