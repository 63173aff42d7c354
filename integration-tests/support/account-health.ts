/**
 * How the plugin's health endpoint describes the store's only account.
 */
import type {
  AccountHealth,
  HealthDescription,
} from "../../src/api/admin/stripe-checkout/health/responses"
import { only } from "./only"
import type { StripeStore } from "./stripe-store"

export async function readAccountHealth({
  admin,
}: StripeStore): Promise<AccountHealth> {
  const { accounts } = await admin.client.fetch<HealthDescription>(
    "/admin/stripe-checkout/health"
  )
  return only(accounts)
}
