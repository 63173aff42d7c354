import { captureInAdmin, setStatus } from "../../faults/sale"
import { logIn } from "../../faults/fault-world"
import { HELD, PAID } from "../../faults/sale-state"
import { waitUntil } from "../../support/wait-until"
import type { InstancesWorld } from "../instances-world"
import { expectWithinTwoTicks } from "../recover"
import { heldSales, returnAll, secretlyPaidSales } from "../sales"
import { holdCompletions } from "./held-completions"

export function dyingInstance(started: () => InstancesWorld): void {
  it("in the middle of completions leaves one order for each of 6 carts", async () => {
    const world = started()
    const { loadBalancer, first } = world.shop
    const sales = await secretlyPaidSales(world, 6)
    loadBalancer.sendTo([first.port])
    const { ended } = await holdCompletions(world, () => returnAll(sales))

    await first.process.kill()

    world.proxy.clearMoments()
    world.shop.balance()
    await Promise.all([
      ended,
      world.stripe.webhooks.resume(),
      first.process.start(),
    ])
    await expectWithinTwoTicks(world, sales, HELD)
  })

  it("in the middle of captures captures each of 8 orders once", async () => {
    const world = started()
    const { stripe, shop } = world
    const sales = await heldSales(world, 8)
    const [clicked, edited] = [sales.slice(0, 4), sales.slice(4)]
    const captures = sales.map(({ paymentIntentId }) => paymentIntentId)
    await stripe.failNext({
      kind: "timeout_after",
      method: "POST",
      path: new RegExp(`/(${captures.join("|")})/capture$`),
      times: sales.length,
    })
    const { baseUrl, process: dying } = shop.first
    const onFirst = { ...world, admin: await logIn(baseUrl, world.seed) }
    const clicks = Promise.allSettled(
      clicked.map((sale) => captureInAdmin(onFirst, sale))
    )
    await Promise.all(
      edited.map((sale) => setStatus(world, sale, "ready_for_capture"))
    )
    await waitUntil(
      "every capture to be at Stripe",
      async () => (await stripe.held()).length === sales.length,
      { timeoutMs: 90_000 }
    )

    await dying.kill()

    await stripe.backToNormal()
    await Promise.all([clicks, stripe.releaseHeld(), dying.start()])
    await expectWithinTwoTicks(world, sales, PAID)
  })
}
