/**
 * `npm run test:instances [-- --generator] [--seed N] [--episodes N] [--episode N] [-t NAME] [pattern]`
 *
 * Jest rejects unknown options, so they are passed in the environment.
 */
import { spawn } from "node:child_process"
import { parseArgs } from "node:util"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    generator: { type: "boolean", default: false },
    seed: { type: "string" },
    episodes: { type: "string" },
    episode: { type: "string" },
    testNamePattern: { type: "string", short: "t" },
  },
})

const jest = spawn(
  process.execPath,
  [
    "--experimental-vm-modules",
    require.resolve("jest/bin/jest"),
    ...["--selectProjects", "instances", "--maxWorkers=1", "--forceExit"],
    ...(values.testNamePattern === undefined
      ? []
      : ["--testNamePattern", values.testNamePattern]),
    ...(values.generator ? ["instances/generator.spec"] : positionals),
  ],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      ...(values.seed === undefined ? {} : { FAULTS_SEED: values.seed }),
      ...(values.episodes === undefined
        ? {}
        : { FAULTS_EPISODES: values.episodes }),
      ...(values.episode === undefined
        ? {}
        : { FAULTS_EPISODE: values.episode }),
    },
  }
)

jest.once("exit", (code) => {
  process.exitCode = code ?? 1
})
