/** What merchants do in Stripe's Dashboard, and what banks do with a hold. */
import { Action, onOrder } from "./action"

export const lapses = onOrder("has its hold lapse", ({ world }, placed) =>
  world.stripe.lapseAuthorization(placed.paymentIntentId)
)

export const DASHBOARD: readonly Action[] = [
  onOrder("is captured in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.capture(placed.paymentIntentId)
  ),
  onOrder("is captured in part in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.capture(placed.paymentIntentId, 5000)
  ),
  onOrder("is canceled in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.cancel(placed.paymentIntentId)
  ),
  onOrder("is refunded in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.refund(placed.paymentIntentId, 2000)
  ),
  lapses,
  new Action("has an event sent again", "paid", async ({ world }) => {
    const events = await world.stripe.events()
    const event = events[Math.floor(events.length / 2)]
    if (event) await world.stripe.webhooks.deliver(event.id)
  }),
]
