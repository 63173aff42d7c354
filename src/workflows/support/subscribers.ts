/**
 * Whether anything in the store listens to an event. Each instance knows all subscribers,
 * whatever its role.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import type { StripeCheckoutEventName } from "./events"

/** True where the event bus cannot tell. */
export function hasSubscriber(
  container: MedusaContainer,
  event: StripeCheckoutEventName
): boolean {
  const bus = container.resolve<SubscribedBus>(Modules.EVENT_BUS)
  const subscribers = bus.eventToSubscribersMap
  if (!subscribers) {
    return true
  }
  return [event, "*"].some((name) => (subscribers.get(name)?.length ?? 0) > 0)
}

/** Of Medusa's own event buses; another one may not have it. */
interface SubscribedBus {
  readonly eventToSubscribersMap?: ReadonlyMap<string, readonly unknown[]>
}
