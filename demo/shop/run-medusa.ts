/**
 * The shop's process: Medusa with the plugin from the repository's sources. It also migrates and seeds, because running
 * Medusa's commands one by one would load everything three times.
 *
 * Started by start-medusa.ts with an environment, the launch options as its only argument, and an IPC channel. When the
 * channel closes, the demo is gone and the shop exits.
 */
import { once } from "node:events"
import { createServer } from "node:http"
import { resolve } from "node:path"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import {
  configure,
  migrateTables,
} from "../../integration-tests/support/prepare-medusa"
import { LOOPBACK } from "../choose-port"
import { Mailbox } from "./mailbox"
import { seedDemoShop } from "./seed-demo-shop"
import type { ShopOrder, ShopReport } from "./shop-order"

const REPOSITORY = resolve(__dirname, "../..")

async function run(order: ShopOrder): Promise<void> {
  await configure(REPOSITORY, { withAdmin: order.withAdmin })
  if (order.migrate) await migrateTables(REPOSITORY)
  const app = express()
  const mailbox = new Mailbox()
  app.get("/mailbox", (_request, response) => {
    response.send(mailbox.page())
  })
  const { container } = await loadMedusa({
    directory: REPOSITORY,
    expressApp: app,
  })
  mailbox.listen(container)
  const server = createServer(app).listen(order.port, LOOPBACK)
  await once(server, "listening")
  const { seedFor, storefrontUrl } = order
  const market = seedFor
    ? await seedDemoShop(container, { administrator: seedFor, storefrontUrl })
    : null
  report({ publishableKey: market?.publishableKey ?? null })
}

function report(message: ShopReport): void {
  process.send?.(message)
}

// No need to wait: everything that has to last is in the database.
process.once("SIGTERM", () => process.exit(0))
process.once("disconnect", () => process.exit(0))

run(JSON.parse(process.argv[2] ?? "") as ShopOrder).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
