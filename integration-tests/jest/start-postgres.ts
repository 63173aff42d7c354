import { startPostgres } from "../support/postgres"
import { setRunningPostgres } from "./running-postgres"

/**
 * Runs once before all spec files. The workers inherit the environment, which is how they, and Medusa's own test
 * runners, find the server.
 */
export default async function startPostgresForTests(): Promise<void> {
  const postgres = await startPostgres()
  setRunningPostgres(postgres)
  Object.assign(process.env, {
    DB_HOST: postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
    DB_TEMP_NAME: `stripe_checkout_test_${process.pid}`,
    NODE_ENV: "test",
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "error",
    MEDUSA_DISABLE_TELEMETRY: "true",
  })
}
