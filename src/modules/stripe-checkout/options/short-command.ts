/**
 * Whether this process serves a store, or is one of Medusa's commands that end by
 * themselves. Medusa runs these in worker mode `server`, beside no worker, and migrates
 * before its workflows are loaded.
 */
const SHORT_COMMAND = /^(exec|user|db:\S+)$/

/** `medusa exec`, `medusa db:migrate` and the like. */
export function isShortCommand(argv: readonly string[] = process.argv) {
  return SHORT_COMMAND.test(argv[2] ?? "")
}

/** `medusa db:migrate` and the other commands of the database. */
export function isDatabaseCommand(argv: readonly string[] = process.argv) {
  return argv[2]?.startsWith("db:") ?? false
}
