import { findInstanceProblems } from "../instance-problems"
import type { Configuration } from "../store-configuration"
import { redisModules } from "../../../../../docs/snippets/redis-modules"

const REDIS = "redis://cache.shop.example:6379"

/** Under the names that Medusa gives its modules. */
const [event_bus, workflows, locking, caching] = redisModules(REDIS)
const ON_REDIS = { event_bus, workflows, locking, caching }

const IN_MEMORY = {
  event_bus: { resolve: "@medusajs/medusa/event-bus-local" },
  workflows: { resolve: "@medusajs/medusa/workflow-engine-inmemory" },
  locking: { resolve: "@medusajs/medusa/locking" },
}

const redisLock = { resolve: "@medusajs/medusa/locking-redis", id: "redis" }
const postgresLock = { resolve: "@medusajs/medusa/locking-postgres", id: "pg" }

const lockingWith = (...providers: object[]) => ({
  ...ON_REDIS,
  locking: { resolve: "@medusajs/medusa/locking", options: { providers } },
})

const LOCKS = /^Redis is configured, but .*locking-redis.*scaling\.md$/

const SERVER =
  /^this instance is in worker mode "server".*event-bus-redis and .*workflow-engine-redis in.*scaling\.md$/

describe("At start a shop of several instances", () => {
  it.each<[string, Configuration, RegExp[]]>([
    ["one instance in memory", { modules: IN_MEMORY }, []],
    ["no modules at all", {}, []],
    [
      "what the guide shows",
      { modules: ON_REDIS, projectConfig: { redisUrl: REDIS } },
      [],
    ],
    [
      "what the guide shows, on a server",
      { modules: ON_REDIS, projectConfig: { workerMode: "server" } },
      [],
    ],
    [
      "a Redis of the project and locks in memory",
      { modules: IN_MEMORY, projectConfig: { redisUrl: REDIS } },
      [LOCKS],
    ],
    [
      "an event bus on Redis and locks in memory",
      { modules: { ...IN_MEMORY, event_bus } },
      [LOCKS],
    ],
    [
      "a workflow engine on Redis and no locking module",
      { modules: { workflows } },
      [LOCKS],
    ],
    ["one provider of locks", { modules: lockingWith(redisLock) }, []],
    [
      "two providers of locks of which none is the default",
      { modules: lockingWith(redisLock, postgresLock) },
      [LOCKS],
    ],
    [
      "locks in Postgres",
      {
        modules: lockingWith({ ...postgresLock, is_default: true }, redisLock),
      },
      [],
    ],
    [
      "a server whose modules are in memory",
      { modules: IN_MEMORY, projectConfig: { workerMode: "server" } },
      [SERVER],
    ],
    [
      "a server without any modules",
      { projectConfig: { workerMode: "server" } },
      [SERVER],
    ],
    [
      "a server that lacks the event bus only",
      {
        modules: { ...ON_REDIS, event_bus: IN_MEMORY.event_bus },
        projectConfig: { workerMode: "server" },
      },
      [/Configure @medusajs\/medusa\/event-bus-redis in medusa-config/],
    ],
    [
      "a server with an event bus of somebody else",
      {
        modules: { ...ON_REDIS, event_bus: { resolve: "./src/modules/kafka" } },
        projectConfig: { workerMode: "server" },
      },
      [],
    ],
    [
      "a worker whose modules are in memory",
      { modules: IN_MEMORY, projectConfig: { workerMode: "worker" } },
      [],
    ],
  ])("judges %s", (_what, configuration, expected) => {
    expect(findInstanceProblems(configuration)).toEqual(
      expected.map((pattern): unknown => expect.stringMatching(pattern))
    )
  })

  it("is silent where Medusa shows no configuration", () => {
    expect(findInstanceProblems(undefined)).toEqual([])
  })
})
