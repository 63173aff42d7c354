/** What merchants do in Stripe's Dashboard, and what banks do with a hold. */
import type { FaultWorld } from "../fault-world"
import type { PlacedSale } from "../sale"
import { Action, onOrder } from "./action"

export const lapses = onOrder("has its hold lapse", ({ world }, placed) =>
  world.stripe.lapseAuthorization(placed.paymentIntentId)
)

export const dashboardCapturesPart = onOrder(
  "is captured in part in the Dashboard",
  ({ world }, placed) =>
    world.stripe.dashboard.capture(placed.paymentIntentId, 5000)
)

async function isDisputed(
  { stripe }: FaultWorld,
  { paymentIntentId }: PlacedSale,
  outcome: "won" | "lost"
): Promise<void> {
  const { id } = await stripe.dashboard.dispute(paymentIntentId)
  await stripe.dashboard.closeDispute(id, outcome)
}

export const DASHBOARD: readonly Action[] = [
  onOrder("is captured in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.capture(placed.paymentIntentId)
  ),
  dashboardCapturesPart,
  onOrder("is canceled in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.cancel(placed.paymentIntentId)
  ),
  onOrder("is refunded in the Dashboard", ({ world }, placed) =>
    world.stripe.dashboard.refund(placed.paymentIntentId, 2000)
  ),
  lapses,
  onOrder("is disputed", ({ world }, placed) =>
    world.stripe.dashboard.dispute(placed.paymentIntentId)
  ),
  onOrder("is disputed, and the dispute is won", ({ world }, placed) =>
    isDisputed(world, placed, "won")
  ),
  onOrder("is disputed, and the dispute is lost", ({ world }, placed) =>
    isDisputed(world, placed, "lost")
  ),
  // Open for as long as it takes: a capture that waits for it would wait for ever.
  onOrder("is reviewed and approved", async ({ world }, placed) => {
    const { openReview, closeReview } = world.stripe.dashboard
    const { id } = await openReview(placed.paymentIntentId)
    await closeReview(id, "approved")
  }),
  new Action("has an event sent again", "paid", async ({ world }) => {
    const events = await world.stripe.events()
    const event = events[Math.floor(events.length / 2)]
    if (event) await world.stripe.webhooks.deliver(event.id)
  }),
]
