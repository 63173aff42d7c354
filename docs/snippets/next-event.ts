import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

/** The payload of the next event of this name, such as `stripe_checkout.captured`. */
export function nextEvent<Payload>(
  container: MedusaContainer,
  name: string
): Promise<Payload> {
  const eventBus = container.resolve(Modules.EVENT_BUS)
  return new Promise((resolve) => {
    eventBus.subscribe(name, ({ data }) => {
      resolve(data as Payload)
      return Promise.resolve()
    })
  })
}
