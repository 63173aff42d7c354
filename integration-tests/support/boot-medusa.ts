import { once } from "node:events"
import { createServer } from "node:http"
import { mock } from "node:test"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaModule } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import { createSpecDatabase, type SpecDatabase } from "./database"
import { configure, migrateTables } from "./prepare-medusa"

export type RunningMedusa = {
  readonly container: MedusaContainer
  readonly databaseUrl: string
  stop(): Promise<void>
}

/**
 * Starts the Medusa application in `appDir`, with its own database, in this process. Medusa keeps its container in a
 * module variable, so there can be one per spec file.
 *
 * Medusa's own test runner does the same, but migrates for every spec file, loads the application twice and rebuilds
 * the database before every test. Here the migrated database is shared, the rest happens once, and tests stay apart
 * by using carts of their own.
 */
export async function bootMedusa(
  appDir: string,
  port: number
): Promise<RunningMedusa> {
  const database = await createSpecDatabase(appDir)
  try {
    return await bootOn(database, appDir, port)
  } catch (error) {
    await database.drop()
    throw error
  }
}

async function bootOn(
  database: SpecDatabase,
  appDir: string,
  port: number
): Promise<RunningMedusa> {
  process.env["DATABASE_URL"] = database.url
  await configure(appDir, { databaseUrl: database.url, withAdmin: false })
  if (!database.isMigrated) await migrateAndKeep(appDir, database)

  const app = express()
  const medusa = await loadMedusa({ directory: appDir, expressApp: app })
  const server = createServer(app).listen(port)
  // A connection that ends after a few idle seconds can end just when a test uses it again.
  server.keepAliveTimeout = 10 * 60 * 1000
  await once(server, "listening")
  return {
    container: medusa.container,
    databaseUrl: database.url,
    async stop() {
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
      await medusa.shutdown()
      MedusaModule.clearInstances()
      await database.drop()
    },
  }
}

async function migrateAndKeep(
  appDir: string,
  database: SpecDatabase
): Promise<void> {
  const container = await migrateQuietly(appDir)
  // Postgres copies a database only while nobody is connected. Parts of Medusa hold on to this very connection pool,
  // so it is emptied and opened again instead of being replaced.
  const pool = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await pool.destroy()
  await database.saveAsTemplate()
  pool.initialize()
}

/** One of Medusa's migrations prints advice to the console regardless of the log level. */
async function migrateQuietly(appDir: string): Promise<MedusaContainer> {
  const info = mock.method(console, "info", () => undefined)
  try {
    return await migrateTables(appDir)
  } finally {
    info.mock.restore()
  }
}
