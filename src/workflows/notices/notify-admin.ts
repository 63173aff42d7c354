/**
 * Puts a notice into the admin's own notification bell, where the store has one.
 */
import type {
  ConfigModule,
  INotificationModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import type { Notice } from "../../modules/stripe-checkout/domain/notice"
import { resolveModule } from "../support/module"
import { readError } from "../support/workflow-error"

/** What Medusa's own imports and exports send their notices to. */
const FEED = { to: "", channel: "feed", template: "admin-ui" } as const

export interface AdminNotice extends Notice {
  /** The name of the event on Medusa's event bus. */
  readonly event: string
  /** What it is about, such as an order. */
  readonly resource: { readonly type: string; readonly id: string }
}

export async function notifyAdmin(
  container: MedusaContainer,
  { title, description, key, event, resource }: AdminNotice
): Promise<void> {
  const notifications = container.resolve<
    INotificationModuleService | undefined
  >(Modules.NOTIFICATION, { allowUnregistered: true })
  if (!notifications || !hasFeed(container)) {
    return
  }
  try {
    const { settings } = await resolveModule(container).currentSettings.read()
    if (!settings.adminFeed) {
      return
    }
    await notifications.createNotifications({
      ...FEED,
      data: { title, description },
      trigger_type: event,
      resource_type: resource.type,
      resource_id: resource.id,
      idempotency_key: key,
    })
  } catch (error) {
    // The event itself has reached everybody who listens to it.
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: ${resource.id}: the admin was not notified: ${readError(error).message}`
      )
  }
}

interface NotificationProvider {
  readonly options?: { readonly channels?: readonly string[] }
}

/**
 * Whether a provider takes notices for the bell. Without one, Medusa would store each
 * notice as failed.
 */
function hasFeed(container: MedusaContainer): boolean {
  const { modules } = container.resolve<ConfigModule>(
    ContainerRegistrationKeys.CONFIG_MODULE
  )
  const module = modules?.[Modules.NOTIFICATION] as
    | { readonly options?: { readonly providers?: NotificationProvider[] } }
    | undefined
  return (
    module?.options?.providers?.some(({ options }) =>
      options?.channels?.includes("feed")
    ) ?? false
  )
}
