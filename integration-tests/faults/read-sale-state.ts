import type { Ledger } from "../stripe-emulator/controls"
import type { Purchase } from "../support/stripe-checkout"
import type { FaultWorld } from "./fault-world"
import type { SaleState } from "./sale-state"
import { queryRows } from "./sale"

/** Reads the state of a sale from Stripe's ledger and Medusa's tables. */
export async function readSaleState(
  world: FaultWorld,
  { cart, session }: Purchase
): Promise<SaleState> {
  const ledger = await world.stripe.ledger()
  const checkoutSessions = ledger.checkout_sessions.filter(
    ({ client_reference_id }) => client_reference_id === session.id
  )
  const paid = checkoutSessions.find(({ status }) => status === "complete")
  const intent = ledger.payment_intents.find(
    ({ id }) => id === paid?.known_payment_intent
  )
  const refunded = ledger.refunds
    .filter(({ payment_intent }) => payment_intent === intent?.id)
    .filter(({ id }) => !ledger.releases.includes(id))
    .reduce((sum, { amount }) => sum + amount, 0)
  const orders = await queryRows<{ status: string | null }>(
    world,
    `select o.metadata ->> 'order_status' as status
       from order_cart l join "order" o on o.id = l.order_id
      where l.cart_id = $1 and l.deleted_at is null and o.deleted_at is null`,
    [cart.id]
  )
  return {
    intent: (intent?.status ?? null) as SaleState["intent"],
    received: intent?.amount_received ?? 0,
    refunded,
    openCheckoutSessions: checkoutSessions.filter(
      ({ status }) => status === "open"
    ).length,
    paidLater: await readPaidLater(world, ledger, cart.id),
    orders: orders.length,
    status: orders[0]?.status ?? null,
  }
}

async function readPaidLater(
  world: FaultWorld,
  { payment_intents }: Ledger,
  cartId: string
): Promise<number> {
  const rows = await queryRows<{ id: string }>(
    world,
    `select p.payment_session_id as id
       from order_cart l join stripe_checkout_payment p on p.order_id = l.order_id
      where l.cart_id = $1 and p.cart_id is null
        and l.deleted_at is null and p.deleted_at is null`,
    [cartId]
  )
  return payment_intents
    .filter(({ metadata }) =>
      rows.some(({ id }) => id === metadata["payment_session_id"])
    )
    .reduce((sum, one) => sum + one.amount_capturable + one.amount_received, 0)
}
