import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { sql } from "./order-records"
import type { Store } from "./store"

/** A sweep that another worker is running, and that goes on until the test ends it. */
export async function holdRun(store: Store) {
  const { runs } =
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")
  const run = await runs.take({
    id: `scrun_${Date.now().toString(36)}`,
    account: "default",
    owner: "another worker",
    firstStage: "events",
    everyMinutes: 0,
  })
  if (!run) throw new Error("Another sweep is running")
  const { id } = run
  return {
    id,
    end: () => runs.finish(run, { status: "succeeded", reason: null }),
    loseLease: () =>
      sql(
        store,
        `update stripe_checkout_run set lease_until = now() - interval '1 minute'
          where id = :id returning id`,
        { id }
      ),
  }
}
