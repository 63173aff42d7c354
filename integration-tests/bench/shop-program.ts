/**
 * The measured shop's process: Medusa with the plugin from the repository's sources, and Medusa's own Stripe provider
 * next to it. It exits when the channel to the benchmark closes.
 */
import { once } from "node:events"
import { createServer } from "node:http"
import { resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import { Client } from "@medusajs/framework/pg"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import {
  readBulkRequest,
  startBulkRequest,
} from "../../src/workflows/order-payments/bulk-request"
import { reconcilePaymentsWorkflow } from "../../src/workflows/reconciliation/reconcile-payments"
import { addMedusasStripe } from "../beside-others/add-medusas-stripe"
import { configure, migrateTables } from "../support/prepare-medusa"
import { seedStore } from "../support/seed-store"
import type { ShopPlan, ShopReport, UsageRequest } from "./messages"
import { now } from "./now"

const REPOSITORY = resolve(__dirname, "../..")

async function run({ port }: ShopPlan): Promise<void> {
  const count = countStatements()
  await configure(REPOSITORY, { withAdmin: false })
  await addMedusasStripe(REPOSITORY)
  await migrateTables(REPOSITORY)
  const app = express()
  const { container } = await loadMedusa({
    directory: REPOSITORY,
    expressApp: app,
  })
  // The reconciliation job reads Stripe's lists once a minute, which would disturb the measurement.
  await new WorkflowScheduler().clear()
  const server = createServer(app).listen(port, "localhost")
  await once(server, "listening")
  reportOrders(container)
  reportUsage(container, count)
  report({ kind: "ready", seed: await seedStore(container) })
}

function reportOrders(container: MedusaContainer): void {
  const bus = container.resolve(Modules.EVENT_BUS)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const reportOrder = async (orderId: string, at: number): Promise<void> => {
    const { data } = await query.graph({
      entity: "order_cart",
      fields: ["cart_id"],
      filters: { order_id: orderId },
    })
    const [link] = data as { cart_id: string }[]
    if (link) report({ kind: "placed", cartId: link.cart_id, at })
  }
  bus.subscribe(
    "order.placed",
    ({ data }) => reportOrder((data as { id: string }).id, now()),
    { subscriberId: "bench" }
  )
}

/** Each statement is one call of the driver, also the beginnings and ends of transactions. */
function countStatements(): () => number {
  let statements = 0
  const proto = Client.prototype as { query: (...given: unknown[]) => unknown }
  const { query } = proto
  proto.query = function (this: unknown, ...given: unknown[]) {
    statements += 1
    return query.apply(this, given)
  }
  return () => statements
}

function reportUsage(container: MedusaContainer, count: () => number): void {
  const answer = async ({ id, first }: UsageRequest): Promise<void> => {
    if (first) {
      await carryOut(container, first)
    }
    const { system, user } = process.cpuUsage()
    report({
      kind: "used",
      id,
      statements: count(),
      cpuMs: (system + user) / 1000,
      megabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024),
    })
  }
  process.on("message", (request: UsageRequest) => {
    void answer(request)
  })
}

async function carryOut(
  container: MedusaContainer,
  work: NonNullable<UsageRequest["first"]>
): Promise<void> {
  if (work.kind === "sweep") {
    await reconcilePaymentsWorkflow(container).run({ input: { now: true } })
    return
  }
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "order_cart",
      fields: ["order_id"],
      filters: { cart_id: [...work.cartIds] },
    })
  const { bulk_id } = await startBulkRequest(container, {
    kind: "capture",
    order_ids: (data as { order_id: string }[]).map(({ order_id }) => order_id),
  })
  while ((await readBulkRequest(container, bulk_id)).pending > 0) {
    await pause(100)
  }
}

function report(message: ShopReport): void {
  process.send?.(message)
}

process.once("disconnect", () => process.exit(0))

run(JSON.parse(process.argv[2] ?? "") as ShopPlan).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
