import { cp, mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"

const PLUGIN = "medusa-payment-stripe-checkout"
const SUPPORT = join(__dirname, "../support")

/** The seeding code of the other tests; here it runs as a script of the shop. */
const SEEDING = [
  "only.ts",
  "seed-catalog.ts",
  "seed-delivery.ts",
  "seed-market.ts",
  "seed-store.ts",
]

/** The plugin's public entry points and the exports they must have. */
const PUBLIC = {
  config: ["defineStripeCheckout"],
  "modules/stripe-checkout": ["default"],
  "providers/stripe-checkout": ["default"],
  workflows: [
    "captureOrderPaymentsWorkflow",
    "openCheckoutSessionWorkflow",
    "reconcilePaymentsWorkflow",
    "releaseOrderPaymentsWorkflow",
    "replayStripeEventsWorkflow",
    "synchronizePaymentWorkflow",
  ],
}

/** Medusa and its admin resolve these without loading them. */
const RESOLVABLE = ["admin", "package.json"]

const CHECK_EXPORTS = `
const missing = Object.entries(${JSON.stringify(PUBLIC)}).flatMap(([path, names]) => {
  const found = require("${PLUGIN}/" + path)
  return names.filter((name) => !(name in found)).map((name) => path + ": " + name)
})
for (const path of ${JSON.stringify(RESOLVABLE)}) require.resolve("${PLUGIN}/" + path)
if (missing.length > 0) throw new Error("Not exported: " + missing.join(", "))
`

/** The medusa-config.ts as the README shows it, with the options written once. */
const configOf = ({ hasAdmin }: BareShop): string => `
import { defineConfig } from "@medusajs/framework/utils"
import { defineStripeCheckout } from "${PLUGIN}/config"

const stripe = defineStripeCheckout({
  apiKey: process.env.STRIPE_API_KEY,
  webhookSecret: process.env.STRIPE_WEBHOOK_SECRET,
  apiBase: process.env.STRIPE_API_BASE,
  backendUrl: process.env.MEDUSA_BACKEND_URL!,
  storefrontUrl: process.env.STOREFRONT_URL!,
})

module.exports = defineConfig({
  admin: { disable: ${String(!hasAdmin)} },
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL!,
    http: {
      storeCors: process.env.STOREFRONT_URL!,
      adminCors: process.env.MEDUSA_BACKEND_URL!,
      authCors: process.env.MEDUSA_BACKEND_URL!,
      jwtSecret: process.env.JWT_SECRET!,
      cookieSecret: process.env.COOKIE_SECRET!,
    },
  },
  plugins: [stripe.plugin],
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: { providers: [...stripe.providers] },
    },
  ],
})
`

const SEED_SCRIPT = `
import { writeFile } from "node:fs/promises"
import type { ExecArgs } from "@medusajs/framework/types"
import { seedStore } from "../seeding/seed-store"

export default async function seed({ container }: ExecArgs): Promise<void> {
  await writeFile(process.env.SEED_FILE!, JSON.stringify(await seedStore(container)))
}
`

const TS_CONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "Node16",
    moduleResolution: "Node16",
    esModuleInterop: true,
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    outDir: "./.medusa/server",
    rootDir: "./",
  },
  include: ["medusa-config.ts", "src"],
  exclude: ["node_modules", ".medusa"],
  "ts-node": { swc: true },
}

export type BareShop = {
  readonly folder: string
  readonly tarball: string
  /** Whether its admin is built, with the plugin's card in it. */
  readonly hasAdmin: boolean
  readonly versions: Versions
}

type Versions = {
  readonly medusa: string
  /** Not published for each preview of Medusa. */
  readonly adminSdk: string
  /** Medusa's CLI compiles a store's files with it. */
  readonly swc: string
  readonly tsNode: string
  readonly typescript: string
}

/** Writes a store that has only Medusa and the packed plugin. */
export async function writeBareShop(shop: BareShop): Promise<void> {
  const { folder, tarball, versions } = shop
  const packages = {
    "@medusajs/admin-sdk": versions.adminSdk,
    "@medusajs/cli": versions.medusa,
    "@medusajs/framework": versions.medusa,
    "@medusajs/medusa": versions.medusa,
    [PLUGIN]: `file:${tarball}`,
  }
  const files = {
    "package.json": JSON.stringify({
      name: "bare-shop",
      private: true,
      dependencies: packages,
      devDependencies: {
        "@swc/core": versions.swc,
        "@types/node": "^20.19.0",
        "ts-node": versions.tsNode,
        typescript: versions.typescript,
      },
    }),
    "tsconfig.json": JSON.stringify(TS_CONFIG),
    "medusa-config.ts": configOf(shop),
    "check-exports.js": CHECK_EXPORTS,
    "src/scripts/seed.ts": SEED_SCRIPT,
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  for (const name of SEEDING) {
    await cp(join(SUPPORT, name), join(folder, "src/seeding", name))
  }
}
