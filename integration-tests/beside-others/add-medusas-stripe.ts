import type { ConfigModule } from "@medusajs/framework/types"
import { getConfigFile, Modules } from "@medusajs/framework/utils"
import medusasStripe from "./medusas-stripe"
import { MEDUSAS_WEBHOOK_SECRET } from "./names"

type PaymentModule = {
  options: { providers: object[] }
}

/**
 * Adds Medusa's own Stripe provider next to the plugin's, with the same account. The application is the repository, as
 * in all tests, because only there does Medusa load the plugin from its sources. So the provider is added to the loaded
 * configuration, which is one shared object, after the environment is set.
 */
export async function addMedusasStripe(appDir: string): Promise<void> {
  const { configModule, error } = await getConfigFile<ConfigModule>(
    appDir,
    "medusa-config"
  )
  if (error) throw error
  const { [Modules.PAYMENT]: payment } = configModule.modules as unknown as {
    [Modules.PAYMENT]: PaymentModule
  }
  payment.options.providers.push({
    resolve: medusasStripe,
    id: "stripe",
    options: {
      apiKey: process.env["STRIPE_API_KEY"],
      webhookSecret: MEDUSAS_WEBHOOK_SECRET,
      apiBase: process.env["STRIPE_API_BASE"],
    },
  })
}
