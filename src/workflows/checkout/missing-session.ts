import type { MedusaContainer } from "@medusajs/framework/types"
import type { MedusaError } from "@medusajs/framework/utils"

import { queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"
import { checkoutRefusal } from "./refusals"

/** A session that Medusa has deleted is an outdated link, not an unknown one. */
export async function missingSessionError(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<MedusaError> {
  const row = await resolveModule(container).payments.findBy(
    "payment_session_id",
    paymentSessionId
  )
  if (!row) {
    return checkoutRefusal("unknown")
  }
  if (row.cart_id || !row.order_id) {
    return checkoutRefusal("amount_changed")
  }
  const order = await queryOne<{ status: string }>(container, {
    entity: "order",
    fields: ["id", "status"],
    filters: { id: row.order_id },
  })
  return checkoutRefusal(
    order?.status === "canceled" ? "order_canceled" : "link_closed"
  )
}
