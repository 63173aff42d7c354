import type { Postgres } from "../support/postgres"

// Jest runs the setup and the teardown in the same process, and each only once, however many projects name them.
let running: Postgres | undefined

export function setRunningPostgres(postgres: Postgres): void {
  running = postgres
}

export async function stopRunningPostgres(): Promise<void> {
  await running?.stop()
}
