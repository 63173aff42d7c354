/**
 * The shop's process, which tests kill: Medusa with the plugin from the repository's sources, and nothing that helps it
 * to survive. Started by shop-process.ts; ends when the channel to the test closes.
 */
import { once } from "node:events"
import { createServer } from "node:http"
import { resolve } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import {
  ContainerRegistrationKeys,
  GracefulShutdownServer,
} from "@medusajs/framework/utils"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import { configure, migrateTables } from "../../support/prepare-medusa"
import { isBackgroundIdle, letRunAtOnce } from "../../support/background"
import { seedStore } from "../../support/seed-store"
import { runCommand } from "./run-command"
import type { ShopRequest, ShopPlan, ShopReport } from "./messages"

const REPOSITORY = resolve(__dirname, "../../..")

async function run({ port, isNew }: ShopPlan): Promise<void> {
  await configure(REPOSITORY, { withAdmin: false })
  if (isNew) await migrateTables(REPOSITORY)
  const app = express()
  const { container, shutdown } = await loadMedusa({
    directory: REPOSITORY,
    expressApp: app,
  })
  await switchOffJobs(container)
  const atOnce = Number(process.env["SYNCHRONIZATIONS_AT_ONCE"] ?? 0)
  if (atOnce > 0) letRunAtOnce(container, atOnce)
  const openRequests = new Set<unknown>()
  const server = GracefulShutdownServer.create(createServer(app))
  server.on("request", (request, response) => {
    openRequests.add(request)
    response.once("close", () => openRequests.delete(request))
  })
  server.listen(port, "localhost")
  await once(server, "listening")
  process.once("SIGTERM", () => void end(server, shutdown))
  listenToOrders(
    container,
    () => openRequests.size + (isBackgroundIdle(container) ? 0 : 1)
  )
  report({ kind: "ready", seed: isNew ? await seedStore(container) : null })
}

/** Tests run the job themselves, so that they know how often it has run. A server has no jobs to switch off. */
async function switchOffJobs(container: MedusaContainer): Promise<void> {
  const { projectConfig } = container.resolve(
    ContainerRegistrationKeys.CONFIG_MODULE
  )
  if (projectConfig.workerMode !== "server") {
    await new WorkflowScheduler().clear()
  }
}

/** As Medusa's own command ends. */
async function end(
  server: GracefulShutdownServer,
  shutdown: () => Promise<void>
): Promise<void> {
  await server.shutdown()
  await shutdown()
  process.exit(0)
}

function listenToOrders(
  container: MedusaContainer,
  countOpenRequests: () => number
): void {
  process.on("message", (order: ShopRequest) => {
    runCommand(container, order, countOpenRequests).then(
      (answer) => report({ kind: "done", id: order.id, answer }),
      (error: unknown) =>
        report({ kind: "failed", id: order.id, message: messageOf(error) })
    )
  })
}

/** Errors that leave a workflow are plain objects. */
function messageOf(error: unknown): string {
  const { message } = error as { message?: unknown }
  return typeof message === "string" ? message : String(error)
}

function report(message: ShopReport): void {
  process.send?.(message)
}

process.once("disconnect", () => process.exit(0))

run(JSON.parse(process.argv[2] ?? "") as ShopPlan).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
