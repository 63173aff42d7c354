/** After an episode: what the auditor finds, and sales that nobody disturbed and that ended otherwise than they must. */
import { isDeepStrictEqual } from "node:util"
import { auditWorld } from "../audit-world"
import type { FaultWorld } from "../fault-world"
import { readSaleState } from "../read-sale-state"
import { queryRows } from "../sale"
import { type Checkout, type CheckoutModel, expectedState } from "./checkout"

export type Played = {
  readonly model: CheckoutModel
  readonly checkout: Checkout
}

export async function findDifferences(
  world: FaultWorld,
  played: readonly Played[]
): Promise<string[]> {
  const found = await auditWorld(world)
  const differences = found.map(
    ({ invariant, sentence }) => `${invariant}: ${sentence}`
  )
  for (const { checkout, model } of played) {
    const expected = expectedState(model)
    if (!expected || !checkout.sale) continue
    const state = await readSaleState(world, checkout.sale)
    if (isDeepStrictEqual(state, expected)) continue
    differences.push(
      `${checkout.sale.session.id}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(state)}`
    )
  }
  return differences.length > 0 ? addTraces(world, played, differences) : []
}

/** Adds what people did to the sale that a difference is about. */
async function addTraces(
  world: FaultWorld,
  played: readonly Played[],
  differences: readonly string[]
): Promise<string[]> {
  const traced = await Promise.all(
    played.map(async ({ checkout }) => ({
      ids: await idsOf(world, checkout),
      trace: checkout.trace.join("\n      "),
    }))
  )
  return differences.map((difference) => {
    const affected = traced.find(({ ids }) =>
      ids.some((id) => difference.includes(id))
    )
    return affected ? `${difference}\n      ${affected.trace}` : difference
  })
}

/** Of all its payments: a difference may name any of them. */
async function idsOf(world: FaultWorld, { sale }: Checkout): Promise<string[]> {
  if (!sale) return []
  const rows = await queryRows<{ id: string | null }>(
    world,
    `select unnest(array[p.order_id, p.payment_session_id, p.payment_intent_id]) as id
       from stripe_checkout_payment p
      where p.cart_id = $1
         or p.order_id in (select l.order_id from order_cart l where l.cart_id = $1)`,
    [sale.cart.id]
  )
  const ids = rows.flatMap(({ id }) => id ?? [])
  return [sale.session.id, sale.cart.id, sale.checkoutSessionId, ...ids]
}
