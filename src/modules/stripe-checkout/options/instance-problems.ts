/**
 * What several instances need and the configuration lacks. Whether there are several, no
 * instance can see: that Redis is configured, or a worker mode, shows that they are meant.
 */
import { Modules } from "@medusajs/framework/utils"

import type { Configuration } from "./store-configuration"

const GUIDE =
  "https://github.com/medusa-payment-stripe-checkout/medusa-payment-stripe-checkout/blob/main/docs/scaling.md"

export function findInstanceProblems(
  configuration: Configuration | undefined
): string[] {
  return configuration
    ? [
        ...findLocksInMemory(configuration),
        ...findServerOnItsOwn(configuration),
      ]
    : []
}

function findLocksInMemory(configuration: Configuration): string[] {
  return usesRedis(configuration) && !hasLockingProvider(configuration)
    ? [
        `Redis is configured, but Medusa's locks are in the memory of each instance, so that two instances may complete the same cart at once. Make @medusajs/medusa/locking-redis the default provider of @medusajs/medusa/locking in medusa-config: ${GUIDE}`,
      ]
    : []
}

/** Of several providers none is used unless one is the default. */
function hasLockingProvider({ modules }: Configuration): boolean {
  const locking = modules?.[Modules.LOCKING]
  const providers = locking ? (locking.options?.providers ?? []) : []
  return (
    providers.length === 1 || providers.some(({ is_default }) => is_default)
  )
}

function usesRedis({ modules, projectConfig }: Configuration): boolean {
  return (
    Boolean(projectConfig?.redisUrl) ||
    [Modules.EVENT_BUS, Modules.WORKFLOW_ENGINE].some((name) =>
      isOnRedis(modules?.[name])
    )
  )
}

/** A server asks the workers over the event bus; the bus in its memory reaches nobody. */
function findServerOnItsOwn({
  modules,
  projectConfig,
}: Configuration): string[] {
  const inMemory = [
    [Modules.EVENT_BUS, "@medusajs/medusa/event-bus-redis"],
    [Modules.WORKFLOW_ENGINE, "@medusajs/medusa/workflow-engine-redis"],
  ].filter(([name = ""]) => isInMemory(modules?.[name]))
  return projectConfig?.workerMode === "server" && inMemory.length
    ? [
        `this instance is in worker mode "server", but what it asks the workers stays in its own memory, so webhooks wait for the next tick. Configure ${inMemory.map(([, remedy]) => remedy).join(" and ")} in medusa-config: ${GUIDE}`,
      ]
    : []
}

type Module = NonNullable<Configuration["modules"]>[string]

function isOnRedis(module: Module): boolean {
  return packageOf(module).includes("redis")
}

/** Without an entry of their own, Medusa's are in memory; a module of somebody else may be anywhere. */
function isInMemory(module: Module): boolean {
  return /^$|event-bus-local|workflow-engine-inmemory/.test(packageOf(module))
}

function packageOf(module: Module): string {
  return module && typeof module.resolve === "string" ? module.resolve : ""
}
