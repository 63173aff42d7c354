import type { ConfigModule } from "@medusajs/framework/types"
import { getConfigFile, Modules } from "@medusajs/framework/utils"
import medusasStripe from "./medusas-stripe"
import { MEDUSAS_WEBHOOK_SECRET } from "./names"

type PaymentModule = {
  options: { providers: object[] }
}

/**
 * Puts Medusa's own Stripe provider beside the plugin's, with the same account. The application is the repository, as
 * everywhere: only there does Medusa load the plugin from its sources. So the provider is added to the configuration,
 * which is one object for all who read it, once the environment is set.
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
