import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Whether this instance only serves requests, and leaves all other work to the workers. */
export function isServerOnly(container: MedusaContainer): boolean {
  const { projectConfig } = container.resolve<ConfigModule>(
    ContainerRegistrationKeys.CONFIG_MODULE
  )
  return projectConfig.workerMode === "server"
}
