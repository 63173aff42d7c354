import type { Purchase } from "../support/stripe-checkout"
import type { FaultWorld } from "./fault-world"
import type { Standing } from "./standing"
import { rowsOf } from "./sale"

/** How a sale stands, at Stripe and in Medusa's tables. */
export async function readStanding(
  world: FaultWorld,
  { cart, session }: Purchase
): Promise<Standing> {
  const ledger = await world.stripe.ledger()
  const pages = ledger.checkout_sessions.filter(
    ({ client_reference_id }) => client_reference_id === session.id
  )
  const page = pages.find(({ status }) => status === "complete")
  const intent = ledger.payment_intents.find(
    ({ id }) => id === page?.known_payment_intent
  )
  const refunded = ledger.refunds
    .filter(({ payment_intent }) => payment_intent === intent?.id)
    .filter(({ id }) => !ledger.releases.includes(id))
    .reduce((sum, { amount }) => sum + amount, 0)
  const orders = await rowsOf<{ status: string | null }>(
    world,
    `select o.metadata ->> 'order_status' as status
       from order_cart l join "order" o on o.id = l.order_id
      where l.cart_id = $1 and l.deleted_at is null and o.deleted_at is null`,
    [cart.id]
  )
  return {
    intent: (intent?.status ?? null) as Standing["intent"],
    received: intent?.amount_received ?? 0,
    refunded,
    openPages: pages.filter(({ status }) => status === "open").length,
    orders: orders.length,
    status: orders[0]?.status ?? null,
  }
}
