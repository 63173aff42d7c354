import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  createRegionsWorkflow,
  createSalesChannelsWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "./only"

export type Market = {
  readonly regionId: string
  readonly salesChannelId: string
  readonly publishableKey: string
}

/** Where the store sells: Germany and France, in euro, through one sales channel, with every payment provider. */
export async function seedMarket(container: MedusaContainer): Promise<Market> {
  const providers = await container
    .resolve(Modules.PAYMENT)
    .listPaymentProviders({}, { take: 100 })
  const { result: regions } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Europe",
          currency_code: "eur",
          countries: ["de", "fr"],
          payment_providers: providers.map(({ id }) => id),
        },
      ],
    },
  })
  const { result: channels } = await createSalesChannelsWorkflow(container).run(
    {
      input: { salesChannelsData: [{ name: "Web" }] },
    }
  )
  const salesChannelId = only(channels).id
  return {
    regionId: only(regions).id,
    salesChannelId,
    publishableKey: await seedPublishableKey(container, salesChannelId),
  }
}

async function seedPublishableKey(
  container: MedusaContainer,
  salesChannelId: string
): Promise<string> {
  const { result: keys } = await createApiKeysWorkflow(container).run({
    input: {
      api_keys: [{ title: "Web", type: "publishable", created_by: "" }],
    },
  })
  const key = only(keys)
  await linkSalesChannelsToApiKeyWorkflow(container).run({
    input: { id: key.id, add: [salesChannelId] },
  })
  return key.token
}
