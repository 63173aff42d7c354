import { dropDatabasesOfThisRun } from "../support/database"
import { stopRunningPostgres } from "./running-postgres"

/** Runs once after all spec files. The databases are dropped for the sake of a server that outlives the run. */
export default async function stopPostgresOfTests(): Promise<void> {
  await dropDatabasesOfThisRun()
  await stopRunningPostgres()
}
