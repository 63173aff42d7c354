import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import { writeSilenceNotice } from "../modules/stripe-checkout/domain/notice"
import { notifyAdmin } from "../workflows/notices/notify-admin"
import {
  WEBHOOKS_SILENT,
  type WebhooksSilentPayload,
} from "../workflows/support/account-events"

/** Without webhooks, orders wait for a sweep: the admin's notification bell says so. */
export default async function notifyAdminOfSilence({
  event: { name, data },
  container,
}: SubscriberArgs<WebhooksSilentPayload>): Promise<void> {
  await notifyAdmin(container, {
    ...writeSilenceNotice(data),
    event: name,
    resource: { type: "stripe_account", id: data.account },
  })
}

export const config: SubscriberConfig = {
  event: WEBHOOKS_SILENT,
  context: { subscriberId: "stripe-checkout-admin-notice-of-silence" },
}
