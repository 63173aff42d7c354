import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import type { FaultWorld } from "../fault-world"
import { HELD } from "../standing"
import { untilQuiet } from "../quiet"
import { readStanding } from "../read-standing"
import { goRounds } from "../recover"
import { addAnotherShirt, openSale, rowsOf, type Sale } from "../sale"

export function aReleaseThatMeetsACompletion(started: () => FaultWorld): void {
  it("waits until the order is placed, and gives the hold back then", async () => {
    const world = started()
    const { sale, completion } = await saleBeingPlaced(world)
    const orderId = await orderBeingPlaced(world, sale)
    await world.shop.ask("look", { paymentSessionId: sale.session.id })
    const release = world.admin.client.fetch(
      `/admin/stripe-checkout/orders/${orderId}/release`,
      { method: "POST", body: {} }
    )
    await wished(world, orderId)
    expect(await readStanding(world, sale)).toMatchObject({
      intent: "requires_capture",
    })

    await world.stripe.releaseHeld()
    await Promise.all([completion, release])
    await untilQuiet(world)
    await goRounds(world)

    expect(await readStanding(world, sale)).toEqual({
      ...HELD,
      intent: "canceled",
      status: "authorization_released",
    })
  })

  it("finds the order when somebody changes the cart too late", async () => {
    const world = started()
    const { sale, completion } = await saleBeingPlaced(world)
    const change = addAnotherShirt(world, sale).catch(() => "refused")
    await world.stripe.webhooks.resume()
    await world.shop.ask("look", { paymentSessionId: sale.session.id })

    await world.stripe.releaseHeld()
    await Promise.all([completion, change])
    await untilQuiet(world)
    await goRounds(world)

    expect(await readStanding(world, sale)).toEqual(HELD)
  })
}

/** The cart is locked, the order is written down, and core waits for Stripe to say that the money is held. */
async function saleBeingPlaced(
  world: FaultWorld
): Promise<{ sale: Sale; completion: Promise<unknown> }> {
  const { storefront, stripe } = world
  const sale = await openSale(world)
  await stripe.webhooks.pause()
  await stripe.pay(sale.checkoutSessionId)
  await stripe.failNext({
    kind: "timeout_before",
    method: "GET",
    path: new RegExp(sale.checkoutSessionId),
  })
  const completion = storefront.store.cart.complete(sale.cart.id)
  await waitUntil("the completion to wait for Stripe", async () =>
    only(await stripe.held())
  )
  return { sale, completion }
}

async function orderBeingPlaced(
  world: FaultWorld,
  { cart }: Sale
): Promise<string> {
  const rows = await rowsOf<{ order_id: string }>(
    world,
    `select order_id from order_cart where cart_id = $1`,
    [cart.id]
  )
  return only(rows).order_id
}

async function wished(world: FaultWorld, orderId: string): Promise<void> {
  await waitUntil("the wish to be written down", async () => {
    const rows = await rowsOf(
      world,
      `select id from stripe_checkout_operation where order_id = $1 and kind = 'release'`,
      [orderId]
    )
    return rows.length
  })
}
