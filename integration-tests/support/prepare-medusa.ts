/**
 * What Medusa's own commands do before a store can start, in the store's own process: separate commands would load
 * everything again.
 */
import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { MedusaModule } from "@medusajs/framework/modules-sdk"
import {
  ContainerRegistrationKeys,
  getConfigFile,
} from "@medusajs/framework/utils"
import { migrate } from "@medusajs/medusa/commands/db/migrate"
import { initializeContainer } from "@medusajs/medusa/loaders/index"

type Configuration = Partial<Pick<ConfigModule["projectConfig"], "databaseUrl">>

/** Changes the configuration object itself: the file is loaded once, and Medusa's loaders get the same object. */
export async function configure(
  appDir: string,
  { withAdmin, ...project }: Configuration & { readonly withAdmin: boolean }
): Promise<void> {
  const { configModule, error } = await getConfigFile<ConfigModule>(
    appDir,
    "medusa-config"
  )
  if (error) throw error
  Object.assign(configModule.projectConfig, project)
  configModule.admin = { ...configModule.admin, disable: !withAdmin }
}

/** @returns the container that it needed; Medusa keeps that container's connections to the database. */
export async function migrateTables(appDir: string): Promise<MedusaContainer> {
  const container = await initializeContainer(appDir)
  await migrate({
    directory: appDir,
    skipLinks: false,
    skipScripts: true,
    skipSearch: true,
    executeAllLinks: true,
    executeSafeLinks: false,
    executeAllSearch: false,
    executeSafeSearch: false,
    logger: container.resolve(ContainerRegistrationKeys.LOGGER),
    container,
  })
  MedusaModule.clearInstances()
  return container
}
