/** The shopper pays what the order still asks for, by the link of its newest open payment collection. */
import type { HttpTypes } from "@medusajs/framework/types"
import { PROVIDER_ID } from "../../support/stripe-store"
import { openPage } from "../../support/stripe-checkout"
import { Browser } from "../../support/browser"
import type { FaultWorld } from "../fault-world"
import { type PlacedSale, queryRows } from "../sale"

export async function payBalance(
  world: FaultWorld,
  placed: PlacedSale
): Promise<void> {
  const [open] = await queryRows<{ id: string }>(
    world,
    `select c.id from order_payment_collection l
       join payment_collection c on c.id = l.payment_collection_id
      where l.order_id = $1 and c.status in ('not_paid', 'awaiting')
        and l.deleted_at is null and c.deleted_at is null
      order by c.created_at desc`,
    [placed.orderId]
  )
  if (!open) throw new Error("the order asks for nothing")
  const { payment_collection } =
    await world.storefront.client.fetch<HttpTypes.StorePaymentCollectionResponse>(
      `/store/payment-collections/${open.id}/payment-sessions`,
      { method: "POST", body: { provider_id: PROVIDER_ID } }
    )
  const session = payment_collection.payment_sessions?.[0]
  if (!session) throw new Error("there is no payment session")
  const browser = new Browser(world)
  const link = String(session.data["url"])
  const { redirectUrl } = await world.stripe.pay(
    await openPage({ ...placed, session, link, browser })
  )
  await browser.get(redirectUrl ?? "")
}
