/**
 * Public events about a Stripe account as a whole, not about one payment.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import {
  describeReason,
  type Reason,
  type ReasonDescription,
} from "../../modules/stripe-checkout/domain/reasons/reason"

export const WEBHOOKS_SILENT = "stripe_checkout.webhooks_silent"

/** What `stripe_checkout.webhooks_silent` carries. */
export interface WebhooksSilentPayload extends ReasonDescription {
  /** The Stripe account's name in the options. */
  readonly account: string
  /** When Stripe sent the last webhook, an ISO date; null when it never did. */
  readonly last_received_at: string | null
}

export async function emitWebhooksSilent(
  container: MedusaContainer,
  account: string,
  { lastAt, reason }: { readonly lastAt: Date | null; readonly reason: Reason }
): Promise<void> {
  const data: WebhooksSilentPayload = {
    account,
    last_received_at: lastAt?.toISOString() ?? null,
    ...describeReason(reason),
  }
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name: WEBHOOKS_SILENT, data })
}
