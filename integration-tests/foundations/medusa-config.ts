import { join } from "node:path"
import { defineConfig } from "@medusajs/framework/utils"

// The smallest shop on which Medusa itself can be watched: no plugin, only a provider that writes down what it is told.
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
            resolve: join(__dirname, "src/providers/witness"),
            id: "default",
          },
        ],
      },
    },
  ],
})
