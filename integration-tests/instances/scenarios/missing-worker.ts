import { letTimePass } from "../../faults/database/let-time-pass"
import { UNPAID, HELD } from "../../faults/sale-state"
import { waitUntil } from "../../support/wait-until"
import type { InstancesWorld } from "../instances-world"
import { expectSoon } from "../recover"
import { openSales, payAll } from "../sales"

const CARTS = 6

const GONE_SECONDS = 60

export function missingWorker(started: () => InstancesWorld): void {
  it("places the orders of carts that were paid without it once it is back, before the job runs", async () => {
    const world = started()
    const { process: worker } = world.shop.second
    const sales = await openSales(world, CARTS)
    await worker.kill()
    await payAll(world, sales)
    await waitForAcknowledgements(world)
    await expectSoon(world, sales, {
      ...UNPAID,
      intent: "requires_capture",
      openCheckoutSessions: 0,
    })
    await letTimePass(world.database, GONE_SECONDS)

    await worker.start()

    await expectSoon(world, sales, HELD)
  })
}

/** The server stores webhooks, whoever works on them later. */
async function waitForAcknowledgements({
  stripe,
}: InstancesWorld): Promise<void> {
  await waitUntil("every webhook to be acknowledged", async () => {
    const events = await stripe.events()
    return events.every(({ attempts }) => attempts.at(-1)?.status === 200)
  })
}
