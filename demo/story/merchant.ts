import type { HttpTypes } from "@medusajs/framework/types"
import Medusa from "@medusajs/js-sdk"
import { only } from "../../integration-tests/support/only"
import { waitUntil } from "../../integration-tests/support/wait-until"
import type { Credentials } from "../shop/shop-order"

const FIELDS =
  "id,display_id,total,metadata,payment_status,*payment_collections.payments"

const PATIENCE = { timeoutMs: 30_000, everyMs: 100 }

/** Medusa's SDK, logged in like the admin in the browser. */
export async function logIn(
  baseUrl: string,
  credentials: Credentials
): Promise<Medusa> {
  const medusa = new Medusa({
    baseUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await medusa.auth.login("user", "emailpass", credentials)
  return medusa
}

export async function waitForStatus(
  { admin }: Medusa,
  orderId: string,
  status: string
): Promise<HttpTypes.AdminOrder> {
  return waitUntil(
    `the order's status "${status}"`,
    async () => {
      const { order } = await admin.order.retrieve(orderId, { fields: FIELDS })
      return order.metadata?.["order_status"] === status
        ? order
        : Promise.reject(new Error(String(order.metadata?.["order_status"])))
    },
    PATIENCE
  )
}

export async function setStatus(
  { admin }: Medusa,
  orderId: string,
  status: string
): Promise<void> {
  await admin.order.update(orderId, { metadata: { order_status: status } })
}

export async function refund(
  { admin }: Medusa,
  order: HttpTypes.AdminOrder,
  amount: number
): Promise<void> {
  const collection = only(order.payment_collections)
  await admin.payment.refund(only(collection.payments ?? []).id, { amount })
}
