import { join } from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

// The smallest shop for testing Medusa itself: no plugin, only a payment provider that records its calls.
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env["DATABASE_URL"] ?? "",
    http: {
      storeCors: "http://localhost",
      adminCors: "http://localhost",
      authCors: "http://localhost",
    },
  },
  modules: [
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          {
            resolve: join(__dirname, "src/providers/recording"),
            id: "default",
          },
        ],
      },
    },
  ],
})
