/** Webhook endpoints, as the admin's page configures them and as the emulator has them. */
import type Stripe from "stripe"
import type {
  AccountSetup,
  SetupAnswer,
} from "../../src/api/admin/stripe-checkout/setup/responses"
import type { ConfigureWebhookEndpointResult } from "../../src/workflows/index"
import type { StripeStore } from "./stripe-store"

export async function readSetup(
  { admin }: StripeStore,
  account: string
): Promise<AccountSetup> {
  const { accounts } = await admin.client.fetch<SetupAnswer>(
    "/admin/stripe-checkout/setup"
  )
  const found = accounts.find((one) => one.account === account)
  if (!found) throw new Error(`There is no account ${account}`)
  return found
}

export function configureEndpoint(
  { admin }: StripeStore,
  account: string,
  action?: "repair" | "rotate" | "retire"
): Promise<ConfigureWebhookEndpointResult> {
  return admin.client.fetch("/admin/stripe-checkout/webhook-endpoint", {
    method: "POST",
    body: { account, ...(action ? { action } : {}) },
  })
}

/** What the merchant sees and does in Stripe's Dashboard. */
export function dashboardEndpoints({ stripe }: StripeStore, apiKey: string) {
  const call = async <Answer>(
    method: string,
    path: string,
    body?: string
  ): Promise<Answer> => {
    const response = await fetch(`${stripe.url}/v1/webhook_endpoints${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      ...(body === undefined ? {} : { body }),
    })
    return (await response.json()) as Answer
  }
  const list = async () =>
    (await call<{ data: Stripe.WebhookEndpoint[] }>("GET", "?limit=100")).data
  return {
    list,
    create: (body: string) => call<Stripe.WebhookEndpoint>("POST", "", body),
    update: (id: string, body: string) =>
      call<Stripe.WebhookEndpoint>("POST", `/${id}`, body),
    async deleteAll(): Promise<void> {
      for (const { id } of await list()) await call("DELETE", `/${id}`)
    },
  }
}
