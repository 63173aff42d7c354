import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import type { FaultWorld } from "../fault-world"
import { HELD } from "../sale-state"
import { waitUntilIdle } from "../wait-until-idle"
import { readSaleState } from "../read-sale-state"
import { runTicks } from "../recover"
import { addAnotherShirt, openSale, queryRows, type Sale } from "../sale"

export function releaseDuringCompletion(started: () => FaultWorld): void {
  it("waits until the order is placed, and then releases the hold", async () => {
    const world = started()
    const { sale, completion } = await startCompletion(world)
    const orderId = await findOrderInProgress(world, sale)
    await world.shop.ask("synchronize", { paymentSessionId: sale.session.id })
    const release = world.admin.client.fetch(
      `/admin/stripe-checkout/orders/${orderId}/release`,
      { method: "POST", body: {} }
    )
    await waitForReleaseRequest(world, orderId)
    expect(await readSaleState(world, sale)).toMatchObject({
      intent: "requires_capture",
    })

    await world.stripe.releaseHeld()
    await Promise.all([completion, release])
    await waitUntilIdle(world)
    await runTicks(world)

    expect(await readSaleState(world, sale)).toEqual({
      ...HELD,
      intent: "canceled",
      status: "authorization_released",
    })
  })

  it("keeps the hold when somebody changes the cart too late", async () => {
    const world = started()
    const { sale, completion } = await startCompletion(world)
    const change = addAnotherShirt(world, sale).catch(() => "refused")
    await world.stripe.webhooks.resume()
    await world.shop.ask("synchronize", { paymentSessionId: sale.session.id })

    await world.stripe.releaseHeld()
    await Promise.all([completion, change])
    await waitUntilIdle(world)
    await runTicks(world)

    expect(await readSaleState(world, sale)).toEqual(HELD)
  })
}

/** The cart is locked, the order is stored, and core waits for Stripe to confirm the hold. */
async function startCompletion(
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

async function findOrderInProgress(
  world: FaultWorld,
  { cart }: Sale
): Promise<string> {
  const rows = await queryRows<{ order_id: string }>(
    world,
    `select order_id from order_cart where cart_id = $1`,
    [cart.id]
  )
  return only(rows).order_id
}

async function waitForReleaseRequest(
  world: FaultWorld,
  orderId: string
): Promise<void> {
  await waitUntil("the release to be requested", async () => {
    const rows = await queryRows(
      world,
      `select id from stripe_checkout_operation where order_id = $1 and kind = 'release'`,
      [orderId]
    )
    return rows.length
  })
}
