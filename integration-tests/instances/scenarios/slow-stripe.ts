import { HELD } from "../../faults/sale-state"
import type { InstancesWorld } from "../instances-world"
import { expectSoon, expectWithinTwoTicks } from "../recover"
import { openSales, payAll, placedAt } from "../sales"

/** Fewer than an instance synchronizes at a time: one place is free, whoever gets the webhooks. */
const SLOW = 3

const SECONDS_PER_CALL = 3

export function slowStripe(started: () => InstancesWorld): void {
  it("places the order of a payment that Stripe answers at once before those that it is slow about", async () => {
    const world = started()
    const { stripe } = world
    const sales = await openSales(world, SLOW + 1)
    const slow = sales.slice(0, SLOW)
    const quick = sales.slice(SLOW)
    await stripe.webhooks.pause()
    await payAll(world, slow)
    await stripe.failNext({
      kind: "slow",
      seconds: SECONDS_PER_CALL,
      path: await pathsOf(world),
      times: 1_000,
    })
    await payAll(world, quick)

    await stripe.webhooks.resume("oldest_first")

    await expectSoon(world, quick, HELD)
    await expectWithinTwoTicks(world, slow, HELD)
    // The time that passes makes all orders older.
    const [placedQuickly = Infinity] = await placedAt(world, quick)
    const placedSlowly = await placedAt(world, slow)
    expect(placedQuickly).toBeLessThan(Math.min(...placedSlowly))
  })

  /** What Stripe is asked about those that are paid by now. */
  async function pathsOf({ stripe }: InstancesWorld): Promise<RegExp> {
    const { checkout_sessions } = await stripe.ledger()
    const ids = checkout_sessions
      .filter(({ status }) => status === "complete")
      .flatMap(({ id, known_payment_intent }) => [id, known_payment_intent])
    return new RegExp(ids.join("|"))
  }
}
