import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
} from "@medusajs/medusa/core-flows"

const CONSUMPTION_TAX = { name: "Consumption tax", code: "JCT", rate: 10 }

/** The second region differs from the first in what makes money hard: no decimals, and tax added on top. */
export async function seedJapan(container: MedusaContainer): Promise<void> {
  const providers = await container
    .resolve(Modules.PAYMENT)
    .listPaymentProviders({}, { take: 100 })
  await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Japan",
          currency_code: "jpy",
          countries: ["jp"],
          payment_providers: providers.map(({ id }) => id),
        },
      ],
    },
  })
  await createTaxRegionsWorkflow(container).run({
    input: [
      {
        country_code: "jp",
        provider_id: "tp_system",
        default_tax_rate: CONSUMPTION_TAX,
      },
    ],
  })
}
