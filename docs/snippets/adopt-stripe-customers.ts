import type { ExecArgs } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const MEDUSAS_PROVIDER = "pp_stripe_stripe"
const PLUGIN = "pp_stripe-checkout_default"
const PAGE = 100

interface Customer {
  id: string
  email: string
  account_holders?: ({
    id: string
    provider_id: string
    external_id: string
    data?: Record<string, unknown> | null
  } | null)[]
}

/** Lets the plugin use the Stripe customers that Medusa's own provider created. */
export default async function adoptStripeCustomers({ container }: ExecArgs) {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  let adopted = 0
  let customers: Customer[]
  let skip = 0
  do {
    const { data } = await query.graph({
      entity: "customer",
      fields: ["id", "email", "account_holders.*"],
      pagination: { skip, take: PAGE, order: { id: "ASC" } },
    })
    customers = data as Customer[]
    for (const customer of customers) {
      adopted += (await adopt(container, customer)) ? 1 : 0
    }
    skip += PAGE
  } while (customers.length === PAGE)
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`Customers who keep their Stripe customer: ${adopted}`)
}

async function adopt(
  container: ExecArgs["container"],
  { id, email, account_holders: holders = [] }: Customer
): Promise<boolean> {
  const payment = container.resolve(Modules.PAYMENT)
  const old = holders.find((one) => one?.provider_id === MEDUSAS_PROVIDER)
  const known = holders.find((one) => one?.provider_id === PLUGIN)
  if (!old || known?.data?.["stripe_customer_id"]) {
    return false
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
    await container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.CUSTOMER]: { customer_id: id },
      [Modules.PAYMENT]: { account_holder_id: holder.id },
    })
  }
  return true
}
