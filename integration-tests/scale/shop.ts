/** The shop that is measured: Medusa with the plugin in this process, on a database that is filled, and an emulated Stripe. */
import { createServer } from "node:http"
import { resolve } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { WorkflowScheduler } from "@medusajs/framework/orchestration"
import loadMedusa from "@medusajs/medusa/loaders/index"
import express from "express"
import { startStripeEmulator } from "../stripe-emulator/server"
import { findFreePort } from "../support/free-port"
import { configure, migrateTables } from "../support/prepare-medusa"
import {
  API_KEY,
  registerAccounts,
  WEBHOOK_SECRET,
} from "../support/register-accounts"

const REPOSITORY = resolve(__dirname, "../..")

/** What Medusa's configuration reads; call it before anything else. */
export async function prepareShop(databaseUrl: string): Promise<void> {
  const emulator = await startStripeEmulator({ apiKeys: [API_KEY] })
  const baseUrl = `http://localhost:${await findFreePort()}`
  await registerAccounts(emulator.controls, baseUrl)
  Object.assign(process.env, {
    NODE_ENV: "test",
    LOG_LEVEL: "error",
    MEDUSA_DISABLE_TELEMETRY: "true",
    DATABASE_URL: databaseUrl,
    MEDUSA_BACKEND_URL: baseUrl,
    STOREFRONT_URL: "http://storefront.example",
    STRIPE_API_KEY: API_KEY,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_API_BASE: emulator.url,
  })
  await configure(REPOSITORY, { databaseUrl, withAdmin: false })
}

export async function migrateShop(): Promise<void> {
  await migrateTables(REPOSITORY)
}

/** Nothing runs in it by itself. */
export async function openShop(): Promise<MedusaContainer> {
  const app = express()
  const { container } = await loadMedusa({
    directory: REPOSITORY,
    expressApp: app,
  })
  createServer(app)
  await new WorkflowScheduler().clear()
  return container
}
