import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const MEDUSAS_PROVIDER = "pp_stripe_stripe"
const PLUGIN = "pp_stripe-checkout_default"
const PAGE = 100

/** Lets the plugin use the Stripe customers that Medusa's own provider created. */
export default async function adoptStripeCustomers({ container }: ExecArgs) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const payment = container.resolve(Modules.PAYMENT)
  let adopted = 0
  for (let skip = 0; ; skip += PAGE) {
    const { data: customers } = await query.graph({
      entity: "customer",
      fields: ["id", "email", "account_holders.*"],
      pagination: { skip, take: PAGE, order: { id: "ASC" } },
    })
    for (const { id, email, account_holders: holders } of customers) {
      const old = holders?.find(
        (holder) => holder?.provider_id === MEDUSAS_PROVIDER
      )
      const known = holders?.find((holder) => holder?.provider_id === PLUGIN)
      if (!old || known?.data["stripe_customer_id"]) {
        continue
      }
      const holder =
        known ??
        (await payment.createAccountHolder({
          provider_id: PLUGIN,
          context: { customer: { id, email } },
        }))
      await payment.updateAccountHolder({
        id: holder.id,
        provider_id: PLUGIN,
        context: {
          account_holder: { data: { stripe_customer_id: old.external_id } },
        },
      })
      if (!known) {
        await link.create({
          [Modules.CUSTOMER]: { customer_id: id },
          [Modules.PAYMENT]: { account_holder_id: holder.id },
        })
      }
      adopted += 1
    }
    if (customers.length < PAGE) {
      break
    }
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`${adopted} customers keep their Stripe customer.`)
}
