import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"

import {
  isNoticed,
  NOTICED,
  type NoticedEvent,
  writeNotice,
} from "../modules/stripe-checkout/domain/notice"
import { notifyAdmin as notify } from "../workflows/notices/notify-admin"
import type { StripeCheckoutEventPayload } from "../workflows/support/events"

const PREFIX = "stripe_checkout."

/** Whatever somebody has to act on appears in the admin's notification bell. */
export default async function notifyAdmin({
  event: { name, data },
  container,
}: SubscriberArgs<StripeCheckoutEventPayload>): Promise<void> {
  const { order_id, payment_session_id } = data
  const event = name.slice(PREFIX.length) as NoticedEvent
  if (!isNoticed(event, data)) {
    return
  }
  await notify(container, {
    ...writeNotice(event, data, new Date()),
    event: name,
    resource:
      order_id === null
        ? { type: "payment_session", id: payment_session_id }
        : { type: "order", id: order_id },
  })
}

export const config: SubscriberConfig = {
  event: NOTICED.map((event) => `${PREFIX}${event}`),
  context: { subscriberId: "stripe-checkout-admin-notices" },
}
